"""The time-phased baseline: what each task was to cost by when, the planned value of any time, the cost curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

import numpy as np

from ..working_time import WorkingCalendar, minute_of

Column = Sequence[float] | np.ndarray
Side = Literal["left", "right"]
EXACT = 1e-9
"""Share of the budget below which two amounts are the same (sums of floating-point numbers differ by less)."""


def times_of(calendar: WorkingCalendar, start: datetime, moments: Sequence[datetime]) -> np.ndarray:
    """Working time from the baseline start to each moment, 0 before it: status dates, or the months of an S-curve."""
    minutes = np.array([minute_of(moment) for moment in moments], dtype=np.int64)
    return np.maximum(calendar.positions(minutes) - calendar.position(minute_of(start)), 0).astype(float)


@dataclass(frozen=True)
class CostCurve:
    """Cumulative planned value at ascending times, the last of which is the planned duration."""

    times: np.ndarray
    values: np.ndarray

    @property
    def tolerance(self) -> float:
        """Money below which two amounts are the same."""
        return EXACT * max(float(self.values[-1]), 1.0)

    def planned_value(self, at: float) -> float:
        """Planned value at a time, interpolated between two of the curve's."""
        return float(np.interp(at, self.times, self.values))

    def earned_schedule(self, earned: float, at: float | None = None) -> float:
        """Time at which the earned value was to be earned: ES = C + (EV - PV_C) / (PV_C+1 - PV_C).

        C is the last time whose planned value is not above the earned value (Lipke 2003), so on a flat stretch
        ES is its end. With `at`, a project whose earned value equals the planned value of that time is on
        time: ES is `at` (at most the planned duration).
        """
        if at is not None and abs(self.planned_value(at) - earned) <= self.tolerance:
            return float(min(max(at, 0.0), self.times[-1]))
        last = int(np.searchsorted(self.values, earned + self.tolerance, side="right")) - 1
        if last < 0:
            return float(self.times[0])
        if last >= len(self.times) - 1:
            return float(self.times[-1])
        step, width = self.values[last + 1] - self.values[last], self.times[last + 1] - self.times[last]
        return float(self.times[last] + max(earned - self.values[last], 0.0) / step * width)


@dataclass(frozen=True)
class Baseline:
    """Tasks of one baseline, an element each: `start` and `duration` in working time, costs in money.

    `fixed` is spent when the task starts, `variable` evenly over its duration. Summary tasks are left out.
    """

    start: np.ndarray
    duration: np.ndarray
    fixed: np.ndarray
    variable: np.ndarray

    @classmethod
    def of(
        cls,
        start: Column,
        duration: Column,
        fixed: Column | None = None,
        variable: Column | None = None,
    ) -> Baseline:
        """From any sequences; a cost left out is 0. Raises ValueError for negative times or unequal lengths."""
        columns = [np.asarray(column, dtype=float) for column in (start, duration)]
        for cost in (fixed, variable):
            columns.append(np.zeros(len(columns[0])) if cost is None else np.asarray(cost, dtype=float))
        if len({len(column) for column in columns}) != 1:
            raise ValueError("Every task of a baseline needs a start, a duration and its costs")
        if (columns[0] < 0).any() or (columns[1] < 0).any():
            raise ValueError("Starts and durations of a baseline are not negative")
        return cls(*columns)

    @classmethod
    def of_moments(
        cls,
        calendar: WorkingCalendar,
        starts: Sequence[datetime],
        finishes: Sequence[datetime],
        fixed: Column | None = None,
        variable: Column | None = None,
    ) -> Baseline:
        """From start and finish of each task, on the working time of the project's calendar.

        Tasks with hours of their own are phased by the project's; work outside these counts at its start.
        """
        begin = calendar.positions(np.array([minute_of(moment) for moment in starts], dtype=np.int64))
        end = calendar.positions(np.array([minute_of(moment) for moment in finishes], dtype=np.int64))
        origin = begin.min() if len(begin) else 0
        return cls.of(begin - origin, end - begin, fixed, variable)

    @cached_property
    def finish(self) -> np.ndarray:
        """Finish of each task."""
        return self.start + self.duration

    @cached_property
    def costs(self) -> np.ndarray:
        """Budget of each task."""
        return self.fixed + self.variable

    @property
    def budget(self) -> float:
        """Budget at completion (BAC)."""
        return float(self.costs.sum())

    @property
    def planned_duration(self) -> float:
        """Planned duration (PD): the latest finish."""
        return float(self.finish.max(initial=0.0))

    def planned_value_by_task(self, at: float) -> np.ndarray:
        """Planned value of each task at one time: 0 up to its start, all from its finish on."""
        share = np.divide(at - self.start, self.duration, out=np.ones(len(self.start)), where=self.duration > 0)
        running = self.fixed + np.clip(share, 0, 1) * self.variable
        return np.where(at >= self.finish, self.costs, np.where(at > self.start, running, 0.0))

    def planned_values(self, times: np.ndarray) -> np.ndarray:
        """Planned value of the project at each of many times, in O((tasks + times) log tasks)."""
        rate = np.divide(self.variable, self.duration, out=np.zeros(len(self.start)), where=self.duration > 0)
        lasting = self.duration > 0
        started = _running(
            self.start[lasting], np.stack((self.fixed, rate, rate * self.start))[:, lasting], times, "left"
        )
        ended = _running(self.finish[lasting], np.stack((rate, rate * self.finish))[:, lasting], times, "right")
        at_once = _running(self.start[~lasting], self.costs[~lasting][None], times, "right")
        fixed, slope, offset = started
        return fixed + at_once[0] + (slope - ended[0]) * times - (offset - ended[1])

    def curve(self, step: float) -> CostCurve:
        """The cost curve read every `step` of working time (60: each hour), and at the planned duration."""
        times = np.arange(0.0, self.planned_duration, step)
        times = np.append(times, self.planned_duration)
        return CostCurve(times, np.maximum.accumulate(self.planned_values(times)))

    def earned_value_by_task(self, complete: Column, started: Column | None = None) -> np.ndarray:
        """Earned value from fractions complete (0 to 1): a started task has earned its fixed cost."""
        fraction = np.asarray(complete, dtype=float)
        begun = fraction > 0 if started is None else (fraction > 0) | np.asarray(started, dtype=bool)
        return np.where(begun, self.fixed + fraction * self.variable, 0.0)

    def actual_cost_by_task(
        self, actual_duration: Column, started: Column, deviation: Column | float = 0.0
    ) -> np.ndarray:
        """Actual cost where only time is recorded: fixed + actual duration at the planned rate + deviation."""
        rate = np.divide(self.variable, self.duration, out=np.zeros(len(self.start)), where=self.duration > 0)
        cost = self.fixed + np.asarray(actual_duration, dtype=float) * rate + np.asarray(deviation, dtype=float)
        return np.where(np.asarray(started, dtype=bool), cost, 0.0)

    def adherence(self, earned: np.ndarray, earned_schedule: float) -> float | None:
        """p-factor: share of the work planned by the earned schedule that was earned on the planned tasks.

        1 when work follows the plan's order (Lipke 2004); None when nothing was planned by then.
        """
        planned = self.planned_value_by_task(earned_schedule)
        total = float(planned.sum())
        return float(np.minimum(planned, earned).sum()) / total if total > 0 else None


def _running(moments: np.ndarray, columns: np.ndarray, times: np.ndarray, side: Side) -> np.ndarray:
    """Sums of `columns` over all moments before (side left) or up to (right) each time, `[column, time]`."""
    order = np.argsort(moments, kind="stable")
    totals = np.zeros((len(columns), len(moments) + 1))
    np.cumsum(columns[:, order], axis=1, out=totals[:, 1:])
    return totals[:, np.searchsorted(moments[order], times, side=side)]
