"""Message catalogues without gettext tools."""

import gettext
import os

import pytest

from pmo import catalogues


@pytest.fixture
def locale(tmp_path):
    folder = tmp_path / "locale" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        'msgid "Risk"\nmsgstr "Risque"\n\n'
        'msgctxt "of a decision"\nmsgid "Open"\nmsgstr "À prendre"\n\n'
        'msgid "%(n)s risk"\nmsgid_plural "%(n)s risks"\nmsgstr[0] "%(n)s risque"\nmsgstr[1] "%(n)s risques"\n'
    )
    return tmp_path / "locale"


def translations(locale):
    return gettext.translation("django", locale, ["fr"])


def test_a_compiled_catalogue_translates_with_context_and_plural(locale):
    catalogues.compile_changed(locale)
    french = translations(locale)
    assert french.gettext("Risk") == "Risque"
    assert french.pgettext("of a decision", "Open") == "À prendre"
    # French counts nothing as one.
    assert [french.ngettext("%(n)s risk", "%(n)s risks", n) for n in (0, 1, 2)] == [
        "%(n)s risque",
        "%(n)s risque",
        "%(n)s risques",
    ]


def test_only_changed_catalogues_are_compiled(locale):
    po = locale / "fr" / "LC_MESSAGES" / "django.po"
    assert catalogues.compile_changed(locale) == [po]
    assert catalogues.compile_changed(locale) == []
    later = po.with_suffix(".mo").stat().st_mtime + 10
    os.utime(po, (later, later))
    assert catalogues.compile_changed(locale) == [po]


def test_strings_are_collected_from_source_and_templates(locale, tmp_path):
    source = tmp_path / "source"
    (source / "risks" / "templates").mkdir(parents=True)
    (source / "risks" / "models.py").write_text(
        "from django.utils.translation import gettext_lazy as _, pgettext_lazy\n"
        'name = _("Risk")\nstate = pgettext_lazy("of a decision", "Open")\n'
    )
    (source / "risks" / "templates" / "risk.html").write_text(
        '{% translate "Exposure" %} {% blocktranslate count n=n trimmed %}\n  {{ n }} risk\n'
        "{% plural %}\n  {{ n }} risks\n{% endblocktranslate %}"
    )
    (source / "node_modules").mkdir()
    (source / "node_modules" / "foreign.py").write_text('_("not ours")')
    french = catalogues.collect(source, locale)["fr"]
    assert french.get("Risk").string == "Risque"
    assert french.get("Open", "of a decision").string == "À prendre"
    assert french.get("%(n)s risk").string == ("%(n)s risque", "%(n)s risques")
    assert catalogues.untranslated(french) == ["Exposure"]
    assert french.get("not ours") is None


def test_a_similar_string_is_not_translated_by_a_guess(locale, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "models.py").write_text('_("Risks")')
    french = catalogues.collect(source, locale)["fr"]
    assert not french.get("Risks").string
    assert not french.get("Risks").fuzzy
