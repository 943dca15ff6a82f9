"""Which predecessor drives each task, and why a task starts when it does, as codes for the caller to word."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from projects.critical_path.columns import MANUAL, PLAIN, RUNNING, SUMMARY
from projects.critical_path.floats import deepest_first
from projects.critical_path.passes import Passes
from projects.critical_path.plan import Reason
from projects.critical_path.spreading import arrivals
from projects.working_time import moment_of


class Explanation:
    """Reads the passes backwards: what equals the start of a task is what it starts for."""

    def __init__(self, passes: Passes, starts: np.ndarray):
        self.starts = starts
        self.passes, self.network, self.columns = passes, passes.network, passes.network.columns

    # -- driving predecessors --------------------------------------------------------------------------------
    @cached_property
    def driving_predecessors(self) -> np.ndarray:
        """Number of the task that decides the start of each task (of work under way, of what remains), or -1.

        Of several, the one linked first. Inside a summary it may be a predecessor of the summary.
        """
        arcs, columns = self.network.arcs, self.columns
        drivers = np.full(self.network.count, -1, dtype=np.int64)
        arc = np.flatnonzero(self._is_driving & (arcs.link >= 0))[::-1]
        drivers[(arcs.target >> 1)[arc]] = columns.link["source"][arcs.link[arc]]
        inner = np.flatnonzero(self._is_driving & (arcs.link < 0))
        by_target = dict(zip((arcs.target[inner] >> 1).tolist(), (arcs.source[inner] >> 1).tolist(), strict=True))
        for node in self.network.order if by_target else ():
            if node in by_target and drivers[node] < 0:
                drivers[node] = drivers[by_target[node]]
        for _, parents in deepest_first(columns):
            drivers[parents] = drivers[self.first_child[parents]]
        return drivers[: len(columns.keys)]

    @cached_property
    def first_child(self) -> np.ndarray:
        """The child that starts first (of several, the first in the plan) of every summary, -1 of other tasks."""
        parent = np.array(self.columns.parent, dtype=np.int64)
        is_first = (parent >= 0) & (self.starts == self.starts[parent])
        first = np.full(len(parent), -1, dtype=np.int64)
        children = np.flatnonzero(is_first)[::-1]
        first[parent[children]] = children
        return first

    @cached_property
    def _is_driving(self) -> np.ndarray:
        """Whether each arc decides the start (or the resumption) of its target."""
        arcs, passes = self.network.arcs, self.passes
        events = passes.early.copy()
        for event, before in passes.before_moving.items():
            events[event] = before
        arrival = arrivals(passes, np.array(events, dtype=np.int64))
        node = arcs.target >> 1
        begins = np.array(passes.early[::2], dtype=np.int64) >> 1
        begins[list(passes.resumed)] = list(passes.resumed.values())
        work = np.array(passes.remaining, dtype=np.int64)[node]
        nature = np.array(passes.nature, dtype=np.int64)[node]
        position = (arrival >> 1) - np.where(arcs.target & 1, work, 0)
        return (position == begins[node]) & np.isin(nature, (PLAIN, RUNNING, SUMMARY))

    # -- reasons ---------------------------------------------------------------------------------------------
    def reason(self, task: int) -> Reason:
        """Why this task (by number) starts when it does."""
        nature, columns = self.columns.nature[task], self.columns
        if nature == SUMMARY:
            return Reason("child", {"child": columns.keys[int(self.first_child[task])]})
        if nature == MANUAL:
            return Reason("manual", {"date": moment_of(columns.fixed_start[task])})
        if nature != PLAIN:
            return Reason("actual_start", {"date": moment_of(columns.fixed_start[task])})
        return self._late_placement(task) or self._cause(task)

    def _cause(self, node: int) -> Reason:
        """What a planned task, or the gate of a summary, waits for."""
        reason = self._link(node) or self._constraint(node) or self._summary(node)
        if reason is not None:
            return reason
        columns, position = self.columns, self.passes.early[2 * node] >> 1
        status = columns.plan.status_date
        if status is not None and position > self._position(node, columns.start):
            return Reason("status_date", {"date": status})
        return Reason("project_start", {"date": columns.plan.start})

    def _position(self, node: int, minute: int) -> int:
        return self.passes.axes.event(minute, self.passes.calendar[node]) >> 1

    def _link(self, node: int) -> Reason | None:
        for arc in range(self.network.first_in[node], self.network.first_in[node + 1]):
            row = int(self.network.arcs.link[arc])
            if row >= 0 and self._is_driving[arc]:
                link = {name: int(column[row]) for name, column in self.columns.link.items()}
                kind = ("FS", "SS", "FF", "SF")[link["kind"]]
                arguments = {"predecessor": self.columns.keys[link["source"]], "kind": kind, "lag": link["lag"]}
                return Reason("predecessor", {**arguments, "is_elapsed": bool(link["is_elapsed"])})
        return None

    def _constraint(self, node: int) -> Reason | None:
        code, minute = self.columns.constrained.get(node, ("ASAP", 0))
        if code not in ("SNET", "MSO", "FNET", "MFO"):
            return None
        work = self.columns.duration[node] if code in ("FNET", "MFO") else 0
        if self._position(node, minute) - work != self.passes.early[2 * node] >> 1:
            return None
        return Reason("constraint", {"constraint": code, "date": moment_of(minute)})

    def _summary(self, node: int) -> Reason | None:
        """The summary whose own links or constraint hold back this child."""
        for arc in range(self.network.first_in[node], self.network.first_in[node + 1]):
            if self.network.arcs.link[arc] < 0 and self._is_driving[arc]:
                above = self.passes.source[arc] >> 1
                cause = self._cause(above)
                if cause.code not in ("project_start", "status_date"):
                    summary = cause.arguments.get("summary", self.columns.keys[above])
                    inner = cause.arguments.get("reason", cause)
                    return Reason("summary", {"summary": summary, "reason": inner})
        return None

    def _late_placement(self, task: int) -> Reason | None:
        if self.columns.constrained.get(task, ("", 0))[0] != "ALAP":
            return None
        passes, network = self.passes, self.network
        for arc in network.leaving[network.first_out[task] : network.first_out[task + 1]].tolist():
            row = int(network.arcs.link[arc])
            if (
                row >= 0
                and passes.departure(arc, passes.early[passes.target[arc]]) >> 1
                == passes.early[passes.source[arc]] >> 1
            ):
                successor = self.columns.keys[int(self.columns.link["target"][row])]
                return Reason("as_late_as_possible", {"successor": successor})
        return Reason("as_late_as_possible", {"successor": None})
