"""French is complete: every string has its French, none is a guess, and the glossary's refused words do not occur."""

import re
import shutil

import polib
import pytest
from django.conf import settings

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
