"""Earned value of many projects at once, and of groups of projects; arrays only, no loop over tasks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .baseline import EXACT, Baseline
from .measures import Position


@dataclass(frozen=True)
class GroupTotals:
    """Sums by group, with how many projects they hold and how many lack a figure and are left out of all sums."""

    position: Position
    counted: np.ndarray
    left_out: np.ndarray


def group_totals(position: Position, group: np.ndarray, groups: int) -> GroupTotals:
    """Programme or portfolio sums of project positions; `group[i]` is 0 to groups - 1.

    Only projects with BAC, PV, EV and AC are summed, so that the indices compare like with like. Time does
    not add up over projects: AT, PD and ES of a group come from its combined baseline, else are not known.
    """
    money = (position.bac, position.pv, position.ev, position.ac)
    whole = ~np.isnan(np.sum(money, axis=0))
    counted = np.bincount(group[whole], minlength=groups)
    sums = [np.bincount(group[whole], column[whole], minlength=groups) for column in money]
    known = [np.where(counted > 0, column, np.nan) for column in sums]
    return GroupTotals(Position.of(*known), counted, np.bincount(group[~whole], minlength=groups))


def project_positions(
    baseline: Baseline,
    project: np.ndarray,
    at: np.ndarray,
    complete: np.ndarray,
    actual_cost: np.ndarray,
    started: np.ndarray | None = None,
) -> Position:
    """Positions of all projects: tasks of all baselines in one, `project[i]` the number of the task's project.

    `at` and `actual_cost` hold one element a project; times of each project run from its own start.
    """
    count = len(at)
    planned = np.bincount(project, baseline.planned_value_by_task(at[project]), minlength=count)
    by_task = baseline.earned_value_by_task(complete, started)
    earned = np.bincount(project, by_task, minlength=count)
    budget = np.bincount(project, baseline.costs, minlength=count)
    duration = np.zeros(count)
    np.maximum.at(duration, project, baseline.finish)
    schedule = earned_schedules(baseline, project, earned, planned, at, duration)
    return Position.of(budget, planned, earned, actual_cost, at, duration, schedule)


def earned_schedules(
    baseline: Baseline,
    project: np.ndarray,
    earned: np.ndarray,
    planned: np.ndarray,
    at: np.ndarray,
    duration: np.ndarray,
) -> np.ndarray:
    """Earned schedule of all projects on their exact cost curves, where fixed costs are steps, not ramps.

    The last time whose planned value is not above the earned value; `at` where both are the same at `at`.
    """
    numbers = np.arange(len(earned))
    budget = np.bincount(project, baseline.costs, minlength=len(earned))
    scale = np.where(budget > 0, budget, 1.0)
    corners = _corners(baseline, project, len(earned))
    # One ascending key for all projects: its number, and the share of its budget planned by then.
    key = np.maximum.accumulate(corners.project * 2.0 + np.clip(corners.value / scale[corners.project], 0.0, 1.0))
    wanted = numbers * 2.0 + np.clip(earned / scale, 0.0, 1.0) + EXACT
    found = np.maximum(np.searchsorted(key, wanted, side="right") - 1, corners.first)
    pace, gap = corners.slope[found], np.maximum(earned - corners.value[found], 0.0)
    moving = pace * duration > EXACT * scale
    ahead = np.divide(gap, pace, out=np.full(len(earned), np.inf), where=moving)
    following = np.append(corners.time[1:], 0.0)[found]
    limit = np.where(found < corners.last, following, duration)
    schedule = np.minimum(corners.time[found] + ahead, limit)
    schedule = np.where(earned >= budget - EXACT * scale, duration, schedule)
    return np.where(np.abs(planned - earned) <= EXACT * scale, np.clip(at, 0.0, duration), schedule)


@dataclass(frozen=True)
class _Corners:
    """Corners of all cost curves by project and time: planned value just after each, and its slope from there."""

    project: np.ndarray
    time: np.ndarray
    value: np.ndarray
    slope: np.ndarray
    first: np.ndarray
    last: np.ndarray


def _corners(baseline: Baseline, project: np.ndarray, count: int) -> _Corners:
    """Starts raise the curve by the fixed cost and begin a slope, finishes end it; time 0 opens every curve."""
    lasting = baseline.duration > 0
    rate = np.divide(baseline.variable, baseline.duration, out=np.zeros(len(lasting)), where=lasting)
    jump = np.where(lasting, baseline.fixed, baseline.costs)
    owner = np.concatenate((np.arange(count), project, project[lasting]))
    time = np.concatenate((np.zeros(count), baseline.start, baseline.finish[lasting]))
    jumps = np.concatenate((np.zeros(count), jump, np.zeros(int(lasting.sum()))))
    bends = np.concatenate((np.zeros(count), rate, -rate[lasting]))
    order = np.lexsort((time, owner))
    owner, time, jumps = owner[order], time[order], jumps[order]
    first = np.searchsorted(owner, np.arange(count))
    last = np.append(first[1:], len(owner)) - 1
    slope = _since_first(bends[order], first[owner])
    rise = np.append(0.0, slope[:-1] * np.diff(time))
    rise[first] = 0.0
    return _Corners(owner, time, _since_first(rise + jumps, first[owner]), slope, first, last)


def _since_first(steps: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Running totals that begin anew with each project; `first` is where the project of each element begins."""
    running = np.append(0.0, np.cumsum(steps))
    return running[1:] - running[first]
