"""What went wrong in a run: data in any language, what earlier editions kept as English sentences included."""

from importlib import import_module

from django.utils import translation

from pmo.run_troubles import failure, trouble, trouble_text, troubles_text

migration = import_module("pmo.migrations.0007_keep_troubles_of_runs_as_data")


def test_a_missing_rate_counts_its_projects_in_words():
    one = trouble("no_exchange_rate", currency="GBP", month="2019-09", projects=1)
    with translation.override("en"):
        assert troubles_text([one]) == "No exchange rate for GBP in September 2019: 1 project is in no total."
    with translation.override("fr"):
        assert (
            troubles_text([one])
            == "Pas de taux de change pour GBP en septembre 2019 : 1 projet n’est dans aucun total."
        )


def test_a_project_that_fails_is_named_with_what_the_program_said():
    with translation.override("fr"):
        text = trouble_text(**failure("project_failed", 12, ValueError("odd figures")))
    assert text == "Le projet 12 n’a pas pu être calculé : ValueError: odd figures"


def test_a_code_of_a_later_edition_is_shown_as_it_is():
    assert trouble_text("too_warm", {"degrees": 31}) == "too_warm {'degrees': 31}"


def test_lines_that_were_kept_as_text_are_read_and_can_be_written_again():
    rate, other = "No exchange rate for GBP in 2019-09 (125)", "12: ValueError: odd figures"
    read = [migration.trouble_of(line) for line in (rate, other)]
    assert read[0] == trouble("no_exchange_rate", currency="GBP", month="2019-09", projects=125)
    assert read[1] == trouble("as_written", text=other)
    assert [migration.line_of(**one) for one in read] == [rate, other]
    assert trouble_text(**read[1]) == other
