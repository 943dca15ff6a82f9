"""Slip of milestones and tasks, and the lines of the milestone trend chart."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.schedule_variance import (
    MilestoneDates,
    TrendPoint,
    meets_diagonal_on,
    milestone_slip,
    slip_summary,
    task_variance,
    trend_series,
)
from projects.working_time import STANDARD

AS_OF = date(2026, 3, 10)
REFERENCE = date(2026, 4, 1)


def slip(as_of=AS_OF, **dates):
    return milestone_slip(MilestoneDates("go-live", **dates), as_of)


@pytest.mark.parametrize(("days", "state"), [(-3, "early"), (0, "on_time"), (1, "slipping"), (40, "slipping")])
def test_a_forecast_is_compared_with_its_reference(days, state):
    found = slip(reference=REFERENCE, forecast=REFERENCE + timedelta(days=days))
    assert (found.slip_days, found.state) == (days, state)


def test_a_milestone_whose_reference_has_passed_unmet_is_late_whatever_was_forecast():
    found = slip(reference=date(2026, 3, 1), forecast=date(2026, 3, 1))
    assert (found.expected, found.slip_days, found.state) == (AS_OF, 9, "late")


def test_a_milestone_due_today_is_not_late_yet():
    assert slip(reference=AS_OF).state == "on_time"


def test_a_milestone_reached_late_stays_late_by_the_same_days():
    dates = {"reference": date(2026, 2, 1), "actual": date(2026, 2, 6)}
    assert slip(**dates).slip_days == slip(as_of=date(2027, 1, 1), **dates).slip_days == 5
    assert slip(**dates).state == "late"


def test_the_move_since_the_previous_forecast_is_told_apart_from_the_slip():
    found = slip(reference=REFERENCE, forecast=date(2026, 4, 8), previous_forecast=date(2026, 4, 15))
    assert (found.slip_days, found.moved_days) == (7, -7)
    assert slip(reference=REFERENCE, forecast=REFERENCE).moved_days is None


def test_without_a_reference_nothing_can_be_compared():
    found = slip(forecast=REFERENCE)
    assert (found.slip_days, found.state, found.expected) == (None, "unknown", REFERENCE)
    assert slip().expected is None


def test_a_summary_counts_and_names_the_worst():
    slips = [
        milestone_slip(MilestoneDates("a", reference=REFERENCE, forecast=date(2026, 4, 20)), AS_OF),
        milestone_slip(MilestoneDates("b", reference=date(2026, 3, 1)), AS_OF),
        milestone_slip(MilestoneDates("c", forecast=REFERENCE), AS_OF),
    ]
    found = slip_summary(slips)
    assert (found.compared, found.unknown, found.late, found.slipping) == (2, 1, 1, 1)
    assert (found.worst, found.worst_days) == ("a", 19)
    assert slip_summary([]).worst_days is None


FORECASTS = [
    (date(2026, 1, 1), date(2026, 4, 1)),
    (date(2026, 2, 1), date(2026, 4, 11)),
    (date(2026, 3, 1), date(2026, 4, 21)),
]


def test_a_trend_line_is_in_order_of_days_and_knows_its_slip():
    series = trend_series("go-live", reversed(FORECASTS))
    assert [point.as_of.month for point in series.points] == [1, 2, 3]
    assert series.slip_days == 20
    assert series.slope == pytest.approx(20 / 59, rel=0.02)


def test_a_stable_forecast_has_no_slope_and_meets_the_diagonal_on_its_date():
    series = trend_series("go-live", [(day, REFERENCE) for day, _ in FORECASTS])
    assert series.slope == 0
    assert meets_diagonal_on(series) == REFERENCE


def test_a_slipping_forecast_meets_the_diagonal_later_than_it_says():
    series = trend_series("go-live", FORECASTS)
    assert meets_diagonal_on(series) > date(2026, 4, 21)


def test_a_milestone_that_runs_away_with_time_never_meets_the_diagonal():
    running = [(date(2026, 1, 1) + timedelta(days=n), date(2026, 4, 1) + timedelta(days=n)) for n in range(5)]
    series = trend_series("go-live", running)
    assert series.slope == pytest.approx(1)
    assert meets_diagonal_on(series) is None


def test_a_reached_milestone_ends_on_the_diagonal_and_forgets_later_readings():
    series = trend_series("go-live", FORECASTS, actual=date(2026, 2, 20))
    assert series.points[-1] == TrendPoint(date(2026, 2, 20), date(2026, 2, 20), reached=True)
    assert len(series.points) == 3
    assert meets_diagonal_on(series) is None


def test_one_reading_is_a_point_without_slope_and_none_is_no_series():
    assert trend_series("go-live", FORECASTS[:1]).slope is None
    assert trend_series("go-live", []) is None


def test_the_variance_of_a_task_is_in_working_minutes():
    planned = SimpleNamespace(start=datetime(2026, 3, 6, 8), finish=datetime(2026, 3, 6, 17))
    moved = SimpleNamespace(start=datetime(2026, 3, 9, 8), finish=datetime(2026, 3, 10, 12))
    assert task_variance(planned, moved, STANDARD) == {"start": 480, "finish": 720, "duration": 240}
    open_end = SimpleNamespace(start=planned.start, finish=None)
    assert task_variance(planned, open_end, STANDARD) == {"start": 0, "finish": None, "duration": None}


some_day = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(reference=some_day, forecast=some_day, as_of=some_day, later=st.integers(0, 1000))
def test_time_alone_never_reduces_the_slip_of_what_is_not_reached(reference, forecast, as_of, later):
    before = slip(as_of=as_of, reference=reference, forecast=forecast)
    after = slip(as_of=as_of + timedelta(days=later), reference=reference, forecast=forecast)
    assert after.slip_days >= before.slip_days
    assert before.expected >= as_of
