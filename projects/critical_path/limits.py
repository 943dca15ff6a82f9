"""Limits that the links, the work done or the planner's own dates break: found after the passes, by name."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from projects.critical_path.columns import DONE, MANUAL, RUNNING
from projects.critical_path.passes import Passes
from projects.critical_path.plan import Problem
from projects.working_time import LAST_MINUTE, minute_of, moment_of

ON_START, ON_FINISH = ("SNLT", "MSO"), ("FNLT", "MFO")


def broken_limits(passes: Passes, start: np.ndarray, finish: np.ndarray) -> list[Problem]:
    """Constraints and deadlines that cannot be kept, with the working minutes by which they are missed."""
    return [
        *_constraints(passes, start, finish),
        *_deadlines(passes, finish),
        *_out_of_sequence(passes),
        *_project_finish(passes, finish),
    ]


def _late_by(passes: Passes, task: int, limit: int, minute: int) -> int:
    calendar = passes.axes.calendars[passes.network.columns.calendar[task]]
    return calendar.position(minute) - calendar.position(limit)


def _constraints(passes: Passes, start: np.ndarray, finish: np.ndarray) -> Iterator[Problem]:
    columns = passes.network.columns
    for task, (code, limit) in columns.constrained.items():
        nature = columns.nature[task]
        if nature == DONE or (nature == RUNNING and code in ON_START) or code not in ON_START + ON_FINISH:
            continue
        late_by = _late_by(passes, task, limit, int((start if code in ON_START else finish)[task]))
        if late_by > 0:
            arguments = {"constraint": code, "date": moment_of(limit), "late_by": late_by}
            yield Problem("impossible_constraint", (columns.keys[task],), arguments)


def _deadlines(passes: Passes, finish: np.ndarray) -> Iterator[Problem]:
    columns = passes.network.columns
    for task, limit in columns.deadline.items():
        late_by = _late_by(passes, task, limit, int(finish[task]))
        if late_by > 0 and columns.nature[task] != DONE:
            arguments = {"date": moment_of(limit), "late_by": late_by}
            yield Problem("deadline_missed", (columns.keys[task],), arguments)


def _out_of_sequence(passes: Passes) -> Iterator[Problem]:
    """Manual tasks and work begun or done before its predecessors allow it."""
    columns, network = passes.network.columns, passes.network
    codes = {MANUAL: "manual_before_predecessor", RUNNING: "out_of_sequence", DONE: "out_of_sequence"}
    for task, nature in enumerate(columns.nature) if columns.fixed_start else ():
        if nature not in codes:
            continue
        for arc in range(network.first_in[task], network.first_in[task + 1]):
            late_by = (passes.arrival(arc) >> 1) - (passes.early[passes.target[arc]] >> 1)
            row = int(network.arcs.link[arc])
            if row >= 0 and late_by > 0:
                before = columns.keys[int(columns.link["source"][row])]
                yield Problem(codes[nature], (columns.keys[task], before), {"late_by": late_by})


def _project_finish(passes: Passes, finish: np.ndarray) -> Iterator[Problem]:
    plan, last = passes.network.columns.plan, int(finish.max(initial=0))
    if last > LAST_MINUTE:
        yield Problem("beyond_the_calendar", (), {"date": moment_of(last)})
    if plan.required_finish is not None and last > minute_of(plan.required_finish):
        late_by = plan.calendar.position(last) - plan.calendar.position(minute_of(plan.required_finish))
        yield Problem("required_finish_missed", (), {"date": plan.required_finish, "late_by": late_by})
