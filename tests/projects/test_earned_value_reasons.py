"""Words for what is missing, the methods, and why one of them suits."""

import pytest
from django.utils import translation

from projects.earned_value import COST_METHODS, FINISH_METHODS, Position, recommended_cost, recommended_finish
from projects.earned_value.measures import MISSING, NOT_ABOVE_ZERO
from projects.earned_value_reasons import METHODS, SUITS, method_label, missing_text, suits_text
from projects.earned_value_reasons import MISSING as WORDS

LATE = {"bac": 100_000, "pv": 40_000, "ev": 30_000, "ac": 35_000, "at": 4, "pd": 10, "es": 3}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_every_method_and_every_reason_of_the_engine_has_its_words():
    assert METHODS.keys() == FINISH_METHODS.keys() | COST_METHODS.keys()
    codes = {*MISSING.values()} | {code for pairs in NOT_ABOVE_ZERO.values() for _, code in pairs}
    assert codes <= WORDS.keys()
    assert method_label("cost_cpi") == "The rest at the cost so far (CPI)"
    assert missing_text("nothing_spent") == "The actual cost is not above zero."


def test_a_recommendation_reads_with_its_figures():
    found = recommended_finish(Position.of(**LATE), [0.74, 0.78])
    assert suits_text(found.code, found.arguments) == (
        "The index stayed between 0.74 and 0.78 in the last 3 readings: this pace should last."
    )
    early = recommended_cost(Position.of(**LATE | {"ev": 10_000}))
    assert suits_text(early.code, early.arguments).startswith("Only 10% of the budget is earned; below 20% ")


def test_every_reason_of_a_recommendation_can_be_said():
    said = set()
    for amounts in ({}, {"ev": 10_000}, {"ev": 100_000}, {"es": 3.9, "ac": 30_000}, {"es": 4}, {"es": 0}, {"ac": 0}):
        for history in ([], [0.75, 0.8], [2.0, 0.1]):
            for recommend in (recommended_finish, recommended_cost):
                found = recommend(Position.of(**LATE | amounts), history)
                said.add(found.code)
                assert "%(" not in suits_text(found.code, found.arguments)
    assert said >= SUITS.keys()


def test_without_an_index_the_text_says_what_is_missing():
    found = recommended_cost(Position.of(**LATE | {"ac": None}))
    assert suits_text(found.code, found.arguments) == "No actual cost is recorded."
