"""What delays nobody: the latest events that leave all other tasks alone, for free float and for late tasks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from projects.critical_path.axes import NEVER
from projects.critical_path.columns import DONE, PLAIN, SUMMARY
from projects.critical_path.network import CROSSING, LAGGED
from projects.critical_path.passes import MUTED, ROLL, Passes


def arrivals(passes: Passes, events: np.ndarray) -> np.ndarray:
    """Earliest target event that each arc allows when the nodes are at `events`."""
    arcs, mode = passes.network.arcs, np.array(passes.mode, dtype=np.int64)
    result = events[arcs.source]
    lag = np.flatnonzero(mode == LAGGED)
    result[lag] = (result[lag] & -2) + np.array(passes.shift, dtype=np.int64)[lag]
    far = np.flatnonzero((mode == CROSSING) | (mode == MUTED))
    if len(far):
        result[far] = _carried(passes, far, events)
    return result


def _carried(passes: Passes, far: np.ndarray, events: np.ndarray) -> np.ndarray:
    arcs, calendar = passes.network.arcs.kept(far), np.array(passes.calendar, dtype=np.int64)
    minutes = passes.axes.minutes(events[arcs.source], calendar[arcs.source >> 1])
    exact = np.full(len(events), -1, dtype=np.int64)
    exact[list(passes.exact)] = list(passes.exact.values())
    minutes = np.where(exact[arcs.source] >= 0, exact[arcs.source], minutes)
    is_elapsed = arcs.is_elapsed != 0
    result = passes.axes.events(np.where(is_elapsed, minutes + arcs.lag, minutes), calendar[arcs.target >> 1])
    worked = ~is_elapsed & (arcs.lag != 0)
    return np.where(worked, (result & -2) + np.array(passes.shift, dtype=np.int64)[far], result)


def departures(passes: Passes, reached: np.ndarray) -> np.ndarray:
    """Latest source event of each arc that keeps its target at `reached`."""
    arcs, mode = passes.network.arcs, np.array(passes.mode, dtype=np.int64)
    result = reached[arcs.target]
    lag = np.flatnonzero(mode == LAGGED)
    result[lag] = (result[lag] & -2) - 2 * arcs.lag[lag] + 1
    far = np.flatnonzero(mode == CROSSING)
    if len(far):
        result[far] = _carried_back(passes, far, result[far])
    result[(mode == MUTED) | (reached[arcs.target] >= NEVER >> 1)] = NEVER
    return result


def _carried_back(passes: Passes, far: np.ndarray, events: np.ndarray) -> np.ndarray:
    arcs, calendar = passes.network.arcs.kept(far), np.array(passes.calendar, dtype=np.int64)
    is_elapsed = arcs.is_elapsed != 0
    events = np.where(events >= NEVER >> 1, 0, events)
    events = np.where(is_elapsed | (arcs.lag == 0), events, (events & -2) - 2 * arcs.lag + 1)
    minutes = passes.axes.minutes(events, calendar[arcs.target >> 1]) - np.where(is_elapsed, arcs.lag, 0)
    starts_work = (arcs.source & 1 == 0) & (np.array(passes.duration, dtype=np.int64)[arcs.source >> 1] > 0)
    return passes.axes.late_events(minutes, calendar[arcs.source >> 1], starts_work)


@dataclass
class Settled:
    """The events of all nodes once nothing moves any more: early, late, and the latest that delay no other."""

    early: np.ndarray
    late: np.ndarray
    limits: np.ndarray


def spread(passes: Passes) -> Settled:
    """Find what delays no other task; tasks that are to be as late as possible move there on the way.

    Most arcs are answered at once. Targets that give way themselves, summaries and tasks as late as possible, are
    taken from the last to the first.
    """
    nature = np.array(passes.nature, dtype=np.int64)
    early = np.array(passes.early, dtype=np.int64)
    reached = early.copy()
    for node, position in passes.resumed.items():
        reached[2 * node] = 2 * position + 1
    done = np.flatnonzero(nature == DONE)
    reached[2 * done] = reached[2 * done + 1] = NEVER
    late_ones = {task for task, (code, _) in passes.network.columns.constrained.items() if code == "ALAP"}
    gives_way = np.isin(nature, (SUMMARY, ROLL))
    gives_way[[task for task in late_ones if nature[task] == PLAIN]] = True
    arcs = passes.network.arcs
    free = np.full(len(reached), NEVER, dtype=np.int64)
    firm = ~gives_way[arcs.target >> 1]
    np.minimum.at(free, arcs.source[firm], departures(passes, reached)[firm])
    if gives_way.any():
        _give_way(passes, free, gives_way.tolist())
    if late_ones:
        passes.roll_up_again()
        early = np.array(passes.early, dtype=np.int64)
    return Settled(early, np.array(passes.late, dtype=np.int64), free)


def _give_way(passes: Passes, free: np.ndarray, gives_way: list[bool]) -> None:
    network, limits = passes.network, free.tolist()
    for node in reversed(network.order):
        if not gives_way[node]:
            continue
        start, finish = limits[2 * node], limits[2 * node + 1]
        if passes.nature[node] == PLAIN:
            start, finish = passes.moved_late(node, start, finish)
        for arc in range(network.first_in[node], network.first_in[node + 1]):
            source = passes.source[arc]
            limit = passes.departure(arc, finish if passes.target[arc] & 1 else start)
            limits[source] = min(limits[source], limit)
    free[:] = limits
