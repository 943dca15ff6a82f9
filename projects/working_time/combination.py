"""Calendars made of others: of people who share a task, or of a task and its people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from projects.working_time.calendar import WorkingCalendar
from projects.working_time.minutes import Span, merged

Joining = Callable[[Sequence[Sequence[Span]]], Sequence[Span]]


def union(calendars: Sequence[WorkingCalendar], name: str = "") -> WorkingCalendar:
    """Works whenever one of the calendars works: a task done by people with different hours."""
    return _combined(calendars, lambda days: merged(span for spans in days for span in spans), name)


def common(calendars: Sequence[WorkingCalendar], name: str = "") -> WorkingCalendar:
    """Works only when all the calendars work: a task with hours of its own, done by people with theirs."""
    return _combined(calendars, _overlap, name)


def _combined(calendars: Sequence[WorkingCalendar], join: Joining, name: str) -> WorkingCalendar:
    week = [join([calendar.week[day] for calendar in calendars]) for day in range(7)]
    days = sorted({day for calendar in calendars for day in calendar.exceptions})
    exceptions = {day: join([calendar.spans_on(day) for calendar in calendars]) for day in days}
    return WorkingCalendar(week, exceptions, name)


def _overlap(days: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    shared = days[0]
    for spans in days[1:]:
        shared = [(max(a, c), min(b, d)) for a, b in shared for c, d in spans if max(a, c) < min(b, d)]
    return tuple(shared)
