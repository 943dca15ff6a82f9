"""The rules of the house that a machine can read: sizes, names, docstrings, boundaries."""

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APPS = ("pmo", "accounts", "portfolio", "projects", "risks", "resources", "reporting", "integrations")
DUMPING_NAMES = {"utils", "helpers", "common", "misc", "base", "core", "lib", "mixins"}
# Longer than the house allows, each with its reason.
EXCEPTIONS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["house"]
LONG_FILES: dict[str, str] = EXCEPTIONS["long-files"]
LONG_FUNCTIONS: dict[str, str] = EXCEPTIONS["long-functions"]
# Files that take requests in: their rows come from `allowed()`, never from a bare manager.
BOUNDARIES = ("views", "viewsets", "forms", "filters", "tables", "serializers", "verbs")


@cache
def sources() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    paths = [Path(name) for name in listed.stdout.splitlines() if (ROOT / name).exists()]
    return [path for path in paths if path.parts[0] in APPS and "migrations" not in path.parts]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def functions():
    for path in sources():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path}:{node.name}", node.end_lineno - node.lineno + 1


def test_files_stay_readable():
    lengths = {str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in sources()}
    too_long = {name: count for name, count in lengths.items() if count > 300 and name not in LONG_FILES}
    assert not too_long


def test_functions_stay_short():
    too_long = {name: length for name, length in functions() if length > 40 and name not in LONG_FUNCTIONS}
    assert not too_long
    lengths = sorted(length for _name, length in functions())
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[int(len(lengths) * 0.9)] <= 25


def test_no_file_is_a_dumping_ground():
    named = [str(path) for path in sources() if path.stem in DUMPING_NAMES or set(path.parts[:-1]) & DUMPING_NAMES]
    assert not named


def test_every_module_says_what_lives_in_it():
    silent = [str(path) for path in sources() if (ROOT / path).stat().st_size and not ast.get_docstring(tree_of(path))]
    assert not silent


def test_no_save_override_and_no_signal():
    for path in sources():
        text = (ROOT / path).read_text(encoding="utf-8")
        assert "def save(self" not in text or "forms" in str(path), path
        assert "post_save" not in text and "pre_save" not in text, path


def test_no_open_ends_without_an_issue():
    left = [
        str(path) for path in sources() if re.search(r"\b(TODO|FIXME|XXX)\b", (ROOT / path).read_text(encoding="utf-8"))
    ]
    assert not left


def test_boundary_files_ask_for_allowed_rows():
    """`Model.objects` in a file that takes requests is followed by `allowed` in the same statement."""
    bare = []
    for path in sources():
        if path.stem not in BOUNDARIES and not set(path.parts) & set(BOUNDARIES):
            continue
        for statement in ast.walk(tree_of(path)):
            if isinstance(statement, ast.Attribute) and statement.attr == "objects":
                bare += _without_allowed(path, statement)
    assert not bare


# Rows of the reader alone, or counts without names: each says why it needs no `allowed`.
WITHOUT_ALLOWED = {
    "pmo/views/list.py": "one's own and shared saved views",
    "pmo/views/saved_views.py": "one's own saved views",
    "pmo/views/health_checks.py": "counts for whoever watches the servers",
    "projects/views/charts.py": "facts of a project that was allowed just before",
    "projects/views/report.py": "facts of a project that was allowed just before",
}


def _without_allowed(path: Path, node: ast.Attribute) -> list[str]:
    line = "\n".join((ROOT / path).read_text(encoding="utf-8").splitlines()[node.lineno - 1 : node.lineno + 2])
    names = ("allowed", "staffing", "current", "next_code")
    if any(f".{name}(" in line for name in names) or str(path) in WITHOUT_ALLOWED:
        return []
    return [f"{path}:{node.lineno}"]


@pytest.mark.parametrize("folder", ["templates"])
def test_templates_say_what_they_need_and_stay_short(folder):
    for path in sorted((ROOT / folder).rglob("*.html")):
        lines = path.read_text(encoding="utf-8").splitlines()
        name = path.relative_to(ROOT)
        assert len(lines) <= (40 if "components" in path.parts else 150), name
        assert lines[0].startswith(("{#", "{% comment", "{% load", "{% extends", "{% include")), name
        text = "\n".join(lines)
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=\"", text), f"{name} has inline script or style"


def test_nothing_names_this_machine_or_a_registry():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    forbidden = re.compile(r"pypi\.org|registry\.npmjs|files\.pythonhosted|/work/main|/opt/pypi")
    for name in listed:
        path = ROOT / name
        if path.is_file() and path.suffix in {
            ".py",
            ".md",
            ".txt",
            ".json",
            ".toml",
            ".yml",
            ".html",
            ".js",
            ".in",
            "",
        }:
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert name == "tests/test_house_style.py" or not forbidden.search(text), name
