"""The sums of `capacity.load_table` for many workers and few periods, quicker because no day is rounded.

They agree with the table to a unit a day. Where whole numbers must add up exactly, use the table. Pure.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from .capacity import DAYS, FTE, SHARE, UNITS_PER_DAY, Period, Worker, full_time_units, shares
from .capacity import outside as outside_days


class Asked(NamedTuple):
    """What `capacity.Demand` says, with whole months resolved: the days from `first` to `last`, both included."""

    worker: Hashable
    first: date
    last: date
    unit: str
    quantity: float


@dataclass(frozen=True)
class LoadSums:
    """Units by period: of each demand `[demand, period]`, and of each worker's capacity `[worker, period]`."""

    demands: np.ndarray
    capacity: np.ndarray


@dataclass(frozen=True)
class Running:
    """Running totals over the days of a horizon, one element more than days: full time, own time, presence."""

    full_time: np.ndarray
    own: np.ndarray
    present: np.ndarray
    capacity: np.ndarray


def load_sums(workers: Mapping[Hashable, Worker], demands: Sequence[Asked], periods: Sequence[Period]) -> LoadSums:
    """Units of each demand and of each worker's capacity in each period; periods ascend and do not overlap.

    Raises KeyError for a demand on an unknown worker, ValueError for an unknown unit.
    """
    unknown = {demand.unit for demand in demands} - {DAYS, FTE, SHARE}
    if unknown:
        raise ValueError(f"Unknown unit of allocation: {unknown.pop()}")
    first = min([period.first for period in periods] + [demand.first for demand in demands])
    last = max([period.last for period in periods] + [demand.last for demand in demands])
    return sums_within(Period(first, last), workers, demands, periods)


def sums_within(horizon: Period, workers, demands, periods) -> LoadSums:
    """The same for a horizon that holds all periods and demands."""
    full_time = {id(worker.calendar): worker.calendar for worker in workers.values()}
    full_time = {key: full_time_units(calendar, horizon).astype(float) for key, calendar in full_time.items()}
    starts = np.array([(period.first - horizon.first).days for period in periods])
    ends = starts + np.array([period.length for period in periods])
    rows = {key: number for number, key in enumerate(workers)}
    of_worker: list[list[int]] = [[] for _ in workers]
    for number, demand in enumerate(demands):
        of_worker[rows[demand.worker]].append(number)
    columns = Columns.of(demands, horizon, starts, ends)
    found, capacity = np.zeros((len(demands), len(periods))), np.zeros((len(workers), len(periods)))
    for worker, numbers, free in zip(workers.values(), of_worker, capacity, strict=True):
        time = running(worker, full_time[id(worker.calendar)], horizon)
        free[:] = time.capacity[ends] - time.capacity[starts]
        if numbers:
            found[numbers] = spread(columns.of_rows(numbers), time)
    return LoadSums(found, capacity)


@dataclass(frozen=True)
class Columns:
    """Demands as columns: the days of their spans, and where each period cuts them, in days of the horizon."""

    unit: np.ndarray
    quantity: np.ndarray
    first: np.ndarray
    after: np.ndarray
    begin: np.ndarray
    end: np.ndarray

    @classmethod
    def of(cls, demands: Sequence[Asked], horizon: Period, starts: np.ndarray, ends: np.ndarray) -> "Columns":
        """All demands at once."""
        origin = horizon.first.toordinal()
        first = np.array([demand.first.toordinal() - origin for demand in demands], dtype=np.int64)[:, None]
        after = np.array([demand.last.toordinal() - origin + 1 for demand in demands], dtype=np.int64)[:, None]
        unit = np.array([demand.unit for demand in demands])[:, None]
        quantity = np.array([float(demand.quantity) for demand in demands])[:, None]
        return cls(unit, quantity, first, after, np.clip(starts, first, after), np.clip(ends, first, after))

    def of_rows(self, rows: list[int]) -> "Columns":
        """Some of the demands."""
        return Columns(*(column[rows] for column in vars(self).values()))


def running(worker: Worker, full_time: np.ndarray, horizon: Period) -> Running:
    """What `capacity.WorkerTime` counts by day, as running totals."""
    there = full_time
    if worker.absences or worker.starts_on or worker.ends_on:
        there = full_time * (1 - shares(worker.absences, horizon))
        there[outside_days(horizon, worker.starts_on, worker.ends_on)] = 0
    own = there * float(worker.working_share) if worker.named else there
    left = own * (1 - shares(worker.non_project, horizon)) if worker.non_project else own
    totals = np.zeros((4, len(full_time) + 1))
    np.cumsum([full_time, own, there, left if worker.named else own * 0], axis=1, out=totals[:, 1:])
    return Running(*totals)


def spread(asked: Columns, time: Running) -> np.ndarray:
    """Units of the demands on one worker in each period, as `capacity.spread` shares them out."""
    own = between(time.own, asked.begin, asked.end)
    of_share = asked.quantity * own
    of_fte = asked.quantity * between(time.present, asked.begin, asked.end)
    of_days = asked.quantity * UNITS_PER_DAY * parts(asked, time, own)
    return np.where(asked.unit == SHARE, of_share, np.where(asked.unit == FTE, of_fte, of_days))


def between(running_total: np.ndarray, begin, end) -> np.ndarray:
    """What lies between two edges."""
    return running_total[end] - running_total[begin]


def parts(asked: Columns, time: Running, own: np.ndarray) -> np.ndarray:
    """The part of each span that lies in each period: by own time, else by the calendar's, else by days."""
    whole = between(time.own, asked.first, asked.after)
    if (whole > 0).all():
        return own / whole
    calendar, full = between(time.full_time, asked.begin, asked.end), between(time.full_time, asked.first, asked.after)
    days, span = asked.end - asked.begin, asked.after - asked.first
    working = np.divide(calendar, full, out=days / span, where=full > 0)
    return np.divide(own, whole, out=working, where=whole > 0)
