"""Schedule a plan: from the passes to dates, floats and critical flags of every task, summaries included."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np

from projects.critical_path.axes import NEVER
from projects.critical_path.columns import DONE, MANUAL, RUNNING, SUMMARY, Columns
from projects.critical_path.explanation import Explanation
from projects.critical_path.floats import Floats, roll_up
from projects.critical_path.limits import broken_limits
from projects.critical_path.network import build
from projects.critical_path.passes import Passes
from projects.critical_path.plan import Plan, Problem, Reason
from projects.critical_path.reading import read
from projects.critical_path.spreading import Settled, spread
from projects.working_time import minute_of, moment_of


@dataclass(frozen=True, slots=True)
class ScheduledTask:
    """What the engine found for one task. Floats and duration are working minutes of the task's calendar."""

    key: Hashable
    start: datetime
    finish: datetime
    late_start: datetime
    late_finish: datetime
    duration: int
    total_float: int
    free_float: int
    is_critical: bool
    is_summary: bool
    driving_predecessor: Hashable | None
    reason: Reason


@dataclass
class Schedule:
    """Dates of all tasks as int64 arrays of minute numbers (see `working_time.moment_of`), in the plan's order.

    Early dates are the scheduled ones: tasks as late as possible have been moved, manual tasks and work done
    stand where they are. Durations and floats are working minutes of each task's calendar.
    """

    keys: list
    index: dict
    early_start: np.ndarray
    early_finish: np.ndarray
    late_start: np.ndarray
    late_finish: np.ndarray
    duration: np.ndarray
    total_float: np.ndarray
    free_float: np.ndarray
    is_critical: np.ndarray
    is_summary: np.ndarray
    problems: list[Problem]
    passes: Passes

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[ScheduledTask]:
        return (self[key] for key in self.keys)

    def __getitem__(self, key: Hashable) -> ScheduledTask:
        """The task of this key; KeyError when the plan has none."""
        number = self.index[key]
        driver = int(self.explanation.driving_predecessors[number])
        return ScheduledTask(
            key,
            moment_of(self.early_start[number]),
            moment_of(self.early_finish[number]),
            moment_of(self.late_start[number]),
            moment_of(self.late_finish[number]),
            int(self.duration[number]),
            int(self.total_float[number]),
            int(self.free_float[number]),
            bool(self.is_critical[number]),
            bool(self.is_summary[number]),
            None if driver < 0 else self.keys[driver],
            self.explanation.reason(number),
        )

    @property
    def start(self) -> datetime:
        """Start of the first task, the start of the plan when it has none."""
        return moment_of(self.early_start.min()) if len(self) else self.passes.network.columns.plan.start

    @property
    def finish(self) -> datetime:
        """Finish of the last task, the start of the plan when it has none."""
        return moment_of(self.early_finish.max()) if len(self) else self.passes.network.columns.plan.start

    @cached_property
    def explanation(self) -> Explanation:
        """Why each task starts when it does; worked out when first asked for."""
        return Explanation(self.passes, self.early_start)

    def critical_tasks(self) -> list[Hashable]:
        """Keys of the critical tasks that are not summaries, by start."""
        chosen = np.flatnonzero(self.is_critical & ~self.is_summary)
        chosen = chosen[np.lexsort((self.early_finish[chosen], self.early_start[chosen]))]
        return [self.keys[number] for number in chosen.tolist()]

    def driving_chain(self, key: Hashable) -> list[Hashable]:
        """The tasks that drive one after the other up to this one, the first of them first."""
        drivers, number, chain = self.explanation.driving_predecessors, self.index[key], []
        while number >= 0 and self.keys[number] not in chain:
            chain.append(self.keys[number])
            number = int(drivers[number])
        return chain[::-1]


def schedule(plan: Plan) -> Schedule:
    """Forward and backward pass over the plan. Never raises for bad rows: see `Schedule.problems`.

    Costs O(tasks + links). Method: critical path method with precedence
    diagramming (four link kinds, lead and lag), retained logic for work under way. Links win over constraints:
    a constraint that they break shows as a problem and as negative float. A task as late as possible uses its
    free float only. A manual task that nothing is linked to is not critical.
    """
    columns = read(plan)
    passes = Passes(build(columns))
    passes.forward()
    passes.backward(_last_finish(passes) if plan.required_finish is None else minute_of(plan.required_finish))
    return _result(columns, passes, spread(passes))


def _last_finish(passes: Passes) -> int:
    columns = passes.network.columns
    finishes = _early(passes, np.array(passes.early, dtype=np.int64), 1)[columns.natures != SUMMARY]
    return int(finishes.max()) if len(finishes) else columns.start


def _minutes(passes: Passes, events: np.ndarray) -> np.ndarray:
    """Minute numbers of one event of each task; those of summaries are void."""
    calendar = np.array(passes.calendar[: len(events)], dtype=np.int64)
    return passes.axes.minutes(np.where(events >= NEVER >> 1, 0, events), calendar)


def _early(passes: Passes, events: np.ndarray, side: int) -> np.ndarray:
    """Early starts (side 0) or finishes (side 1) of all tasks, those set by hand or done to the very minute."""
    columns = passes.network.columns
    minutes = _minutes(passes, events[side : 2 * len(columns.keys) : 2])
    given = columns.fixed_finish if side else columns.fixed_start
    minutes[list(given)] = list(given.values())
    return minutes


def _late(passes: Passes, events: np.ndarray, early_start: np.ndarray, early_finish: np.ndarray):
    """Late starts and finishes of all tasks; what has happened cannot be late."""
    columns, nature = passes.network.columns, passes.network.columns.natures
    start, finish = events[: 2 * len(nature) : 2], events[1 : 2 * len(nature) : 2]
    # The late finish of work is shown at the close before, not at the opening that limits it.
    at_close = (np.array(columns.duration, dtype=np.int64) > 0) & (nature != MANUAL)
    late_start = _minutes(passes, start)
    late_finish = _minutes(passes, np.where(at_close, finish & -2, finish))
    begun, done = (nature == DONE) | (nature == RUNNING), nature == DONE
    return np.where(begun, early_start, late_start), np.where(done, early_finish, late_finish)


def _result(columns: Columns, passes: Passes, settled: Settled) -> Schedule:
    early_start, early_finish = (_early(passes, settled.early, side) for side in (0, 1))
    late_start, late_finish = _late(passes, settled.late, early_start, early_finish)
    roll_up(columns, early_start, early_finish)
    roll_up(columns, late_start, late_finish)
    dates = (early_start, early_finish, late_start, late_finish)
    floats = Floats(passes, settled, *dates)
    return Schedule(
        columns.keys,
        columns.index,
        *dates,
        floats.duration,
        floats.total,
        floats.free,
        floats.is_critical(),
        columns.natures == SUMMARY,
        columns.problems + broken_limits(passes, early_start, early_finish),
        passes,
    )
