"""Moments as minute numbers, and the spans of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

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
