"""Working calendars and date arithmetic in working minutes, exact to the minute in both directions.

No clock, no time zone, no stored calendar: the caller gives wall-clock datetimes and days off as data.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property

import numpy as np

MINUTES_PER_DAY = 1_440
MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY
# A Monday, so that weeks can be cut without looking at the calendar.
FIRST_MOMENT = datetime(1, 1, 1)
LAST_MINUTE = int((datetime(9999, 12, 31, 23, 59) - FIRST_MOMENT).total_seconds()) // 60

Span = tuple[int, int]
"""Half-open stretch of one day in minutes after midnight, for example (480, 720) for 08:00-12:00."""


class NoWorkingTime(ValueError):
    """The calendar holds too little working time for the arithmetic asked of it."""


def minute_of(moment: datetime) -> int:
    """Whole minutes from 0001-01-01 00:00 to `moment`; seconds are cut off, a time zone is ignored."""
    return (moment.toordinal() - 1) * MINUTES_PER_DAY + moment.hour * 60 + moment.minute


def moment_of(minute: int) -> datetime:
    """Datetime of a minute number, kept inside the years that Python can name (1 to 9999)."""
    return FIRST_MOMENT + timedelta(minutes=min(max(int(minute), 0), LAST_MINUTE))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, with touching and overlapping ones joined and empty ones left out.

    Raises ValueError for a span that ends before it starts or leaves its day.
    """
    joined: list[Span] = []
    for start, end in sorted(spans):
        if not 0 <= start <= end <= MINUTES_PER_DAY:
            raise ValueError(f"A span of working time must lie within one day: {start} to {end} minutes")
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    return tuple(joined)


@dataclass(frozen=True)
class Segments:
    """Working stretches in order: where each starts, how long it is, the minutes worked before it."""

    starts: np.ndarray
    lengths: np.ndarray
    before: np.ndarray
    worked: int
    start_list: list[int]
    length_list: list[int]
    before_list: list[int]

    @classmethod
    def build(cls, starts: np.ndarray, lengths: np.ndarray, offset: int = 0) -> Segments:
        """Segments from ordered, disjoint stretches; `offset` is the work done before the first of them."""
        total = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
        before = total[:-1] + offset
        return cls(starts, lengths, before, int(total[-1]), starts.tolist(), lengths.tolist(), before.tolist())

    def worked_until(self, minute: int) -> int | None:
        """Minutes worked before `minute`, None when it lies before the first stretch."""
        index = bisect_right(self.start_list, minute) - 1
        if index < 0:
            return None
        return self.before_list[index] + min(minute - self.start_list[index], self.length_list[index])

    def start_of(self, position: int) -> int:
        """Minute at which the working minute numbered `position` begins."""
        index = bisect_right(self.before_list, position) - 1
        return self.start_list[index] + position - self.before_list[index]

    def worked_until_each(self, minutes: np.ndarray, nothing: int) -> np.ndarray:
        """`worked_until` for an array; `nothing` stands for minutes before the first stretch."""
        if not len(self.starts):
            return np.full(len(minutes), nothing, dtype=np.int64)
        index = np.searchsorted(self.starts, minutes, side="right") - 1
        found = np.maximum(index, 0)
        worked = self.before[found] + np.minimum(minutes - self.starts[found], self.lengths[found])
        return np.where(index < 0, nothing, worked)

    def start_of_each(self, positions: np.ndarray) -> np.ndarray:
        """`start_of` for an array."""
        index = np.searchsorted(self.before, positions, side="right") - 1
        return self.starts[index] + positions - self.before[index]


@dataclass(frozen=True, eq=False)
class WorkingCalendar:
    """A weekly pattern (Monday first) and the days that differ from it.

    `exceptions` maps a day to its own spans; an empty tuple is a day off. All working time lies on one axis,
    the *position*: working minutes since 0001-01-01. `position`, `opening` and `closing` cost O(log n) in the
    number of stretches in the weeks that hold exceptions, whatever the distance.
    """

    week: Sequence[Sequence[Span]]
    exceptions: Mapping[date, Sequence[Span]] = field(default_factory=dict)
    name: str = ""

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("A weekly pattern has seven days, Monday first")
        object.__setattr__(self, "week", tuple(merged(spans) for spans in self.week))
        days = {day: merged(spans) for day, spans in sorted(self.exceptions.items())}
        object.__setattr__(self, "exceptions", days)

    # -- the shape of the calendar ---------------------------------------------------------------------------
    @property
    def minutes_per_week(self) -> int:
        """Working minutes of a week without exceptions."""
        return self._pattern.worked

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Working spans of one day."""
        return tuple(self.exceptions.get(day, self.week[day.weekday()]))

    def says_the_same_as(self, other: WorkingCalendar) -> bool:
        """Whether both have the same week and the same exceptions, whatever their names."""
        return self is other or (self.week == other.week and self.exceptions == other.exceptions)

    def closed_on(self, days: Iterable[date]) -> WorkingCalendar:
        """The same calendar with days off, such as public holidays; an exception already made wins."""
        return replace(self, exceptions={**dict.fromkeys(days, ()), **self.exceptions})

    def with_exceptions(self, exceptions: Mapping[date, Sequence[Span]]) -> WorkingCalendar:
        """The same calendar with these days instead of what it said of them."""
        return replace(self, exceptions={**self.exceptions, **exceptions})

    # -- arithmetic on datetimes -----------------------------------------------------------------------------
    def add(self, moment: datetime, minutes: int) -> datetime:
        """The moment at which `minutes` of work from `moment` are done; negative minutes go back in time.

        Forward it ends at the close of a stretch (17:00, not 08:00 of the next day), backward at its opening.
        """
        if minutes == 0:
            return moment
        position = self.position(minute_of(moment)) + minutes
        return moment_of(self.closing(position) if minutes > 0 else self.opening(position))

    def between(self, start: datetime, finish: datetime) -> int:
        """Working minutes from `start` to `finish`, negative when `finish` comes first."""
        return self.position(minute_of(finish)) - self.position(minute_of(start))

    def next_start(self, moment: datetime) -> datetime:
        """`moment` itself when work goes on then, else the next opening."""
        return moment_of(self.opening(self.position(minute_of(moment))))

    def previous_finish(self, moment: datetime) -> datetime:
        """`moment` itself when work went on just before, else the last close."""
        return moment_of(self.closing(self.position(minute_of(moment))))

    # -- arithmetic on minute numbers ------------------------------------------------------------------------
    def position(self, minute: int) -> int:
        """Working minutes before `minute`."""
        low, high = self._bounds
        if low <= minute < high:
            worked = self._window.worked_until(minute)
            return self._worked_before_window if worked is None else worked
        week, rest = divmod(minute, MINUTES_PER_WEEK)
        worked = week * self._pattern.worked + (self._pattern.worked_until(rest) or 0)
        return worked if minute < low else worked + self._surplus

    def opening(self, position: int) -> int:
        """Latest minute with `position` working minutes before it: where the next work begins."""
        rest = position - self._worked_before_window
        if 0 <= rest < self._window.worked:
            return self._window.start_of(position)
        if not self._pattern.worked:
            raise NoWorkingTime(f"Calendar {self.name!r} has no working week")
        week, rest = divmod(position if rest < 0 else position - self._surplus, self._pattern.worked)
        return week * MINUTES_PER_WEEK + self._pattern.start_of(rest)

    def closing(self, position: int) -> int:
        """Earliest minute with `position` working minutes before it: where the work just done ended."""
        return self.opening(position - 1) + 1

    def positions(self, minutes: np.ndarray) -> np.ndarray:
        """`position` for an int64 array."""
        low, high = self._bounds
        week, rest = np.divmod(minutes, MINUTES_PER_WEEK)
        outside = week * self._pattern.worked + self._pattern.worked_until_each(rest, 0)
        outside = np.where(minutes < low, outside, outside + self._surplus)
        inside = self._window.worked_until_each(minutes, self._worked_before_window)
        return np.where((low <= minutes) & (minutes < high), inside, outside)

    def openings(self, positions: np.ndarray) -> np.ndarray:
        """`opening` for an int64 array."""
        if not self._pattern.worked:
            return np.array([self.opening(position) for position in positions.tolist()], dtype=np.int64)
        rest = positions - self._worked_before_window
        inside = (rest >= 0) & (rest < self._window.worked)
        week, rest = np.divmod(np.where(rest < 0, positions, positions - self._surplus), self._pattern.worked)
        minutes = week * MINUTES_PER_WEEK + self._pattern.start_of_each(rest)
        minutes[inside] = self._window.start_of_each(positions[inside])
        return minutes

    def closings(self, positions: np.ndarray) -> np.ndarray:
        """`closing` for an int64 array."""
        return self.openings(positions - 1) + 1

    # -- the axis --------------------------------------------------------------------------------------------
    @cached_property
    def _pattern(self) -> Segments:
        spans = [(day * MINUTES_PER_DAY + start, end - start) for day in range(7) for start, end in self.week[day]]
        columns = np.array(spans, dtype=np.int64).reshape(-1, 2)
        return Segments.build(columns[:, 0], columns[:, 1])

    @cached_property
    def _bounds(self) -> Span:
        """The whole weeks that hold all exceptions, in minutes; outside them the weekly pattern repeats."""
        if not self.exceptions:
            return (0, 0)
        first, last = min(self.exceptions).toordinal() - 1, max(self.exceptions).toordinal() - 1
        return (first // 7 * MINUTES_PER_WEEK, (last // 7 + 1) * MINUTES_PER_WEEK)

    @cached_property
    def _worked_before_window(self) -> int:
        return self._bounds[0] // MINUTES_PER_WEEK * self._pattern.worked

    @cached_property
    def _surplus(self) -> int:
        """What the exceptions add to (or take from) the weekly pattern in all."""
        low, high = self._bounds
        return self._window.worked - (high - low) // MINUTES_PER_WEEK * self._pattern.worked

    @cached_property
    def _window(self) -> Segments:
        weeks = np.arange(*self._bounds, MINUTES_PER_WEEK, dtype=np.int64)
        starts = (weeks[:, None] + self._pattern.starts).ravel()
        lengths = np.tile(self._pattern.lengths, len(weeks))
        days = {day.toordinal() - 1: spans for day, spans in self.exceptions.items()}
        regular = ~np.isin(starts // MINUTES_PER_DAY, np.fromiter(days, dtype=np.int64, count=len(days)))
        own = [(d * MINUTES_PER_DAY + start, end - start) for d, spans in days.items() for start, end in spans]
        columns = np.array(own, dtype=np.int64).reshape(-1, 2)
        starts = np.concatenate((starts[regular], columns[:, 0]))
        lengths = np.concatenate((lengths[regular], columns[:, 1]))
        order = np.argsort(starts, kind="stable")
        return Segments.build(starts[order], lengths[order], self._worked_before_window)


def weekly(spans: Sequence[Span], days: Iterable[int] = range(5), name: str = "") -> WorkingCalendar:
    """A calendar with the same spans on each of `days` (0 is Monday)."""
    working = set(days)
    return WorkingCalendar([tuple(spans) if day in working else () for day in range(7)], name=name)


def union(calendars: Sequence[WorkingCalendar], name: str = "") -> WorkingCalendar:
    """Works whenever one of the calendars works: a task done by people with different hours."""
    return _combined(calendars, lambda days: merged(span for spans in days for span in spans), name)


def common(calendars: Sequence[WorkingCalendar], name: str = "") -> WorkingCalendar:
    """Works only when all the calendars work: a task with hours of its own, done by people with theirs."""
    return _combined(calendars, _overlap, name)


def _combined(calendars, join, name: str) -> WorkingCalendar:
    week = [join([calendar.week[day] for calendar in calendars]) for day in range(7)]
    days = sorted({day for calendar in calendars for day in calendar.exceptions})
    exceptions = {day: join([calendar.spans_on(day) for calendar in calendars]) for day in days}
    return WorkingCalendar(week, exceptions, name)


def _overlap(days: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    shared = days[0]
    for spans in days[1:]:
        shared = [(max(a, c), min(b, d)) for a, b in shared for c, d in spans if max(a, c) < min(b, d)]
    return tuple(shared)


STANDARD = weekly([(480, 720), (780, 1020)], name="Standard")
"""Monday to Friday, 08:00-12:00 and 13:00-17:00."""

CONTINUOUS = weekly([(0, MINUTES_PER_DAY)], range(7), name="Continuous")
"""Every minute works: elapsed time."""
