"""The sums of `capacity.load_table` for many workers and few periods, quicker because no day is rounded.

They agree with the table to a unit a day. Where whole numbers must add up exactly, use the table. Pure.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from .capacity import DAYS, FTE, SHARE, UNITS_PER_DAY, Period, Worker, full_time_units, shares_of
from .capacity import outside as outside_days

TEAM = 32
"""Workers whose days are laid out together: enough to be quick, few enough to take little memory."""


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
    """Running totals by worker over the days of a horizon, one element more than days `[worker, day]`."""

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
    calendars = {id(worker.calendar): worker.calendar for worker in workers.values()}
    full_time = {key: full_time_units(calendar, horizon).astype(float) for key, calendar in calendars.items()}
    starts = np.array([(period.first - horizon.first).days for period in periods])
    ends = starts + np.array([period.length for period in periods])
    rows = {key: number for number, key in enumerate(workers)}
    columns = Columns.of(demands, rows, horizon, starts, ends)
    found, capacity = np.zeros((len(demands), len(periods))), np.zeros((len(workers), len(periods)))
    everybody = list(workers.values())
    for first in range(0, len(everybody), TEAM):
        time = running(everybody[first : first + TEAM], full_time, horizon)
        capacity[first : first + TEAM] = time.capacity[:, ends] - time.capacity[:, starts]
        numbers, asked = columns.of_team(first)
        found[numbers] = spread(asked, time)
    return LoadSums(found, capacity)


@dataclass(frozen=True)
class Columns:
    """Demands as columns: their worker's row, the days of their spans and where each period cuts them, as days of
    the horizon.
    """

    row: np.ndarray
    unit: np.ndarray
    quantity: np.ndarray
    first: np.ndarray
    after: np.ndarray
    begin: np.ndarray
    end: np.ndarray

    @classmethod
    def of(cls, demands: Sequence[Asked], rows: Mapping[Hashable, int], horizon: Period, starts, ends) -> "Columns":
        """All demands at once."""
        origin = horizon.first.toordinal()
        row = np.array([rows[demand.worker] for demand in demands], dtype=np.int64)[:, None]
        first = np.array([demand.first.toordinal() - origin for demand in demands], dtype=np.int64)[:, None]
        after = np.array([demand.last.toordinal() - origin + 1 for demand in demands], dtype=np.int64)[:, None]
        unit = np.array([demand.unit for demand in demands])[:, None]
        quantity = np.array([float(demand.quantity) for demand in demands])[:, None]
        return cls(row, unit, quantity, first, after, np.clip(starts, first, after), np.clip(ends, first, after))

    def of_team(self, first: int) -> tuple[np.ndarray, "Columns"]:
        """The numbers of the demands on the team that starts with this worker, and those, by row of the team."""
        row = self.row[:, 0]
        numbers = np.flatnonzero((row >= first) & (row < first + TEAM))
        _row, *others = (column[numbers] for column in vars(self).values())
        return numbers, Columns(self.row[numbers] - first, *others)


def running(team: Sequence[Worker], full_time: Mapping[int, np.ndarray], horizon: Period) -> Running:
    """What `capacity.WorkerTime` counts by day, as running totals; `full_time` by the calendar's identity."""
    full = np.array([full_time[id(worker.calendar)] for worker in team])
    there = full * (1 - shares_of([worker.absences for worker in team], horizon))
    for worker, days in zip(team, there, strict=True):
        if worker.starts_on or worker.ends_on:
            days[outside_days(horizon, worker.starts_on, worker.ends_on)] = 0
    own = there * np.array([float(worker.working_share) if worker.named else 1.0 for worker in team])[:, None]
    before = left = running_totals(own)
    if any(worker.non_project for worker in team):
        left = running_totals(own * (1 - shares_of([worker.non_project for worker in team], horizon)))
    left = left * np.array([worker.named for worker in team])[:, None]
    return Running(running_totals(full), before, running_totals(there), left)


def running_totals(days: np.ndarray) -> np.ndarray:
    """What was before each day, and all of it at the end."""
    totals = np.zeros((len(days), days.shape[1] + 1))
    np.cumsum(days, axis=1, out=totals[:, 1:])
    return totals


def spread(asked: Columns, time: Running) -> np.ndarray:
    """Units of the demands in each period, as `capacity.spread` shares them out."""
    own = between(time.own, asked.row, asked.begin, asked.end)
    of_share = asked.quantity * own
    of_fte = asked.quantity * between(time.present, asked.row, asked.begin, asked.end)
    of_days = asked.quantity * UNITS_PER_DAY * parts(asked, time, own)
    return np.where(asked.unit == SHARE, of_share, np.where(asked.unit == FTE, of_fte, of_days))


def between(totals: np.ndarray, row, begin, end) -> np.ndarray:
    """What lies between two edges."""
    return totals[row, end] - totals[row, begin]


def parts(asked: Columns, time: Running, own: np.ndarray) -> np.ndarray:
    """The part of each span that lies in each period: by own time, else by the calendar's, else by days."""
    whole = between(time.own, asked.row, asked.first, asked.after)
    if (whole > 0).all():
        return own / whole
    calendar = between(time.full_time, asked.row, asked.begin, asked.end)
    full = between(time.full_time, asked.row, asked.first, asked.after)
    days, span = asked.end - asked.begin, asked.after - asked.first
    working = np.divide(calendar, full, out=days / span, where=full > 0)
    return np.divide(own, whole, out=working, where=whole > 0)
