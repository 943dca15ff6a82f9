"""French is complete: every string has its French, none is a guess, and the glossary's refused words do not occur."""

import ast
import re
import shutil
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.functional import Promise

from pmo import catalogues

CATALOGUE = catalogues.LOCALE / "fr" / "LC_MESSAGES" / "django.po"
# What the product's glossary refuses, with the word it wants instead.
REFUSED = {
    r"\bambre\b": "orange",
    r"\bincidents?\b": "problème",
    r"\bbénéfices? (attendu|réalisé)": "gains attendus",
    r"\bbaseline\b": "référence",
    r"\bworkflow\b": "circuit",
}


@pytest.fixture(scope="module")
def french():
    return polib.pofile(str(CATALOGUE))


def test_every_string_of_the_product_has_its_french(tmp_path):
    """Collected afresh from source and templates, so that a new string cannot be forgotten."""
    shutil.copytree(catalogues.LOCALE, tmp_path / "locale")
    collected = catalogues.collect(settings.BASE_DIR, tmp_path / "locale")
    assert catalogues.untranslated(collected["fr"]) == []


def test_no_translation_is_a_guess(french):
    assert [entry.msgid for entry in french.fuzzy_entries()] == []


def test_placeholders_survive_translation(french):
    broken = []
    for entry in french:
        texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
        names = set(re.findall(r"%\((\w+)\)", f"{entry.msgid} {entry.msgid_plural}"))
        broken += [entry.msgid for text in texts if not set(re.findall(r"%\((\w+)\)", text)) <= names]
        broken += [
            entry.msgid for text in texts if not entry.msgid_plural and set(re.findall(r"%\((\w+)\)", text)) != names
        ]
    assert broken == []


def test_the_words_of_the_glossary_are_used(french):
    texts = [(entry.msgid, text) for entry in french for text in [entry.msgstr, *entry.msgstr_plural.values()]]
    refused = [
        f"{msgid} → {text}: say {wanted}"
        for msgid, text in texts
        for pattern, wanted in REFUSED.items()
        if re.search(pattern, text, re.IGNORECASE)
    ]
    assert refused == []


# -- Apostrophes -----------------------------------------------------------------------------------------------------
STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
# Attributes of HTML and placeholders are no prose.
NO_PROSE = re.compile(r"<[^>]*>|%\(\w+\)s|\{[^}]*\}")
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|lorsqu|jusqu|puisqu|aujourd|quelqu)'(?=[^\W\d_]{2})", re.IGNORECASE)


def texts_of_code(file: Path) -> list[str]:
    """Strings of a module without its docstrings, which are English."""
    tree = ast.parse(file.read_text())
    described = ast.Module, ast.ClassDef, ast.FunctionDef
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, described) and node.body and isinstance(node.body[0], ast.Expr)
    }
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [node.value for node in strings if id(node) not in docstrings]


def test_french_is_written_with_the_typographic_apostrophe(french):
    texts = [text for entry in french for text in [entry.msgstr, *entry.msgstr_plural.values()]]
    assert [text for text in texts if STRAIGHT.search(NO_PROSE.sub("", text))] == []


def test_the_french_of_demonstration_and_template_workbook_is_written_with_the_typographic_apostrophe():
    root = Path(settings.BASE_DIR)
    folders = (root / "integrations" / name for name in ("demonstration", "targets"))
    files = [
        root / "integrations/template_workbook.py",
        *(file for one in folders for file in sorted(one.glob("*.py"))),
    ]
    assert len(files) > 20
    texts = [(file.name, text) for file in files for text in texts_of_code(file)]
    assert [(name, text) for name, text in texts if ELISION.search(text)] == []


def test_straight_apostrophes_would_be_found():
    assert STRAIGHT.search("l'autre") and ELISION.search("Rien n'est écrit") and ELISION.search("L'avancement")
    assert not STRAIGHT.search("l’autre") and not STRAIGHT.search(NO_PROSE.sub("", "<a title='l'>ici</a>"))


def test_every_label_of_filters_and_columns_comes_from_the_catalogue():
    """What Django makes of the name of a field is English in every language."""
    import pmo.urls  # noqa: F401  the pages are declared beside the addresses
    from pmo.pages import _pages

    assert _pages
    unnamed = [
        f"{model.__name__}.{one}"
        for model, pages in _pages.items()
        for one, label in (
            *((name, filter_._label) for name, filter_ in pages.filterset.base_filters.items()),
            *((column.name, column.label) for column in pages.table.columns if column.label),
        )
        if not isinstance(label, Promise)
    ]
    assert unnamed == []
