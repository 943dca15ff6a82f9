"""Calculated health: colours, reasons, what is not reported, and that worse facts never look better."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.health import (
    DIMENSIONS,
    OVERALL,
    RANK,
    HealthFacts,
    Thresholds,
    calculated_health,
)

AS_OF = date(2026, 3, 1)
THRESHOLDS = Thresholds()


def health(thresholds=THRESHOLDS, **facts):
    return calculated_health(HealthFacts(as_of=AS_OF, **facts), thresholds)


def codes(dimension_health):
    return [reason.code for reason in dimension_health.reasons]


def test_a_project_without_facts_is_not_reported_and_never_green():
    found = health()
    assert {each.colour for each in found.values()} == {"none"}
    assert all(codes(each) == ["no_facts"] for each in found.values())


def test_overall_is_the_worst_of_the_reported_dimensions_and_names_them():
    found = health(spi=Decimal("1.0"), cpi=Decimal("0.90"), risk_score=12)
    assert (found["schedule"].colour, found["cost"].colour, found["risk"].colour) == (
        "green",
        "amber",
        "amber",
    )
    assert found["scope"].colour == "none"
    assert found[OVERALL].colour == "amber"
    assert found[OVERALL].reasons[0].arguments == {"dimensions": ["cost", "risk"]}


@pytest.mark.parametrize(("slip", "colour"), [(0, "green"), (9, "green"), (10, "amber"), (29, "amber"), (30, "red")])
def test_a_slip_turns_amber_and_red_on_the_very_day_of_the_threshold(slip, colour):
    reference = date(2027, 1, 1)
    found = health(baseline_finish=reference, forecast_finish=reference + timedelta(days=slip))
    assert found["schedule"].colour == colour


def test_the_same_slip_weighs_more_on_a_short_project():
    dates = {"baseline_finish": date(2026, 3, 31), "forecast_finish": date(2026, 4, 6)}
    assert health(start=date(2026, 3, 1), **dates)["schedule"].colour == "red"
    assert health(start=date(2024, 3, 1), **dates)["schedule"].colour == "green"


def test_a_reason_carries_its_dates_its_value_and_both_thresholds():
    found = health(baseline_finish=date(2026, 5, 1), forecast_finish=date(2026, 5, 21))
    reason = found["schedule"].reasons[0]
    assert (reason.code, reason.colour) == ("finish_slip", "amber")
    assert reason.arguments == {
        "forecast": "2026-05-21",
        "reference": "2026-05-01",
        "value": 20,
        "amber": 10,
        "red": 30,
    }


def test_an_unfinished_project_past_its_forecast_finishes_today_at_best():
    found = health(baseline_finish=date(2026, 1, 30), forecast_finish=date(2026, 1, 30))["schedule"]
    assert found.colour == "red"
    assert set(codes(found)) == {"finish_slip", "finish_passed"}
    assert found.reasons[0].arguments["value"] == 30


def test_a_finished_project_is_measured_at_its_finish_not_at_today():
    found = health(baseline_finish=date(2026, 1, 30), finished_on=date(2026, 1, 25))["schedule"]
    assert found.colour == "green"
    assert codes(found) == ["finish_slip"]


def test_a_forecast_without_reference_is_not_reported_unless_it_has_passed():
    found = health(forecast_finish=AS_OF + timedelta(days=90))["schedule"]
    assert (found.colour, codes(found)) == ("none", ["no_reference_finish"])
    assert health(forecast_finish=AS_OF - timedelta(days=31))["schedule"].colour == "red"


@pytest.mark.parametrize(
    ("forecast", "colour"), [("104.99", "green"), ("105", "amber"), ("109.99", "amber"), ("110", "red")]
)
def test_an_overrun_is_compared_exactly(forecast, colour):
    assert health(budget=Decimal(100), forecast_cost=Decimal(forecast))["cost"].colour == colour


def test_money_spent_over_the_budget_counts_even_when_the_forecast_hides_it():
    found = health(budget=100, forecast_cost=100, actual_cost=120)["cost"]
    assert (found.colour, codes(found)) == ("red", ["spent_over_budget"])


def test_a_budget_without_forecast_is_not_reported():
    assert codes(health(budget=100, actual_cost=50)["cost"]) == ["no_forecast_cost"]
    assert codes(health(actual_cost=50)["cost"]) == ["no_budget"]


def test_a_cost_without_any_budget_is_red_and_carries_no_made_up_share():
    reason = health(budget=0, forecast_cost=10)["cost"].reasons[0]
    assert (reason.code, reason.colour, reason.arguments["value"]) == ("cost_without_budget", "red", None)


def test_a_register_without_open_risk_is_green_and_no_register_is_not_reported():
    assert health(risk_score=0)["risk"].colour == "green"
    assert health(risk_exposure=5)["risk"].colour == "none"


def test_exposure_is_held_against_the_budget():
    found = health(risk_exposure=Decimal(20), budget=Decimal(100))["risk"]
    assert (found.colour, codes(found)) == ("red", ["risk_exposure"])


def test_a_threshold_that_is_switched_off_never_colours():
    off = replace(THRESHOLDS, milestones_late_amber=None, milestones_late_red=None)
    assert health(thresholds=off, milestones_late=9)["schedule"].colour == "green"


def test_facts_untouched_for_too_long_are_stale_with_their_date_and_keep_their_colour():
    found = health(risk_score=3, last_change=AS_OF - timedelta(days=36))["risk"]
    assert (found.colour, found.stale, found.last_change) == ("green", True, date(2026, 1, 24))
    assert found.reasons[-1].arguments == {"last_change": "2026-01-24", "days": 36, "limit": 35}
    assert not health(risk_score=3, last_change=AS_OF - timedelta(days=35))["risk"].stale


def test_dimensions_age_by_their_own_facts_and_the_whole_by_the_youngest():
    found = health(risk_score=3, cpi=1, last_changes={"risk": date(2025, 6, 1), "cost": AS_OF})
    assert (found["risk"].stale, found["cost"].stale, found[OVERALL].stale) == (True, False, False)


def test_reasons_are_plain_json():
    changed = AS_OF - timedelta(days=100)
    found = health(budget=Decimal("100.50"), forecast_cost=Decimal("120"), spi=0.9, last_change=changed)
    arguments = [reason.arguments for each in found.values() for reason in each.reasons]
    assert json.loads(json.dumps(arguments)) == arguments
    assert found["cost"].reasons[0].arguments["budget"] == 100.5


days_around = st.integers(0, 400).map(lambda count: AS_OF + timedelta(days=count))
money = st.one_of(st.none(), st.decimals(0, 1000, places=2))
share = st.one_of(st.none(), st.decimals(0, 2, places=3))
count = st.one_of(st.none(), st.integers(0, 25))
FACTS = st.builds(
    HealthFacts,
    as_of=st.just(AS_OF),
    start=st.one_of(st.none(), days_around),
    baseline_finish=st.one_of(st.none(), days_around),
    planned_finish=st.one_of(st.none(), days_around),
    forecast_finish=st.one_of(st.none(), days_around),
    finished_on=st.one_of(st.none(), days_around),
    budget=money,
    forecast_cost=money,
    actual_cost=money,
    risk_exposure=money,
    **dict.fromkeys(
        ("spi", "cpi", "scope_change_share", "load_share", "over_allocation_share", "unfilled_share"), share
    ),
    **dict.fromkeys(
        ("milestones_late", "milestone_slip_days", "deliverables_late", "risk_score", "critical_issues"),
        count,
    ),
)
UP = 1
DOWN = -1
WORSE = {
    "baseline_finish": DOWN,
    "forecast_finish": UP,
    "finished_on": UP,
    "spi": DOWN,
    "milestones_late": UP,
    "milestone_slip_days": UP,
    "budget": DOWN,
    "forecast_cost": UP,
    "actual_cost": UP,
    "cpi": DOWN,
    "scope_change_share": UP,
    "deliverables_late": UP,
    "load_share": UP,
    "over_allocation_share": UP,
    "unfilled_share": UP,
    "risk_score": UP,
    "risk_exposure": UP,
    "critical_issues": UP,
}


def worsened(value, step, direction):
    if isinstance(value, date):
        return value + timedelta(days=direction * step)
    if isinstance(value, Decimal):
        return max(Decimal(0), value + direction * Decimal(step) / 7)
    return value + direction * step


@given(facts=FACTS, name=st.sampled_from(sorted(WORSE)), step=st.integers(1, 200))
def test_a_worse_fact_never_improves_a_colour(facts, name, step):
    if getattr(facts, name) is None:
        return
    worse = facts._replace(**{name: worsened(getattr(facts, name), step, WORSE[name])})
    before, after = calculated_health(facts, THRESHOLDS), calculated_health(worse, THRESHOLDS)
    for dimension in (*DIMENSIONS, OVERALL):
        assert RANK[after[dimension].colour] >= RANK[before[dimension].colour], dimension


@given(facts=FACTS, step=st.integers(1, 200))
def test_time_alone_never_improves_a_colour(facts, step):
    later = facts._replace(as_of=facts.as_of + timedelta(days=step))
    before, after = calculated_health(facts, THRESHOLDS), calculated_health(later, THRESHOLDS)
    assert all(RANK[after[name].colour] >= RANK[before[name].colour] for name in before)


@given(facts=FACTS)
def test_every_colour_has_a_reason_of_that_colour(facts):
    for each in calculated_health(facts, THRESHOLDS).values():
        assert each.reasons[0].colour == each.colour
