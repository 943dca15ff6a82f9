"""Summary dates from those of the children, and the total and free float of every task."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from projects.critical_path.axes import NEVER
from projects.critical_path.columns import DONE, MANUAL, RUNNING, SUMMARY, Columns, depths
from projects.critical_path.passes import Passes
from projects.critical_path.spreading import Settled


def roll_up(columns: Columns, starts: np.ndarray, finishes: np.ndarray) -> None:
    """Set the start of every summary to the first of its children, its finish to the last, in place."""
    summaries = columns.natures == SUMMARY
    starts[summaries], finishes[summaries] = NEVER, -NEVER
    for children, parents in deepest_first(columns):
        np.minimum.at(starts, parents, starts[children])
        np.maximum.at(finishes, parents, finishes[children])


def deepest_first(columns: Columns) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The tasks inside summaries and their summaries, level by level from the deepest."""
    if SUMMARY not in columns.nature:
        return
    depth, parent = depths(columns.parent), np.array(columns.parent, dtype=np.int64)
    order = np.argsort(-depth, kind="stable")
    bounds = np.flatnonzero(np.diff(depth[order])) + 1
    for level in np.split(order, bounds):
        if depth[level[0]]:
            yield level, parent[level]


class Floats:
    """Durations and floats in working minutes of each task's calendar.

    Total float: how far a task may slip without delaying the finish of the project or breaking a limit; of work
    under way only the finish counts, work done has none. Free float: how far it may slip without delaying any
    other task, or the project's finish when nothing waits for it; never below 0, never above the total float.
    A task that grows loses float, except one held at its finish by a link (FF, SF): that one starts earlier instead,
    which may give it float ("reverse critical").
    """

    def __init__(self, passes: Passes, settled: Settled, *dates: np.ndarray):
        self.passes, self.columns, self.nature = passes, passes.network.columns, passes.network.columns.natures
        self.settled, self.limits = settled, settled.limits
        self.early_start, self.early_finish, self.late_start, self.late_finish = dates
        self.count = len(self.nature)

    def _positions(self, events: np.ndarray, side: int) -> np.ndarray:
        return events[side : 2 * self.count : 2] >> 1

    def _between(self, tasks: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Working minutes between two arrays of minute numbers, of these tasks."""
        calendar = np.array(self.columns.calendar, dtype=np.int64)[tasks]
        axes = self.passes.axes
        return axes.positions(last[tasks], calendar) - axes.positions(first[tasks], calendar)

    @cached_property
    def summaries(self) -> np.ndarray:
        """Numbers of the summaries."""
        return np.flatnonzero(self.nature == SUMMARY)

    @cached_property
    def duration(self) -> np.ndarray:
        """As planned; of a summary, the working time between its start and its finish."""
        duration = np.array(self.columns.duration, dtype=np.int64)
        duration[self.summaries] = self._between(self.summaries, self.early_start, self.early_finish)
        return duration

    @cached_property
    def total(self) -> np.ndarray:
        """Total float."""
        early, late = self.settled.early, self.settled.late
        by_start = self._positions(late, 0) - self._positions(early, 0)
        by_finish = self._positions(late, 1) - self._positions(early, 1)
        inside = self.summaries
        by_start[inside] = self._between(inside, self.early_start, self.late_start)
        by_finish[inside] = self._between(inside, self.early_finish, self.late_finish)
        begun = (self.nature == RUNNING) | self._begun()
        return np.where(self.nature == DONE, 0, np.where(begun, by_finish, np.minimum(by_start, by_finish)))

    def _begun(self) -> np.ndarray:
        """Summaries of which some work has begun."""
        begun = np.isin(self.nature, (RUNNING, DONE))
        for children, parents in deepest_first(self.columns) if begun.any() else ():
            np.logical_or.at(begun, parents, begun[children])
        return begun & (self.nature == SUMMARY)

    @cached_property
    def free(self) -> np.ndarray:
        """Free float."""
        finish = self._positions(self.settled.early, 1)
        by_start = self._positions(self.limits, 0) - self._positions(self.settled.early, 0)
        by_finish = self._positions(self.limits, 1) - finish
        closing = np.array(self.passes.closing, dtype=np.int64)[self.columns.calendar] >> 1
        by_start[self.nature == RUNNING] = NEVER
        free = np.minimum(by_start, by_finish)
        free = np.where(free >= NEVER >> 3, closing - finish, free)
        free[self.nature == DONE] = 0
        free[self.summaries] = self.total[self.summaries]
        self._free_summaries(free)
        return np.maximum(np.minimum(free, self.total), 0)

    def _free_summaries(self, free: np.ndarray) -> None:
        """A summary that others wait for may slip as far as they allow."""
        passes, axes = self.passes, self.passes.axes
        for task, node in passes.network.roll.items():
            position = axes.calendars[self.columns.calendar[task]].position
            for side, minutes in enumerate((self.early_start, self.early_finish)):
                event = int(self.limits[2 * node + side])
                if event < NEVER >> 1:
                    limit = position(axes.minute(event, passes.calendar[node]))
                    free[task] = min(free[task], limit - position(int(minutes[task])))

    def is_critical(self) -> np.ndarray:
        """Total float within the threshold. Never work that is done, nor a manual task nothing is linked to."""
        link = self.columns.link
        linked = np.zeros(self.count, dtype=bool)
        linked[link["source"]] = linked[link["target"]] = True
        finished = np.isin(np.arange(self.count), list(self.columns.complete))
        never = finished | ((self.nature == MANUAL) & ~linked) | self._all_finished(finished)
        return (self.total <= self.columns.plan.critical_threshold) & ~never

    def _all_finished(self, finished: np.ndarray) -> np.ndarray:
        """Summaries whose children are all finished."""
        if not finished.any():
            return finished
        is_open = ~finished & (self.nature != SUMMARY)
        for children, parents in deepest_first(self.columns):
            np.logical_or.at(is_open, parents, is_open[children])
        return ~is_open & (self.nature == SUMMARY)
