"""Message catalogues: compiled and collected with Babel, so that no gettext tools are needed."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALE = Path(__file__).resolve().parents[1] / "locale"
LANGUAGES = ("en", "fr")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
FOLDERS_WITHOUT_STRINGS = {"node_modules", "tests", "bench", "var", "staticfiles", "locale", "migrations"}


def compile_changed(locale: Path = LOCALE) -> list[Path]:
    """Compile the catalogues that are newer than what was compiled from them; the answer names these."""
    changed = [path for path in sorted(locale.glob("*/LC_MESSAGES/*.po")) if _is_newer(path)]
    for path in changed:
        _compile(path)
    return changed


def collect(root: Path, locale: Path = LOCALE) -> dict[str, Catalog]:
    """Bring the catalogues up to date with the strings of the source; a guess is never kept as fuzzy."""
    template = Catalog(charset="utf-8")
    for place, line, message, comments, context in _strings(root):
        template.add(message, None, [(place, line)], auto_comments=comments, context=context)
    collected = {}
    for language in LANGUAGES:
        path = locale / language / "LC_MESSAGES" / "django.po"
        catalogue = _read(path, language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=110, sort_output=True, omit_header=False, include_lineno=False)
        collected[language] = catalogue
    return collected


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages without a translation, or with one of doubtful meaning."""
    return [str(message.id) for message in catalogue if message.id and (not _is_complete(message) or message.fuzzy)]


def _is_complete(message) -> bool:
    return all(message.string) if isinstance(message.string, (tuple, list)) else bool(message.string)


def _is_newer(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime


def _compile(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parents[1].name)
    draft = path.with_suffix(f".mo-{os.getpid()}")
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    # In one step, because a running process may be reading it.
    draft.replace(path.with_suffix(".mo"))


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _strings(root: Path) -> Iterator[tuple[str, int, object, list[str], str | None]]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(n for n in folders if n not in FOLDERS_WITHOUT_STRINGS and not n.startswith("."))
        for name in sorted(files):
            path = Path(folder) / name
            source = _python_source(path)
            if source is None:
                continue
            place = path.relative_to(root).as_posix()
            for line, message, comments, context in extract(
                "python",
                BytesIO(source),
                KEYWORDS,
                comment_tags=("Translators:",),
                options={"encoding": "utf-8"},
            ):
                yield place, line, message, comments, context


def _python_source(path: Path) -> bytes | None:
    """The file as Python; a template is turned into the calls that its tags stand for."""
    if path.suffix == ".py":
        return path.read_bytes()
    if path.suffix in (".html", ".txt") and "templates" in path.parts:
        from django.utils.translation.template import templatize

        # What stays of the page around the tags must not look like Python's indentation.
        return "\n".join(line.lstrip() for line in templatize(path.read_text()).splitlines()).encode()
    return None
