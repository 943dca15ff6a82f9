"""Templates and scripts fit together: everything compiles, and every icon, file and component that is named exists."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template

from pmo.templatetags.icons import RING, drawing

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STATIC = ROOT / "static"
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))
NAMES = [path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES]
needs_packages = pytest.mark.skipif(
    not (ROOT / "node_modules" / "@tabler" / "icons").exists(), reason="npm packages are not installed"
)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name):
    assert get_template(name)


def test_scripts_stay_short():
    assert not [path.name for path in SCRIPTS if len(path.read_text(encoding="utf-8").splitlines()) > 150]


def test_components_are_included_with_only_what_they_name():
    include = re.compile(r'{% include "components/[^%]+%}')
    loose = [
        f"{name}: {found}"
        for name, path in zip(NAMES, TEMPLATES, strict=True)
        for found in include.findall(path.read_text(encoding="utf-8"))
        if not found.endswith(" only %}")
    ]
    assert not loose


@needs_packages
def test_every_icon_that_a_template_names_is_in_the_set():
    unknown = {
        f"{name}: {icon}"
        for name, path in zip(NAMES, TEMPLATES, strict=True)
        for icon in re.findall(r'{% icon "([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
        if drawing(icon) == RING
    }
    assert not unknown


@needs_packages
def test_every_static_file_that_a_template_names_is_served():
    missing = {
        f"{name}: {file}"
        for name, path in zip(NAMES, TEMPLATES, strict=True)
        for file in re.findall(r"{% static ['\"]([^'\"]+)['\"]", path.read_text(encoding="utf-8"))
        if not finders.find(file)
    }
    assert not missing
