"""Earned value and earned schedule by hand: formulas, what is undefined and why, phasing, groups, advice."""

import math
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.earned_value import (
    COST_METHODS,
    FINISH_METHODS,
    Baseline,
    Position,
    cost_forecasts,
    earned_schedules,
    earned_value,
    finish_forecasts,
    finish_moment,
    group_totals,
    project_positions,
    recommended_cost,
    recommended_finish,
    times_of,
)
from projects.earned_value.measures import MEASURE_NAMES, columns
from projects.working_time import STANDARD

LATE = {"bac": 100_000, "pv": 40_000, "ev": 30_000, "ac": 35_000, "at": 4, "pd": 10, "es": 3}


def measures(**amounts):
    return earned_value(Position.of(**amounts))


# -- Formulas ------------------------------------------------------------------------------------------------


def test_a_late_and_costly_project_reads_as_in_the_textbook():
    found = measures(**LATE)
    assert (found.sv, found.cv, found.spi) == (-10_000, -5_000, 0.75)
    assert found.cpi == pytest.approx(30 / 35)
    assert found.eac == pytest.approx(100_000 * 35 / 30)
    assert found.eac_atypical == 105_000
    assert found.eac_sci == pytest.approx(35_000 + 70_000 / (0.75 * 30 / 35))
    assert found.etc == pytest.approx(found.eac - 35_000)
    assert found.vac == pytest.approx(100_000 - found.eac)
    assert found.tcpi == pytest.approx(70 / 65)
    assert (found.sv_t, found.spi_t, found.ieac_t) == (-1, 0.75, pytest.approx(10 / 0.75))
    assert (found.complete, found.spent) == (0.3, 0.35)
    assert found.reasons == {}


def test_once_complete_the_estimate_is_what_was_spent_whatever_the_index():
    found = measures(bac=100, pv=100, ev=100, ac=130, at=12, pd=10, es=10)
    assert (found.eac, found.eac_atypical, found.eac_sci, found.etc) == (130, 130, 130, 0)
    assert found.ieac_t == 12
    assert (found.tcpi, found.reasons["tcpi"]) == (None, "work_complete")


# -- What is undefined -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"pv": 0}, {"spi": "nothing_planned", "sci": "nothing_planned", "eac_sci": "nothing_planned"}),
        ({"ac": 0}, {"cpi": "nothing_spent", "sci": "nothing_spent", "eac": "nothing_spent", "vac": "nothing_spent"}),
        ({"ev": 0, "es": 0}, {"eac": "nothing_earned", "etc": "nothing_earned", "ieac_t": "nothing_earned"}),
        ({"at": 0, "es": 0}, {"spi_t": "not_started", "ieac_t": "not_started"}),
        ({"ac": 100_000}, {"tcpi": "budget_spent"}),
        ({"bac": 0, "ev": 0}, {"complete": "no_budget", "spent": "no_budget"}),
        ({"ev": None}, {"ev": "no_progress", "sv": "no_progress", "cpi": "no_progress", "complete": "no_progress"}),
        ({"ac": None}, {"ac": "no_actual_cost", "cv": "no_actual_cost", "eac": "no_actual_cost"}),
        ({"es": 0}, {"ieac_t": "no_time_earned"}),
        ({"es": None, "pd": None}, {"es": "no_time_phased_baseline", "sv_t": "no_time_phased_baseline"}),
        ({"at": None}, {"sv_t": "no_status_date", "spi_t": "no_status_date"}),
        ({"bac": None, "pv": None}, {"pv": "no_baseline", "spi": "no_baseline", "vac": "no_baseline"}),
    ],
)
def test_what_cannot_be_calculated_is_none_with_its_reason(amounts, expected):
    found = measures(**LATE | amounts)
    for name, code in expected.items():
        assert (getattr(found, name), found.reasons[name]) == (None, code), name


def test_an_index_of_a_project_that_earned_nothing_is_zero_because_it_is_defined():
    found = measures(**LATE | {"ev": 0, "es": 0})
    assert (found.spi, found.cpi, found.spi_t) == (0, 0, 0)


amount = st.one_of(st.none(), st.just(0.0), st.floats(0.01, 1e9))


@given(st.fixed_dictionaries(dict.fromkeys(("bac", "pv", "ev", "ac", "at", "pd", "es"), amount)))
def test_every_measure_has_a_value_or_a_reason_and_never_both(amounts):
    found = measures(**amounts)
    for name in MEASURE_NAMES:
        value = getattr(found, name)
        assert (value is None) == (name in found.reasons)
        assert value is None or math.isfinite(value)
    assert "undefined" not in found.reasons.values()


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(LATE, amount)), min_size=1, max_size=5))
def test_arrays_give_the_same_as_one_project_at_a_time(rows):
    many = columns(Position.of(**{name: np.array([row[name] for row in rows], float) for name in LATE}))
    for number, row in enumerate(rows):
        one = measures(**row)
        for name in MEASURE_NAMES:
            value = getattr(one, name)
            assert many[name][number] == (pytest.approx(np.nan, nan_ok=True) if value is None else value), name


# -- The time-phased baseline ------------------------------------------------------------------------------

TWO_TASKS = Baseline.of(start=[0, 480], duration=[480, 960], fixed=[100, 0], variable=[0, 960])


def test_a_fixed_cost_is_planned_once_the_task_has_started_and_hours_as_they_pass():
    assert TWO_TASKS.planned_value_by_task(0).tolist() == [0, 0]
    assert TWO_TASKS.planned_value_by_task(1).tolist() == [100, 0]
    assert TWO_TASKS.planned_value_by_task(720).tolist() == [100, 240]
    assert TWO_TASKS.planned_value_by_task(5000).tolist() == [100, 960]
    assert (TWO_TASKS.budget, TWO_TASKS.planned_duration) == (1060, 1440)


def test_a_milestone_with_a_cost_counts_at_its_moment():
    baseline = Baseline.of([480], [0], [70], [30])
    assert baseline.planned_values(np.array([479.0, 480.0])).tolist() == [0, 100]


def test_a_baseline_of_dates_leaves_out_nights_and_weekends():
    baseline = Baseline.of_moments(
        STANDARD,
        [datetime(2026, 3, 6, 8), datetime(2026, 3, 9, 8)],
        [datetime(2026, 3, 6, 17), datetime(2026, 3, 9, 12)],
        variable=[480, 240],
    )
    assert (baseline.start.tolist(), baseline.duration.tolist()) == ([0, 480], [480, 240])


def test_the_plan_can_be_read_at_any_moment_of_the_calendar():
    start = datetime(2026, 3, 6, 8)
    moments = [datetime(2026, 3, 1), datetime(2026, 3, 7), datetime(2026, 3, 9, 12), datetime(2027, 1, 1)]
    times = times_of(STANDARD, start, moments)
    assert times[:3].tolist() == [0, 480, 720]
    assert TWO_TASKS.planned_values(times).tolist() == [0, 100, 340, 1060]


def test_tasks_of_unequal_length_or_negative_duration_are_refused():
    with pytest.raises(ValueError, match="its costs"):
        Baseline.of([0], [1], [1, 2])
    with pytest.raises(ValueError, match="not negative"):
        Baseline.of([0], [-1])


TASKS = st.lists(
    st.tuples(*[st.integers(0, 50)] * 2, *[st.one_of(st.just(0), st.integers(0, 1000))] * 2), min_size=1, max_size=12
)


def baseline_of(tasks):
    start, duration, fixed, variable = zip(*tasks, strict=True)
    return Baseline.of(start, duration, fixed, variable)


@given(TASKS, st.floats(0, 120))
def test_the_curve_is_the_sum_of_its_tasks(tasks, at):
    baseline = baseline_of(tasks)
    assert baseline.planned_values(np.array([at]))[0] == pytest.approx(
        baseline.planned_value_by_task(at).sum(), abs=1e-6
    )


@given(TASKS)
def test_planned_value_never_falls_and_ends_at_the_budget(tasks):
    baseline = baseline_of(tasks)
    curve = baseline.curve(1)
    assert (np.diff(curve.values) >= 0).all()
    assert curve.values[-1] == pytest.approx(baseline.budget, abs=1e-6)


# -- Earned schedule ---------------------------------------------------------------------------------------


def test_on_a_flat_stretch_earned_schedule_is_its_end_unless_the_project_is_on_plan():
    curve = Baseline.of([0, 20], [10, 10], [0, 0], [100, 100]).curve(1)
    assert curve.earned_schedule(100) == 20
    assert curve.earned_schedule(100, at=15) == 15
    assert curve.earned_schedule(100, at=25) == 20
    assert curve.earned_schedule(200, at=40) == 30


def test_more_than_the_budget_earns_no_more_than_the_planned_duration():
    assert TWO_TASKS.curve(60).earned_schedule(9_999) == 1440


# Nothing between 0 and a millionth: at the very edge of what counts as equal, a flat stretch may go either way.
SHARES = st.floats(0, 1.2).map(lambda share: round(share, 6))
TIMES = st.floats(0, 120).map(lambda at: round(at, 3))


@given(TASKS, SHARES, TIMES)
def test_all_projects_at_once_and_one_curve_agree_to_one_step(tasks, share, at):
    baseline = baseline_of(tasks)
    earned, planned = share * baseline.budget, baseline.planned_value_by_task(at).sum()
    one = baseline.curve(1).earned_schedule(earned, at)
    values = [np.array([value], float) for value in (earned, planned, at, baseline.planned_duration)]
    (many,) = earned_schedules(baseline, np.zeros(len(tasks), int), *values)
    assert abs(one - many) <= 1 + 1e-6


@given(st.lists(TASKS, min_size=2, max_size=4), st.floats(0, 1), st.floats(0, 120))
def test_projects_side_by_side_do_not_touch_each_other(projects, share, at):
    number = np.concatenate([np.full(len(tasks), index) for index, tasks in enumerate(projects)])
    everything = baseline_of([task for tasks in projects for task in tasks])
    complete = np.full(len(number), share)
    together = project_positions(everything, number, np.full(len(projects), at), complete, np.ones(len(projects)))
    for index, tasks in enumerate(projects):
        alone = project_positions(
            baseline_of(tasks), np.zeros(len(tasks), int), np.array([at]), complete[: len(tasks)], np.ones(1)
        )
        for name in LATE:
            assert getattr(together, name)[index] == pytest.approx(getattr(alone, name)[0], abs=1e-6), name


def test_work_in_the_planned_order_adheres_fully_and_work_ahead_of_it_does_not():
    baseline = Baseline.of([0, 10], [10, 10], variable=[100, 100])
    assert baseline.adherence(np.array([50, 0]), 5) == 1
    assert baseline.adherence(np.array([25, 25]), 5) == 0.5
    assert baseline.adherence(np.array([0, 0]), 0) is None


# -- Groups ------------------------------------------------------------------------------------------------


def test_a_group_sums_only_projects_whose_figures_are_all_known_and_counts_the_others():
    nothing = np.nan
    position = Position.of(
        bac=np.array([100, 300, 50]),
        pv=np.array([50, 150, 50]),
        ev=np.array([40, 160, nothing]),
        ac=np.array([60, 90, 10]),
    )
    found = group_totals(position, np.array([0, 0, 0]), groups=2)
    assert (found.counted.tolist(), found.left_out.tolist()) == ([2, 0], [1, 0])
    assert found.position.bac[0] == 400
    assert columns(found.position)["cpi"][0] == pytest.approx(200 / 150)
    assert np.isnan(found.position.bac[1])


# -- Forecasts ---------------------------------------------------------------------------------------------


def test_there_are_nine_forecasts_of_the_finish_and_eight_of_the_cost():
    assert (len(FINISH_METHODS), len(COST_METHODS)) == (9, 8)
    position = Position.of(**LATE)
    assert all(forecast.value is not None for forecast in finish_forecasts(position) + cost_forecasts(position))


def test_a_project_on_plan_is_forecast_on_plan_by_every_method():
    position = Position.of(bac=100, pv=40, ev=40, ac=40, at=4, pd=10, es=4)
    assert {round(forecast.value, 9) for forecast in finish_forecasts(position)} == {10}
    assert {round(forecast.value, 9) for forecast in cost_forecasts(position)} == {100}


def test_a_forecast_that_cannot_be_made_says_why():
    nothing_earned = Position.of(**LATE | {"ev": 0, "es": 0})
    reasons = {each.method: each.reason for each in finish_forecasts(nothing_earned) + cost_forecasts(nothing_earned)}
    assert reasons["earned_schedule_spi_t"] == reasons["cost_cpi"] == reasons["planned_value_spi"] == "nothing_earned"
    assert reasons["earned_schedule_1"] is None
    unknown = Position.of(bac=1)
    assert {each.value for each in finish_forecasts(unknown) + cost_forecasts(unknown)} == {None}
    assert None not in {each.reason for each in finish_forecasts(unknown) + cost_forecasts(unknown)}


def test_a_forecast_that_the_facts_have_overtaken_is_marked():
    finished_late = Position.of(bac=100, pv=100, ev=99, ac=90, at=20, pd=10, es=9.9)
    marked = {each.method: each.behind for each in finish_forecasts(finished_late)}
    assert marked["planned_value_1"]
    assert not marked["earned_schedule_1"]


def test_a_duration_becomes_a_moment_of_the_calendar():
    assert finish_moment(STANDARD, datetime(2026, 3, 6, 8), 481) == datetime(2026, 3, 9, 8, 1)


@pytest.mark.parametrize(
    ("amounts", "history", "method", "code"),
    [
        ({}, [], "earned_schedule_spi_t", "pace_without_history"),
        ({}, [0.74, 0.78], "earned_schedule_spi_t", "steady_pace"),
        ({}, [1.1, 0.5], "earned_schedule_1", "unsteady_pace"),
        ({"es": 3.9}, [], "earned_schedule_1", "near_plan"),
        ({"ev": 10_000}, [], "earned_schedule_1", "too_early"),
        ({"es": 0}, [], "earned_schedule_1", "no_pace"),
        ({"ev": 100_000}, [], "earned_schedule_1", "work_complete"),
        ({"es": None}, [], None, "no_time_phased_baseline"),
        ({"at": 0}, [], None, "not_started"),
    ],
)
def test_the_forecast_of_the_finish_that_suits_is_named_with_its_reason(amounts, history, method, code):
    found = recommended_finish(Position.of(**LATE | amounts), history)
    assert (found.method, found.code) == (method, code)


@pytest.mark.parametrize(
    ("amounts", "history", "method", "code"),
    [
        ({}, [], "cost_cpi_spi_t", "late_and_over_cost"),
        ({"es": 4}, [0.85, 0.87], "cost_cpi", "steady_pace"),
        ({"es": 4}, [1.2, 1.0], "cost_1", "unsteady_pace"),
        ({"ac": 30_500}, [], "cost_1", "near_plan"),
        ({"ac": 0}, [], None, "nothing_spent"),
        ({"ac": None}, [], None, "no_actual_cost"),
    ],
)
def test_the_estimate_of_cost_that_suits_is_named_with_its_reason(amounts, history, method, code):
    found = recommended_cost(Position.of(**LATE | amounts), history)
    assert (found.method, found.code) == (method, code)
    assert all(isinstance(value, int | float) for value in found.arguments.values())
