"""A working calendar: a weekly pattern, the days that differ from it, and arithmetic in working minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

import numpy as np

from projects.working_time.minutes import (
    MINUTES_PER_DAY,
    MINUTES_PER_WEEK,
    NoWorkingTime,
    Span,
    merged,
    minute_of,
    moment_of,
)
from projects.working_time.segments import Segments


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

    def standing(self, minute: int) -> tuple[int, int]:
        """The position of `minute`, with -1 when work goes on then, 0 at a close, 1 between close and opening."""
        low, high = self._bounds
        if low <= minute < high:
            found = self._window.standing(minute)
        else:
            week, rest = divmod(minute, MINUTES_PER_WEEK)
            found = self._pattern.standing(rest)
            if found is not None:
                worked = week * self._pattern.worked + (0 if minute < low else self._surplus)
                return worked + found[0], found[1]
        if found is None:
            position = self.position(minute)
            return position, int(minute > self.closing(position))
        return found

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


STANDARD = weekly([(480, 720), (780, 1020)], name="Standard")
"""Monday to Friday, 08:00-12:00 and 13:00-17:00."""

CONTINUOUS = weekly([(0, MINUTES_PER_DAY)], range(7), name="Continuous")
"""Every minute works: elapsed time."""
