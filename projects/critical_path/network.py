"""The network of a plan: nodes in an order in which every predecessor comes first, and arcs between events.

Each task is a node. A summary is a *gate* (what its children wait for) under its own number and, where
something waits for it, a *roll* (what its children come to) under a number after all tasks. Node k has two
events, its start 2k and its finish 2k + 1; an arc says that one event waits for another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from projects.critical_path.columns import SUMMARY, Columns
from projects.critical_path.ordering import in_order
from projects.working_time import CONTINUOUS

SAME, LAGGED, CROSSING = range(3)
"""How an arc carries an event: as it is, after a lag on the same calendar, or by way of the clock."""


@dataclass
class Arcs:
    """Arcs as arrays of equal length, sorted by target; `link` is the row in the links, -1 in a summary."""

    source: np.ndarray
    target: np.ndarray
    mode: np.ndarray
    lag: np.ndarray
    is_elapsed: np.ndarray
    link: np.ndarray

    def __len__(self) -> int:
        return len(self.source)

    def kept(self, chosen: np.ndarray) -> Arcs:
        """The arcs chosen by a mask or in the order of an index."""
        return Arcs(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))


@dataclass
class Network:
    """Nodes, arcs and the order of the passes."""

    columns: Columns
    roll: dict[int, int]
    calendar: list[int]
    arcs: Arcs
    order: list[int]
    # Arcs into node k are first_in[k] to first_in[k + 1]; those out of it are leaving[first_out[k]:...].
    first_in: list[int]
    leaving: np.ndarray
    first_out: list[int]

    @property
    def count(self) -> int:
        """Number of nodes."""
        return len(self.calendar)


def build(columns: Columns) -> Network:
    """The network of clean columns. Cycles are cut at one link each, and reported by their members."""
    columns.link = _without_links_to_own_summary(columns)
    _refuse_finish_of_summary(columns)
    roll = _rolls(columns)
    calendar = _node_calendars(columns, roll)
    arcs = _arcs(columns, roll, calendar)
    nodes = len(calendar)
    summary_of = [*range(len(columns.keys)), *roll]
    order, cut = in_order(nodes, arcs, columns, summary_of)
    if cut:
        arcs = arcs.kept(np.setdiff1d(np.arange(len(arcs)), cut))
    leaving = np.argsort(arcs.source >> 1, kind="stable")
    ends = np.arange(nodes + 1)
    first_in = np.searchsorted(arcs.target >> 1, ends).tolist()
    first_out = np.searchsorted((arcs.source >> 1)[leaving], ends).tolist()
    return Network(columns, roll, calendar, arcs, order, first_in, leaving, first_out)


def _summaries(columns: Columns) -> np.ndarray:
    return columns.natures == SUMMARY


def _without_links_to_own_summary(columns: Columns) -> dict[str, np.ndarray]:
    link, is_summary = columns.link, _summaries(columns)
    doubtful = np.flatnonzero(is_summary[link["source"]] | is_summary[link["target"]])
    keep = np.ones(len(link["source"]), dtype=bool)
    for row in doubtful.tolist():
        source, target = int(link["source"][row]), int(link["target"][row])
        if target in _above(columns, source) or source in _above(columns, target):
            columns.report("link_to_own_summary", source, target)
            keep[row] = False
    return {name: column[keep] for name, column in link.items()}


def _above(columns: Columns, task: int) -> list[int]:
    chain = []
    while (task := columns.parent[task]) >= 0:
        chain.append(task)
    return chain


def _refuse_finish_of_summary(columns: Columns) -> None:
    """The finish of a summary follows from its children: no link can set it."""
    link = columns.link
    refused = _summaries(columns)[link["target"]] & (link["kind"] >= 2)
    for row in np.flatnonzero(refused).tolist():
        columns.report("link_to_finish_of_summary", int(link["source"][row]), int(link["target"][row]))
    columns.link = {name: column[~refused] for name, column in link.items()}


def _rolls(columns: Columns) -> dict[int, int]:
    """Node numbers of the summaries that something waits for or that carry a limit, and of those inside."""
    limited = [task for task, (code, _) in columns.constrained.items() if code in ("FNLT", "MFO")]
    wanted = {*columns.link["source"].tolist(), *limited, *columns.deadline}
    return {task: len(columns.keys) + rank for rank, task in enumerate(_with_inner(columns, wanted))}


def _with_inner(columns: Columns, marked: set[int]) -> list[int]:
    """The summaries among `marked` and all summaries inside them."""
    is_in: dict[int, bool] = {task: True for task in marked if columns.nature[task] == SUMMARY}
    summaries = np.flatnonzero(_summaries(columns)).tolist() if is_in else []
    for task in summaries:
        path = []
        while task >= 0 and task not in is_in:
            path.append(task)
            task = columns.parent[task]
        is_in.update(dict.fromkeys(path, is_in.get(task, False)))
    return [task for task in summaries if is_in[task]]


def _node_calendars(columns: Columns, roll: dict[int, int]) -> list[int]:
    """Summaries stand on the clock itself as soon as their children could stand on different calendars."""
    calendar = [*columns.calendar, *(columns.calendar[task] for task in roll)]
    if len(columns.axes.calendars) == 1 and not columns.link["is_elapsed"].any():
        return calendar
    columns.axes.calendars = [*columns.axes.calendars, CONTINUOUS]
    for task in np.flatnonzero(_summaries(columns)).tolist():
        calendar[task] = len(columns.axes.calendars) - 1
        if task in roll:
            calendar[roll[task]] = len(columns.axes.calendars) - 1
    return calendar


def _arcs(columns: Columns, roll: dict[int, int], calendar: list[int]) -> Arcs:
    link = columns.link
    out = np.arange(len(columns.keys), dtype=np.int64)
    out[list(roll)] = list(roll.values())
    source = 2 * out[link["source"]] + 1 - (link["kind"] & 1)
    target = 2 * link["target"] + (link["kind"] >> 1)
    inner = np.array([*_gate_arcs(columns), *_roll_arcs(columns, roll)], dtype=np.int64).reshape(-1, 2)
    none = np.zeros(len(inner), dtype=np.int64)
    source, target = np.concatenate((source, inner[:, 0])), np.concatenate((target, inner[:, 1]))
    lag, is_elapsed = np.concatenate((link["lag"], none)), np.concatenate((link["is_elapsed"], none))
    row = np.concatenate((np.arange(len(link["lag"])), none - 1))
    on = np.array(calendar, dtype=np.int64)
    crossing = (on[source >> 1] != on[target >> 1]) | (is_elapsed != 0)
    mode = np.where(crossing, CROSSING, np.where(lag != 0, LAGGED, SAME))
    return Arcs(source, target, mode, lag, is_elapsed, row).kept(np.argsort(target >> 1, kind="stable"))


def _gate_arcs(columns: Columns) -> list[tuple[int, int]]:
    """From the gate of a summary to the start of each child, where that gate or one above it can close."""
    limited = [task for task, (code, _) in columns.constrained.items() if code in ("SNET", "MSO")]
    closed = {*columns.link["target"].tolist(), *limited}
    active = set(_with_inner(columns, closed))
    return [(2 * above, 2 * task) for task, above in enumerate(columns.parent) if above in active]


def _roll_arcs(columns: Columns, roll: dict[int, int]) -> list[tuple[int, int]]:
    """From the start and finish of each child to those of its summary."""
    arcs = []
    for task, above in enumerate(columns.parent):
        if above in roll:
            child = roll.get(task, task)
            arcs += [(2 * child, 2 * roll[above]), (2 * child + 1, 2 * roll[above] + 1)]
    return arcs
