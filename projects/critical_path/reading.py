"""Turn a plan as people filled it in into clean columns; whatever cannot be used is reported and left out.

Nothing is scheduled here.
"""

from __future__ import annotations

import numpy as np

from projects.critical_path.axes import Axes
from projects.critical_path.columns import LONGEST, PLAIN, SUMMARY, Columns, depths, whole_minutes
from projects.critical_path.plan import LINK_KINDS, Link, Plan, PlannedTask, Problem
from projects.critical_path.task_dates import read_task_dates
from projects.working_time import CONTINUOUS, WorkingCalendar

KINDS = {"FS": 0, "SS": 1, "FF": 2, "SF": 3}
"""Bit 0: from the start of the predecessor; bit 1: to the finish of the successor."""


def read(plan: Plan) -> Columns:
    """Columns of the plan. Costs a few microseconds per task; never raises for bad rows."""
    columns = _identified(plan)
    _read_calendars(columns, plan)
    _read_parents(columns, plan)
    tasks = _kept_tasks(columns, plan)
    columns.duration = whole_minutes(columns, "duration", (task.duration for task in tasks), lowest=0)
    columns.remaining = columns.duration
    read_task_dates(columns, tasks)
    _read_links(columns, plan)
    return columns


def _identified(plan: Plan) -> Columns:
    keys = [task.key for task in plan.tasks]
    index = dict(zip(keys, range(len(keys)), strict=True))
    repeated = []
    if len(index) < len(keys):
        index = {}
        for key in keys:
            if key in index:
                repeated.append(key)
            else:
                index[key] = len(index)
        keys = list(index)
    count = len(keys)
    columns = Columns(plan, keys, index, [], [], [-1] * count, [0] * count, [PLAIN] * count, Axes([]))
    columns.problems = [Problem("duplicate_task", (key,)) for key in repeated]
    return columns


def _kept_tasks(columns: Columns, plan: Plan) -> list[PlannedTask]:
    if len(columns.keys) == len(plan.tasks):
        return list(plan.tasks)
    first: dict = {}
    for task in plan.tasks:
        first.setdefault(task.key, task)
    return list(first.values())


def _read_calendars(columns: Columns, plan: Plan) -> None:
    calendars = [_usable(columns, plan.calendar, CONTINUOUS, None)]
    numbers: dict = {None: 0}
    named = [task.calendar for task in _kept_tasks(columns, plan)]
    for key in dict.fromkeys(named):
        if key not in numbers:
            chosen = plan.calendars.get(key)
            if chosen is None:
                users = tuple(columns.keys[i] for i, name in enumerate(named) if name == key)
                columns.problems.append(Problem("unknown_calendar", users, {"calendar": key}))
            calendar = calendars[0] if chosen is None else _usable(columns, chosen, calendars[0], key)
            # Calendars that say the same are one: links between them need no date arithmetic.
            alike = (place for place, other in enumerate(calendars) if other.says_the_same_as(calendar))
            numbers[key] = next(alike, len(calendars))
            if numbers[key] == len(calendars):
                calendars.append(calendar)
    columns.calendar = [numbers[name] for name in named]
    columns.axes = Axes(calendars)


def _usable(columns: Columns, calendar: WorkingCalendar, instead: WorkingCalendar, key) -> WorkingCalendar:
    if calendar.minutes_per_week:
        return calendar
    columns.problems.append(Problem("calendar_without_working_time", (), {"calendar": key or calendar.name}))
    return instead


def _read_parents(columns: Columns, plan: Plan) -> None:
    index, parent = columns.index, columns.parent
    for number, task in enumerate(_kept_tasks(columns, plan)):
        if task.parent is None:
            continue
        above = index.get(task.parent)
        if above is None:
            columns.report("unknown_parent", number, parent=task.parent)
        else:
            parent[number] = above
    try:
        depths(parent)
    except ValueError:
        _cut_parent_cycles(columns)
    for above in parent:
        if above >= 0:
            columns.nature[above] = SUMMARY


def _cut_parent_cycles(columns: Columns) -> None:
    parent, settled = columns.parent, [False] * len(columns.parent)
    for number in range(len(parent)):
        path, on_path = list[int](), set[int]()
        while number >= 0 and not settled[number]:
            if number in on_path:
                columns.report("parent_cycle", *path[path.index(number) :])
                parent[path[-1]] = -1
                break
            path.append(number)
            on_path.add(number)
            number = parent[number]
        for step in path:
            settled[step] = True


def _read_links(columns: Columns, plan: Plan) -> None:
    links, find = plan.links, columns.index.get
    sources = [find(link.predecessor, -1) for link in links]
    targets = [find(link.successor, -1) for link in links]
    kinds = [KINDS.get(link.kind, -1) for link in links]
    lags = [link.lag for link in links]
    unusable = [place for place, lag in enumerate(lags) if type(lag) is not int or abs(lag) > LONGEST]
    for place in unusable:
        lags[place] = 0
    table = {
        "source": np.array(sources, dtype=np.int64),
        "target": np.array(targets, dtype=np.int64),
        "kind": np.array(kinds, dtype=np.int64),
        "lag": np.array(lags, dtype=np.int64),
        "is_elapsed": np.array([bool(link.is_elapsed) for link in links], dtype=np.int64),
        "place": np.arange(len(links), dtype=np.int64),
    }
    usable = (table["source"] >= 0) & (table["target"] >= 0) & (table["kind"] >= 0)
    usable &= table["source"] != table["target"]
    usable[unusable] = False
    for place in np.flatnonzero(~usable).tolist():
        _report_link(columns, links[place], sources[place], targets[place])
    columns.link = {name: column[usable] for name, column in table.items()}


def _report_link(columns: Columns, link: Link, source: int, target: int) -> None:
    arguments = {"predecessor": link.predecessor, "successor": link.successor}
    known = [number for number in (source, target) if number >= 0]
    if len(known) < 2:
        columns.report("dangling_link", *known, **arguments)
    elif source == target:
        columns.report("self_link", source, **arguments)
    elif link.kind not in LINK_KINDS:
        columns.report("unknown_link_kind", *known, kind=link.kind, **arguments)
    else:
        columns.report("invalid_lag", *known, value=link.lag, **arguments)
