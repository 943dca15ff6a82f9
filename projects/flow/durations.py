"""Lead and cycle times in days, and what half, 85 % or 95 % of the items took."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

WORKING_WEEK = (True, True, True, True, True, False, False)
ALL_DAYS = (True,) * 7
LEVELS = (50, 70, 85, 95)


@dataclass(frozen=True)
class DurationSummary:
    """Days taken by finished items. `percentiles`: level → days; `within`: level → whole days enough for it.

    Everything is None or empty when no item is finished.
    """

    count: int
    mean: float | None
    median: float | None
    percentiles: dict[int, float]
    within: dict[int, int]


def days_taken(
    first: date, last: date, days_off: Iterable[date] = (), week: Sequence[bool] = WORKING_WEEK
) -> int | None:
    """Working days from `first` to `last`, both included, so that work begun and done on a day took one.

    A day off on which work began or ended was worked, and counts. None when `last` lies before `first`.
    """
    if last < first:
        return None
    off = sorted(set(days_off))
    worked = int(np.busday_count(first, last + timedelta(days=1), weekmask=list(week), holidays=off))
    ends = {day for day in (first, last) if not week[day.weekday()] or day in off}
    return worked + len(ends)


def lead_days(requested: date, done: date, **calendar) -> int | None:
    """From the request to done, in working days (see `days_taken`)."""
    return days_taken(requested, done, **calendar)


def cycle_days(started: date, done: date, **calendar) -> int | None:
    """From the start of work to done, in working days (see `days_taken`)."""
    return days_taken(started, done, **calendar)


def summary(days: Iterable[float | None], levels: Sequence[int] = LEVELS) -> DurationSummary:
    """Mean, median and percentiles (interpolated) of what is known; `within` is a number of days seen."""
    known = np.array([value for value in days if value is not None], dtype=float)
    if not len(known):
        return DurationSummary(0, None, None, {}, {})
    return DurationSummary(
        count=len(known),
        mean=float(known.mean()),
        median=float(np.median(known)),
        percentiles={level: float(np.percentile(known, level)) for level in levels},
        within={level: int(np.ceil(np.percentile(known, level, method="inverted_cdf"))) for level in levels},
    )
