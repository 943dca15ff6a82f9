"""Limits that the links, the work done or the planner's own dates break: found after the passes, by name."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from projects.critical_path.columns import DONE, MANUAL, RUNNING
from projects.critical_path.passes import Passes
from projects.critical_path.plan import Problem
from projects.critical_path.spreading import arrivals
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
    if not columns.fixed_start:
        return
    codes = {MANUAL: "manual_before_predecessor", RUNNING: "out_of_sequence", DONE: "out_of_sequence"}
    arcs, early = network.arcs, np.array(passes.early, dtype=np.int64)
    late_by = (arrivals(passes, early) >> 1) - (early[arcs.target] >> 1)
    nature = np.array(passes.nature, dtype=np.int64)[arcs.target >> 1]
    for arc in np.flatnonzero((late_by > 0) & (arcs.link >= 0) & np.isin(nature, list(codes))).tolist():
        before, task = columns.link["source"][arcs.link[arc]], arcs.target[arc] >> 1
        keys = (columns.keys[int(task)], columns.keys[int(before)])
        yield Problem(codes[int(nature[arc])], keys, {"late_by": int(late_by[arc])})


def _project_finish(passes: Passes, finish: np.ndarray) -> Iterator[Problem]:
    plan, last = passes.network.columns.plan, int(finish.max(initial=0))
    if last > LAST_MINUTE:
        yield Problem("beyond_the_calendar", (), {"date": moment_of(last)})
    if plan.required_finish is not None and last > minute_of(plan.required_finish):
        late_by = plan.calendar.position(last) - plan.calendar.position(minute_of(plan.required_finish))
        yield Problem("required_finish_missed", (), {"date": plan.required_finish, "late_by": late_by})
