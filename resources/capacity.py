"""Capacity of people against the demand of their allocations, by day, week or month.

Pure: calendars and figures in, tables out. Which allocations count (confirmed, requested) is the caller's
choice. All work is counted in whole ten-thousandths of a day, so that sums over any periods agree exactly.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

import numpy as np

from projects.working_time import MINUTES_PER_DAY, WorkingCalendar

UNITS_PER_DAY = 10_000
TOLERANCE = 50
"""Units by which demand may pass capacity unnoticed: what rounding shares of a day can add in a period."""

DAYS, FTE, SHARE = "days", "fte", "share"


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """Number of calendar days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Part:
    """A share (0 to 1) of the working time between two days, both included; None means no end."""

    first: date
    last: date | None = None
    share: Decimal = Decimal(1)


@dataclass(frozen=True)
class Worker:
    """Who does the work: a person, or (`named` false) a role nobody is named for, which has no capacity.

    `working_share` is part time (0.8 for four days of five). A day is the longest day of the calendar's week.
    """

    calendar: WorkingCalendar
    working_share: Decimal = Decimal(1)
    starts_on: date | None = None
    ends_on: date | None = None
    absences: Sequence[Part] = ()
    non_project: Sequence[Part] = ()
    named: bool = True


@dataclass(frozen=True)
class Demand:
    """Work of one worker for one project.

    `quantity`: days in all for `days`; full-time equivalents for `fte` (1 is the full calendar); a share
    (0 to 1) of the worker's own working time for `share`. `whole_months` extends it to the end of its month.
    """

    worker: Hashable
    project: Hashable
    first: date
    last: date
    unit: str
    quantity: Decimal
    whole_months: bool = False

    @property
    def span(self) -> Period:
        """The days it covers."""
        return month_of(self.first, self.last) if self.whole_months else Period(self.first, self.last)


@dataclass(frozen=True)
class LoadTable:
    """Units of capacity and demand, `[worker, period]`, and of each worker and project."""

    workers: list[Hashable]
    periods: list[Period]
    capacity: np.ndarray
    demand: np.ndarray
    detail: dict[tuple[Hashable, Hashable], np.ndarray] = field(repr=False)

    @property
    def load(self) -> np.ndarray:
        """Demand ÷ capacity, NaN where there is no capacity."""
        return np.divide(self.demand, self.capacity, out=np.full(self.demand.shape, np.nan), where=self.capacity > 0)

    @property
    def excess(self) -> np.ndarray:
        """Units of demand beyond capacity, 0 within it."""
        over = self.demand - self.capacity
        return np.where(over > TOLERANCE, over, 0)

    @cached_property
    def over_allocated_shares(self) -> dict[Hashable, float]:
        """Project → share of its demand beyond the capacity of its workers; projects without demand are left out.

        Where several projects overload a worker, each bears the excess in proportion to its demand.
        """
        share = np.divide(self.excess, self.demand, out=np.zeros(self.demand.shape), where=self.demand > 0)
        rows = {key: row for row, key in enumerate(self.workers)}
        asked: dict[Hashable, float] = {}
        over: dict[Hashable, float] = {}
        for (worker, project), found in self.detail.items():
            asked[project] = asked.get(project, 0.0) + float(found.sum())
            over[project] = over.get(project, 0.0) + float((found * share[rows[worker]]).sum())
        return {project: over[project] / total for project, total in asked.items() if total}


def load_table(workers: Mapping[Hashable, Worker], demands: Iterable[Demand], periods: Sequence[Period]) -> LoadTable:
    """Capacity and demand of each worker in each period; periods ascend and do not overlap.

    Raises KeyError for a demand on an unknown worker. Days asked for outside the periods are left out, after
    the spread over the whole allocation.
    """
    demands = list(demands)
    horizon = envelope(periods, demands)
    rows = {key: row for row, key in enumerate(workers)}
    time = {key: WorkerTime.of(worker, horizon) for key, worker in workers.items()}
    capacity = [by_period(time[key].capacity, horizon, periods) for key in workers]
    demand = np.zeros((len(rows), len(periods)), dtype=np.int64)
    detail: dict[tuple[Hashable, Hashable], np.ndarray] = {}
    for each in demands:
        found = by_period(spread(each, time[each.worker], horizon), each.span, periods)
        demand[rows[each.worker]] += found
        key = (each.worker, each.project)
        detail[key] = detail[key] + found if key in detail else found
    return LoadTable(list(rows), list(periods), np.array(capacity).reshape(demand.shape), demand, detail)


@dataclass(frozen=True)
class WorkerTime:
    """Units of each day: what full time would work, what this worker does, what is left for projects."""

    full_time: np.ndarray
    present: np.ndarray
    presence: np.ndarray
    capacity: np.ndarray

    @classmethod
    def of(cls, worker: Worker, horizon: Period) -> WorkerTime:
        """Working time of a worker; absences and other work add up, and never to more than the day."""
        full_time = full_time_units(worker.calendar, horizon)
        presence = 1 - shares(worker.absences, horizon)
        presence[outside(horizon, worker.starts_on, worker.ends_on)] = 0
        own = full_time * float(worker.working_share) * presence if worker.named else full_time * presence
        left = own * (1 - shares(worker.non_project, horizon)) if worker.named else own * 0
        return cls(full_time, units(own), presence, units(left))


def spread(demand: Demand, time: WorkerTime, horizon: Period) -> np.ndarray:
    """Units of a demand on each day of its span.

    Days in all follow the worker's presence, and add up to the quantity exactly; a worker who is absent all
    along gets them on the calendar's working days (where they show as overload), else on every day. FTE and
    shares are rates: they pause while the worker is absent.
    """
    days = slice((demand.span.first - horizon.first).days, (demand.span.last - horizon.first).days + 1)
    if demand.unit == FTE:
        return units(time.full_time[days] * time.presence[days] * float(demand.quantity))
    if demand.unit == SHARE:
        return units(time.present[days] * float(demand.quantity))
    if demand.unit != DAYS:
        raise ValueError(f"Unknown unit of allocation: {demand.unit}")
    for weights in (time.present[days], time.full_time[days]):
        if weights.any():
            return apportioned(int(demand.quantity * UNITS_PER_DAY), weights)
    return apportioned(int(demand.quantity * UNITS_PER_DAY), np.ones(demand.span.length, dtype=np.int64))


def apportioned(total: int, weights: np.ndarray) -> np.ndarray:
    """Whole units in proportion to integer weights, every running total within half a unit of its share."""
    whole = int(weights.sum())
    reached = np.array([(2 * total * done + whole) // (2 * whole) for done in np.cumsum(weights).tolist()])
    return np.diff(reached, prepend=0)


def full_time_units(calendar: WorkingCalendar, horizon: Period) -> np.ndarray:
    """Units of each day of a horizon in a full-time calendar."""
    first = horizon.first.toordinal() - 1
    midnights = np.arange(first, first + horizon.length + 1, dtype=np.int64) * MINUTES_PER_DAY
    longest = max(sum(end - start for start, end in spans) for spans in calendar.week)
    return units(np.diff(calendar.positions(midnights)) * (UNITS_PER_DAY / longest if longest else 0))


def shares(parts: Iterable[Part], horizon: Period) -> np.ndarray:
    """Share of each day of a horizon taken by the parts, at most 1."""
    return shares_of([parts], horizon)[0]


def shares_of(everybody: Sequence[Iterable[Part]], horizon: Period) -> np.ndarray:
    """The same for the parts of several workers, `[worker, day]`."""
    taken = np.zeros((len(everybody), horizon.length))
    for days, parts in zip(taken, everybody, strict=True):
        for part in parts:
            start = max((part.first - horizon.first).days, 0)
            last = horizon.last if part.last is None else min(part.last, horizon.last)
            days[start : max((last - horizon.first).days + 1, 0)] += float(part.share)
    return np.minimum(taken, 1, out=taken)


def outside(horizon: Period, starts_on: date | None, ends_on: date | None) -> np.ndarray:
    """Which days of a horizon lie before a worker comes or after a worker has left."""
    number = np.arange(horizon.length)
    before = 0 if starts_on is None else (starts_on - horizon.first).days
    last = horizon.length if ends_on is None else (ends_on - horizon.first).days
    return (number < before) | (number > last)


def by_period(daily: np.ndarray, span: Period, periods: Sequence[Period]) -> np.ndarray:
    """Sums of daily units over periods; `daily[0]` is the first day of `span`."""
    running = np.concatenate(([0], np.cumsum(daily)))
    starts = np.clip([(period.first - span.first).days for period in periods], 0, len(daily))
    ends = np.clip([(period.last - span.first).days + 1 for period in periods], 0, len(daily))
    return (running[ends] - running[starts]).astype(np.int64)


def envelope(periods: Sequence[Period], demands: Sequence[Demand]) -> Period:
    """The shortest period that holds all of them."""
    spans = [*periods, *(demand.span for demand in demands)]
    return Period(min(span.first for span in spans), max(span.last for span in spans))


def units(values: np.ndarray) -> np.ndarray:
    """Rounded to whole units."""
    return np.rint(values).astype(np.int64)


def in_days(value: int) -> Decimal:
    """Units as days."""
    return Decimal(int(value)) / UNITS_PER_DAY


def weeks(first: date, last: date) -> list[Period]:
    """Whole weeks from Monday that hold the days from `first` to `last`."""
    monday = first - timedelta(days=first.weekday())
    count = (last - monday).days // 7 + 1
    starts = [monday + timedelta(weeks=number) for number in range(count)]
    return [Period(start, start + timedelta(days=6)) for start in starts]


def months(first: date, last: date) -> list[Period]:
    """Whole months that hold the days from `first` to `last`."""
    found = [month_of(first, first)]
    while found[-1].last < last:
        following = found[-1].last + timedelta(days=1)
        found.append(month_of(following, following))
    return found


def month_of(first: date, last: date) -> Period:
    """From the first day of the month of `first` to the last day of the month of `last`."""
    following = (last.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Period(first.replace(day=1), following - timedelta(days=1))
