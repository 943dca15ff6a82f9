"""Text, yes and no, choices by label in both languages."""

import pytest
from django.utils.translation import gettext_lazy

from integrations.cell_values import Unreadable, choice_keys, read_choice, read_text, read_yes_or_no
from integrations.cell_values.problems import REASONS, CellProblem, quoted

PRIORITIES = choice_keys([("1", "Critical"), ("2", gettext_lazy("High")), ("3", "3 · Possible")])


@pytest.mark.parametrize("value", ["Yes", "oui", "VRAI", "x", "✓", "1", 1, 1.0, True, "O"])
def test_yes_in_both_languages(value):
    assert read_yes_or_no(value) is True


@pytest.mark.parametrize("value", ["No", "non", "FAUX", "0", 0, False, "N"])
def test_no_in_both_languages(value):
    assert read_yes_or_no(value) is False


def test_neither_yes_nor_no_is_reported():
    with pytest.raises(Unreadable) as unreadable:
        read_yes_or_no("maybe")
    assert unreadable.value.reason_code == "not_yes_or_no"


@pytest.mark.parametrize(
    ("value", "key"),
    [("critical", "1"), (" High ", "2"), ("possible", "3"), ("3 - Possible", "3"), (3.0, "3"), ("1", "1")],
)
def test_a_choice_is_known_by_its_label_its_word_and_its_key(value, key):
    assert read_choice(value, PRIORITIES) == key


def test_an_unknown_choice_is_reported_and_a_blank_one_is_not():
    assert read_choice("", PRIORITIES) is None
    with pytest.raises(Unreadable) as unreadable:
        read_choice("Enormous", PRIORITIES)
    assert unreadable.value.reason_code == "unknown_choice"


def test_text_loses_outer_blanks_and_the_decimals_of_whole_numbers():
    assert read_text("  Alpha\r\nBeta ") == "Alpha\nBeta"
    assert read_text(12.0) == "12"
    assert read_text("   ") is None
    with pytest.raises(Unreadable):
        read_text("x" * 41, max_length=40)


def test_a_problem_quotes_its_cell_briefly_and_names_its_reason():
    problem = CellProblem(7, "Budget", quoted("x" * 500), "withheld", "Projects")
    assert len(problem.value) == 120
    assert problem.reason == str(REASONS["withheld"])
