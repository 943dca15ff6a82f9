"""The sentences behind a calculated colour: numbers, dates and thresholds in the reader's language."""

from datetime import date

import pytest
from django.utils import translation

from projects import health
from projects.health_reasons import SENTENCES, reason_text

AS_OF = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def sentences(**facts):
    found = health.calculated_health(health.HealthFacts(as_of=AS_OF, **facts), health.Thresholds())
    return {
        reason.code: reason_text(reason.code, reason.arguments) for each in found.values() for reason in each.reasons
    }


def test_a_slip_reads_as_a_full_sentence_with_dates_and_thresholds():
    text = sentences(baseline_finish=date(2026, 5, 1), forecast_finish=date(2026, 5, 21))["finish_slip"]
    assert "20 days after the reference" in text
    assert "(orange from 10 days, red from 30 days)" in text


def test_an_overrun_reads_with_its_money_and_share():
    text = sentences(budget=1000, forecast_cost=1125, currency="EUR")["cost_overrun"].replace("\xa0", " ")
    assert "EUR, 12.5% over the budget of" in text
    assert "(orange from 5%, red from 10%)" in text


def test_an_index_is_bad_when_it_is_low():
    text = sentences(spi=0.9)["spi"]
    assert text == "Schedule performance index (SPI) of 0.90 (orange at 0.95 or less, red at 0.85 or less)."


def test_one_and_many_are_told_apart():
    assert sentences(critical_issues=1)["critical_issues"].startswith("1 open critical issue ")
    assert sentences(critical_issues=2)["critical_issues"].startswith("2 open critical issues ")
    assert sentences(critical_issues=0)["critical_issues"] == "No open critical issue."


def test_the_overall_colour_names_the_dimensions_that_decide_it():
    text = sentences(cpi=0.5, risk_score=20)["worst_of"]
    assert text == "Worst of the reported dimensions: Cost, Risk."


def test_every_code_that_the_engine_can_give_has_a_sentence_in_both_languages():
    everything = (
        {},
        {
            "forecast_finish": date(2026, 4, 1),
            "budget": 5,
            "risk_exposure": 1,
            "last_change": date(2020, 1, 1),
        },
        {
            **dict.fromkeys(
                ("spi", "cpi", "scope_change_share", "load_share", "over_allocation_share", "unfilled_share"),
                0.5,
            ),
            **dict.fromkeys(("milestones_late", "milestone_slip_days", "deliverables_late", "risk_score"), 4),
            "critical_issues": 2,
            "start": date(2025, 1, 1),
            "baseline_finish": date(2026, 1, 1),
            "budget": 0,
            "forecast_cost": 4,
            "risk_exposure": 1,
            "last_change": date(2020, 1, 1),
        },
        {"actual_cost": 4},
        {"actual_cost": 4, "budget": 3, "forecast_cost": 2, "risk_exposure": 1},
        {"forecast_cost": 2, "budget": 3},
    )
    seen = set()
    for language in ("en", "fr"):
        with translation.override(language):
            for facts in everything:
                texts = sentences(**facts)
                assert all(text.endswith(".") and "%(" not in text for text in texts.values())
                seen |= texts.keys()
    assert seen == SENTENCES.keys()


def test_an_unknown_code_shows_itself():
    assert reason_text("written_by_an_older_release", {}) == "written_by_an_older_release"
