"""Working calendars: exact to the minute, in both directions, against real projects and a slow twin."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import holidays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.working_time import (
    CONTINUOUS,
    LAST_MINUTE,
    STANDARD,
    NoWorkingTime,
    WorkingCalendar,
    common,
    merged,
    minute_of,
    moment_of,
    union,
    weekly,
)

DSLIB = Path(__file__).parents[2].parent / "shared" / "data" / "dslib-or-as"
NIGHT = [(1380, 1440)]
AFTER_MIDNIGHT = [(0, 180), (240, 480), (1380, 1440)]
NIGHT_SHIFT = WorkingCalendar([NIGHT, *[AFTER_MIDNIGHT] * 4, [(0, 180), (240, 480)], []], name="Night shift")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


# -- Arithmetic by hand -------------------------------------------------------------------------------------


def test_work_ends_at_the_close_of_the_day_and_not_at_the_next_opening():
    assert STANDARD.add(at("2024-03-08 08:00"), 480) == at("2024-03-08 17:00")


def test_one_more_minute_is_worked_after_the_weekend():
    assert STANDARD.add(at("2024-03-08 08:00"), 481) == at("2024-03-11 08:01")


def test_the_lunch_break_is_not_worked():
    assert STANDARD.add(at("2024-03-08 11:00"), 120) == at("2024-03-08 14:00")
    assert STANDARD.between(at("2024-03-08 11:00"), at("2024-03-08 14:00")) == 120


def test_going_back_ends_at_an_opening():
    assert STANDARD.add(at("2024-03-11 17:00"), -480) == at("2024-03-11 08:00")
    assert STANDARD.add(at("2024-03-11 08:00"), -1) == at("2024-03-08 16:59")


def test_no_work_leaves_the_moment_as_it_is_even_outside_working_time():
    assert STANDARD.add(at("2024-03-09 12:34"), 0) == at("2024-03-09 12:34")


def test_a_moment_outside_working_time_moves_to_the_next_opening_or_the_last_close():
    saturday = at("2024-03-09 12:34")
    assert STANDARD.next_start(saturday) == at("2024-03-11 08:00")
    assert STANDARD.previous_finish(saturday) == at("2024-03-08 17:00")


def test_a_moment_inside_working_time_stays():
    assert STANDARD.next_start(at("2024-03-08 09:17")) == at("2024-03-08 09:17")
    assert STANDARD.previous_finish(at("2024-03-08 09:17")) == at("2024-03-08 09:17")


def test_minutes_between_are_negative_when_the_finish_comes_first():
    assert STANDARD.between(at("2024-03-11 08:01"), at("2024-03-08 16:59")) == -2


def test_a_shift_over_midnight_is_one_stretch_of_work():
    assert NIGHT_SHIFT.add(at("2024-03-11 23:30"), 60) == at("2024-03-12 00:30")
    assert NIGHT_SHIFT.minutes_per_week == 2400


def test_a_day_off_is_skipped_and_an_extra_working_day_is_used():
    calendar = STANDARD.closed_on([date(2024, 5, 1)]).with_exceptions({date(2024, 5, 4): [(540, 600)]})
    assert calendar.add(at("2024-04-30 08:00"), 481) == at("2024-05-02 08:01")
    assert calendar.add(at("2024-05-03 17:00"), 60) == at("2024-05-04 10:00")
    assert calendar.between(at("2024-04-29 00:00"), at("2024-05-06 00:00")) == 4 * 480 + 60


def test_an_exception_made_by_hand_wins_over_a_public_holiday():
    opened = STANDARD.with_exceptions({date(2024, 5, 1): [(480, 540)]}).closed_on([date(2024, 5, 1)])
    assert opened.spans_on(date(2024, 5, 1)) == ((480, 540),)


def test_public_holidays_come_in_as_data():
    french = STANDARD.closed_on(holidays.country_holidays("FR", years=[2024, 2025]))
    assert french.add(at("2024-12-24 08:00"), 960) == at("2024-12-26 17:00")
    # less 1 January, Easter Monday, 1, 8, 9 and 20 May, 15 August, 1 and 11 November, 25 December
    assert french.between(at("2024-01-01 00:00"), at("2025-01-01 00:00")) == (262 - 10) * 480


def test_people_with_different_hours_work_whenever_one_of_them_works():
    both = union([STANDARD, NIGHT_SHIFT])
    assert both.minutes_per_week == 4800
    assert both.add(at("2003-01-07 08:00"), 800 * 60) == at("2003-03-18 08:00")


def test_a_task_with_hours_of_its_own_waits_for_the_people_too():
    morning = weekly([(360, 600)], range(7))
    shared = common([STANDARD.closed_on([date(2024, 5, 1)]), morning])
    assert shared.spans_on(date(2024, 5, 2)) == ((480, 600),)
    assert shared.spans_on(date(2024, 5, 1)) == ()
    assert shared.spans_on(date(2024, 5, 4)) == ()


def test_touching_and_overlapping_spans_are_one():
    assert merged([(600, 720), (480, 600), (500, 510), (800, 800)]) == ((480, 720),)


@pytest.mark.parametrize("span", [(600, 480), (-1, 60), (1400, 1441)])
def test_a_span_outside_its_day_is_refused(span):
    with pytest.raises(ValueError, match="within one day"):
        weekly([span])


def test_a_week_has_seven_days():
    with pytest.raises(ValueError, match="seven days"):
        WorkingCalendar([()] * 6)


def test_a_calendar_without_a_working_week_says_so_once_its_extra_days_are_used_up():
    once = WorkingCalendar([()] * 7, {date(2024, 5, 4): [(540, 600)]}, name="Once")
    assert once.add(at("2024-05-01 00:00"), 60) == at("2024-05-04 10:00")
    with pytest.raises(NoWorkingTime, match="Once"):
        once.add(at("2024-05-01 00:00"), 61)


def test_moments_beyond_the_years_that_can_be_named_are_kept_inside_them():
    assert moment_of(-5) == datetime(1, 1, 1)
    assert moment_of(LAST_MINUTE + 10**12) == datetime(9999, 12, 31, 23, 59)
    assert minute_of(moment_of(LAST_MINUTE)) == LAST_MINUTE


def test_the_distance_costs_nothing():
    far = at("1990-01-01 08:00") + timedelta(weeks=52 * 3000)
    assert STANDARD.add(at("1990-01-01 08:00"), 2400 * 52 * 3000 + 1) == far + timedelta(minutes=1)


# -- Against a slow twin ------------------------------------------------------------------------------------

spans = st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=3).map(
    lambda pairs: [(min(a, b) * 60, max(a, b) * 60) for a, b in pairs]
)
days = st.dates(date(2024, 1, 1), date(2024, 2, 11))
calendars = st.builds(
    WorkingCalendar,
    st.lists(spans, min_size=7, max_size=7),
    st.dictionaries(days, spans, max_size=8),
)
WATCHED = (minute_of(datetime(2023, 12, 25)), minute_of(datetime(2024, 2, 19)))


def is_working(calendar: WorkingCalendar, minute: int) -> bool:
    moment = moment_of(minute)
    of_day = moment.hour * 60 + moment.minute
    return any(start <= of_day < end for start, end in calendar.spans_on(moment.date()))


@given(calendars, st.integers(0, 8 * 10_080 - 60), st.integers(0, 600))
def test_minutes_between_equal_a_count_of_the_working_minutes(calendar, offset, length):
    start = WATCHED[0] + offset
    counted = sum(is_working(calendar, minute) for minute in range(start, start + length))
    assert calendar.position(start + length) - calendar.position(start) == counted


@given(calendars, st.integers(*WATCHED))
def test_opening_and_closing_are_the_last_and_first_minute_of_a_position(calendar, minute):
    if not calendar.minutes_per_week:
        return
    position = calendar.position(minute)
    opening, closing = calendar.opening(position), calendar.closing(position)
    assert closing <= minute <= opening
    assert calendar.position(opening) == calendar.position(closing) == position
    assert is_working(calendar, opening)
    assert is_working(calendar, closing - 1)


@given(calendars, st.integers(*WATCHED), st.integers(1, 20_000))
def test_going_forward_and_back_returns_to_the_same_working_minute(calendar, minute, minutes):
    if not calendar.minutes_per_week:
        return
    start = calendar.next_start(moment_of(minute))
    assert calendar.add(calendar.add(start, minutes), -minutes) == start
    assert calendar.between(start, calendar.add(start, minutes)) == minutes


@given(calendars, st.lists(st.integers(WATCHED[0] - 10**6, WATCHED[1] + 10**6), min_size=1, max_size=30))
def test_arrays_agree_with_single_values(calendar, minutes):
    if not calendar.minutes_per_week:
        return
    positions = calendar.positions(np.array(minutes, dtype=np.int64))
    assert positions.tolist() == [calendar.position(minute) for minute in minutes]
    assert calendar.openings(positions).tolist() == [calendar.opening(p) for p in positions.tolist()]
    assert calendar.closings(positions).tolist() == [calendar.closing(p) for p in positions.tolist()]


@given(st.integers(0, LAST_MINUTE))
def test_the_continuous_calendar_is_elapsed_time(minute):
    assert CONTINUOUS.position(minute) == CONTINUOUS.opening(minute) == CONTINUOUS.closing(minute) == minute


# -- Against real projects ----------------------------------------------------------------------------------


def real_projects() -> list[dict]:
    path = DSLIB / "projects.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) if path.exists() else []


def is_full(match: str) -> bool:
    return len(set(match.split("/"))) == 1


def project_calendar(row: dict) -> WorkingCalendar:
    hours = [(int(hour) * 60, int(hour) * 60 + 60) for hour in row["working_hours"].split()]
    closed = {int(day) for day in row["non_working_weekdays"].split()}
    return weekly(hours, set(range(7)) - closed, name=row["name"])


def listed_starts(project: str) -> list[tuple[int, datetime]]:
    with (DSLIB / "activities.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["project"] == project]
    return [(int(row["start_offset_h"]) * 60, at(row["baseline_start"])) for row in rows]


def with_deduced_holidays(calendar: WorkingCalendar, start: datetime, starts) -> WorkingCalendar:
    """The file gives how many days are off, not which: close the last days before each listed start."""
    for offset, moment in sorted(starts):
        day = moment.date()
        while calendar.between(start, moment) > offset:
            day -= timedelta(days=1)
            if calendar.spans_on(day):
                calendar = calendar.closed_on([day])
    return calendar


@pytest.mark.skipif(not DSLIB.exists(), reason="the real projects of ../shared/data/dslib-or-as are absent")
@pytest.mark.parametrize(
    "row", [row for row in real_projects() if is_full(row["calendar_match"])], ids=lambda row: row["project"]
)
def test_every_offset_in_working_hours_gives_the_listed_start(row):
    start, starts = at(row["start"]), listed_starts(row["project"])
    calendar = project_calendar(row)
    if int(row["holidays"]):
        calendar = with_deduced_holidays(calendar, start, starts)
        assert len(calendar.exceptions) <= int(row["holidays"])
    first = calendar.next_start(start)
    for offset, listed in starts:
        assert calendar.next_start(calendar.add(first, offset)) == listed
        assert calendar.between(start, listed) == offset
        assert calendar.add(listed, -offset) == (first if offset else listed)


@given(calendars, st.integers(*WATCHED))
def test_a_minute_stands_at_work_at_a_close_or_between_close_and_opening(calendar, minute):
    if not calendar.minutes_per_week:
        return
    position, side = calendar.standing(minute)
    assert position == calendar.position(minute)
    if is_working(calendar, minute):
        assert side == -1
    else:
        assert side == int(minute > calendar.closing(position))
