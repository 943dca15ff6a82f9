"""The sums of `capacity.load_table` for many workers and few periods, quicker because no day is rounded.

They agree with the table to a unit a day. Where whole numbers must add up exactly, use the table. Pure.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .capacity import DAYS, FTE, SHARE, UNITS_PER_DAY, Demand, Period, Worker, envelope, full_time_units, shares
from .capacity import outside as outside_days


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


def load_sums(workers: Mapping[Hashable, Worker], demands: Sequence[Demand], periods: Sequence[Period]) -> LoadSums:
    """Units of each demand and of each worker's capacity in each period; periods ascend and do not overlap.

    Raises KeyError for a demand on an unknown worker.
    """
    horizon = envelope(periods, demands)
    calendars = {id(worker.calendar): worker.calendar for worker in workers.values()}
    full_time = {key: full_time_units(calendar, horizon).astype(float) for key, calendar in calendars.items()}
    starts, ends = edges(periods, horizon)
    rows = {key: number for number, key in enumerate(workers)}
    of_worker: list[list[int]] = [[] for _ in workers]
    for number, demand in enumerate(demands):
        of_worker[rows[demand.worker]].append(number)
    found = np.zeros((len(demands), len(periods)))
    capacity = np.zeros((len(workers), len(periods)))
    for worker, numbers, free in zip(workers.values(), of_worker, capacity, strict=True):
        time = running(worker, full_time[id(worker.calendar)], horizon)
        free[:] = time.capacity[ends] - time.capacity[starts]
        if numbers:
            found[numbers] = spread([demands[number] for number in numbers], time, horizon, starts, ends)
    return LoadSums(found, capacity)


def edges(periods: Sequence[Period], horizon: Period) -> tuple[np.ndarray, np.ndarray]:
    """First day and day after the last of each period, as days of the horizon."""
    starts = np.array([(period.first - horizon.first).days for period in periods])
    return starts, starts + np.array([period.length for period in periods])


def running(worker: Worker, full_time: np.ndarray, horizon: Period) -> Running:
    """What `capacity.WorkerTime` counts by day, as running totals."""
    presence = 1 - shares(worker.absences, horizon)
    presence[outside_days(horizon, worker.starts_on, worker.ends_on)] = 0
    there = full_time * presence
    own = there * float(worker.working_share) if worker.named else there
    left = own * (1 - shares(worker.non_project, horizon)) if worker.named else own * 0
    return Running(*(np.concatenate(([0.0], np.cumsum(daily))) for daily in (full_time, own, there, left)))


def spread(demands: list[Demand], time: Running, horizon: Period, starts, ends) -> np.ndarray:
    """Units of the demands on one worker in each period, as `capacity.spread` shares them out."""
    spans = [demand.span for demand in demands]
    first = np.array([(span.first - horizon.first).days for span in spans])[:, None]
    after = first + np.array([span.length for span in spans])[:, None]
    begin, end = np.clip(starts, first, after), np.clip(ends, first, after)
    found = np.zeros(begin.shape)
    for row, demand in enumerate(demands):
        cut = begin[row], end[row]
        quantity = float(demand.quantity)
        if demand.unit == SHARE:
            found[row] = quantity * between(time.own, *cut)
        elif demand.unit == FTE:
            found[row] = quantity * between(time.present, *cut)
        elif demand.unit == DAYS:
            found[row] = quantity * UNITS_PER_DAY * part(time, int(first[row, 0]), int(after[row, 0]), *cut)
        else:
            raise ValueError(f"Unknown unit of allocation: {demand.unit}")
    return found


def between(running_total: np.ndarray, begin, end):
    """What lies between two edges."""
    return running_total[end] - running_total[begin]


def part(time: Running, first: int, after: int, begin, end):
    """The part of a span of days in each period: by own time, else by the calendar's, else by days."""
    for total in (time.own, time.full_time):
        whole = total[after] - total[first]
        if whole > 0:
            return between(total, begin, end) / whole
    return (end - begin) / (after - first)
