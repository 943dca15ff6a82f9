"""Slip of milestones and of tasks against their reference, and the milestone trend chart (courbe à 45°).

Pure: dates in, days and series out. Positive days are late, negative are early, None is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

LATE, SLIPPING, ON_TIME, EARLY, UNKNOWN = "late", "slipping", "on_time", "early", "unknown"


class MilestoneDates(NamedTuple):
    """A milestone as of a day: reference, forecast, actual, and the forecast of the previous report."""

    key: object
    reference: date | None = None
    forecast: date | None = None
    actual: date | None = None
    previous_forecast: date | None = None


class MilestoneSlip(NamedTuple):
    """Days between a milestone and its reference, and what the forecast moved by since the previous one.

    `expected` is the day it was reached or is expected; an unmet forecast in the past counts as the day of
    the reading. `state`: `late` when the reference has passed unmet (or was met late), `slipping` when it is
    forecast after the reference, else `early` or `on_time`; `unknown` without two dates to compare.
    """

    key: object
    expected: date | None
    slip_days: int | None
    moved_days: int | None
    state: str


@dataclass(frozen=True)
class SlipSummary:
    """Slips of a set of milestones; `worst_days` and `worst` are None when none can be compared."""

    compared: int
    unknown: int
    late: int
    slipping: int
    worst_days: int | None
    worst: object | None


@dataclass(frozen=True)
class TrendPoint:
    """What was forecast for a milestone as of a day; on `as_of == forecast` its line meets the diagonal."""

    as_of: date
    forecast: date
    reached: bool = False


@dataclass(frozen=True)
class TrendSeries:
    """The line of one milestone: points by day, slip over the whole line, and its direction.

    `slip_days` is the last forecast less the first. `slope` is the days of slip a day of calendar time over
    the last `window` points: 1 means the milestone moves away as fast as time passes. None with one point.
    """

    key: object
    points: tuple[TrendPoint, ...]
    slip_days: int
    slope: float | None


class Dated(Protocol):
    """Start and finish of a task, as moments."""

    start: datetime | None
    finish: datetime | None


class WorkingTime(Protocol):
    """What is needed of a calendar: signed working minutes between two moments."""

    def between(self, start: datetime, finish: datetime) -> int: ...


def milestone_slip(dates: MilestoneDates, as_of: date) -> MilestoneSlip:
    """Slip of one milestone as of a day."""
    expected = expected_on(dates, as_of)
    slip = None if expected is None or dates.reference is None else (expected - dates.reference).days
    overdue = dates.reference is not None and (dates.actual is not None or dates.reference < as_of)
    current = dates.actual or dates.forecast
    moved = None if not current or not dates.previous_forecast else (current - dates.previous_forecast).days
    return MilestoneSlip(dates.key, expected, slip, moved, state_of(slip, overdue))


def expected_on(dates: MilestoneDates, as_of: date) -> date | None:
    """The day a milestone was reached, or is expected; never in the past while it is not reached."""
    if dates.actual is not None:
        return dates.actual
    announced = dates.forecast or dates.reference
    return None if announced is None else max(announced, as_of)


def state_of(slip: int | None, overdue: bool) -> str:
    """How a milestone stands to its reference, which has passed or been met when it is `overdue`."""
    if slip is None:
        return UNKNOWN
    if slip > 0:
        return LATE if overdue else SLIPPING
    return EARLY if slip < 0 else ON_TIME


def slip_summary(slips: Iterable[MilestoneSlip]) -> SlipSummary:
    """Counts by state and the worst slip; milestones that cannot be compared are counted apart."""
    slips = list(slips)
    compared = [(slip.slip_days, slip.key) for slip in slips if slip.slip_days is not None]
    worst_days, worst = max(compared, key=lambda found: found[0], default=(None, None))
    return SlipSummary(
        compared=len(compared),
        unknown=len(slips) - len(compared),
        late=sum(slip.state == LATE for slip in slips),
        slipping=sum(slip.state == SLIPPING for slip in slips),
        worst_days=worst_days,
        worst=worst,
    )


def trend_series(
    key: object, forecasts: Iterable[tuple[date, date]], actual: date | None = None, window: int = 4
) -> TrendSeries | None:
    """The line of a milestone from dated forecasts `(as_of, forecast)` in any order; None without any.

    The last forecast of a day wins. Readings after the milestone was reached are left out, and its line ends
    on the diagonal.
    """
    found = {as_of: forecast for as_of, forecast in forecasts if actual is None or as_of < actual}
    points = [TrendPoint(as_of, forecast) for as_of, forecast in sorted(found.items())]
    if actual is not None:
        points.append(TrendPoint(actual, actual, reached=True))
    if not points:
        return None
    slip = (points[-1].forecast - points[0].forecast).days
    return TrendSeries(key, tuple(points), slip, slope_of(points[-window:]))


def slope_of(points: Sequence[TrendPoint]) -> float | None:
    """Least-squares slope of forecast over time (days a day); None with fewer than two days."""
    days = [point.as_of.toordinal() for point in points]
    forecasts = [point.forecast.toordinal() for point in points]
    middle, level = sum(days) / len(days), sum(forecasts) / len(forecasts)
    spread = sum((day - middle) ** 2 for day in days)
    if not spread:
        return None
    return sum((d - middle) * (f - level) for d, f in zip(days, forecasts, strict=True)) / spread


def meets_diagonal_on(series: TrendSeries) -> date | None:
    """Where the line of a milestone would meet the diagonal if it kept its slope: the date it suggests.

    None when the milestone is reached, when there is no slope, or when it moves away as fast as time passes.
    """
    last = series.points[-1]
    if last.reached or series.slope is None or series.slope >= 1:
        return None
    ahead = max((last.forecast - last.as_of).days, 0) / (1 - series.slope)
    farthest = date.max.toordinal() - last.as_of.toordinal()
    return date.fromordinal(last.as_of.toordinal() + round(ahead)) if ahead < farthest else None


def task_variance(planned: Dated, current: Dated, calendar: WorkingTime) -> dict[str, int | None]:
    """Working minutes by which start, finish and duration differ from a baseline; None where a date lacks."""
    start = minutes_between(calendar, planned.start, current.start)
    finish = minutes_between(calendar, planned.finish, current.finish)
    duration = None if start is None or finish is None else finish - start
    return {"start": start, "finish": finish, "duration": duration}


def minutes_between(calendar: WorkingTime, first: datetime | None, second: datetime | None) -> int | None:
    """Working minutes from one moment to another, None when one is not known."""
    return None if first is None or second is None else calendar.between(first, second)
