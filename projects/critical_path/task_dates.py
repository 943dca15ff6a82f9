"""Read the dates people set on a task: constraint, deadline, progress, actual dates and manual dates."""

from __future__ import annotations

from datetime import datetime

from projects.critical_path.columns import DONE, MANUAL, RUNNING, SUMMARY, Columns, cut_to_size
from projects.critical_path.plan import CONSTRAINTS, PlannedTask
from projects.working_time import minute_of


def read_task_dates(columns: Columns, tasks: list[PlannedTask]) -> None:
    for number, task in enumerate(tasks):
        is_summary = columns.nature[number] == SUMMARY
        if task.deadline is not None:
            columns.deadline[number] = minute_of(task.deadline)
        if task.constraint != "ASAP":
            _read_constraint(columns, number, task)
        if is_summary:
            if task.is_manual:
                columns.report("manual_summary", number)
        elif task.is_manual or task.percent_complete or task.actual_start is not None or task.actual_finish is not None:
            _read_progress(columns, number, task)


def _read_constraint(columns: Columns, number: int, task: PlannedTask) -> None:
    code, date = task.constraint, task.constraint_date
    if code not in CONSTRAINTS:
        columns.report("unknown_constraint", number, constraint=code)
    elif columns.nature[number] == SUMMARY and code not in ("SNET", "MSO", "FNLT", "MFO"):
        columns.report("constraint_not_for_summary", number, constraint=code)
    elif code == "ALAP":
        columns.constrained[number] = (code, 0)
    elif not isinstance(date, datetime):
        columns.report("constraint_without_date", number, constraint=code)
    else:
        columns.constrained[number] = (code, minute_of(date))


def _read_progress(columns: Columns, number: int, task: PlannedTask) -> None:
    duration = columns.duration[number]
    left = _remaining(columns, number, task)
    if task.actual_start is not None or task.actual_finish is not None:
        _read_actual_dates(columns, number, task, left)
    elif task.is_manual:
        _read_manual_dates(columns, number, task)
    elif left < duration or task.percent_complete:
        columns.report("progress_without_actual_start", number, percent_complete=task.percent_complete)
        if not left:
            columns.complete.add(number)


def _remaining(columns: Columns, number: int, task: PlannedTask) -> int:
    duration, percent = columns.duration[number], task.percent_complete
    if not isinstance(percent, (int, float)) or not 0 <= percent <= 100:
        columns.report("invalid_percent_complete", number, value=percent)
        percent = 0
    if task.remaining is not None:
        return cut_to_size(task.remaining, 0)
    return duration - round(duration * percent / 100)


def _read_actual_dates(columns: Columns, number: int, task: PlannedTask, left: int) -> None:
    start, finish = _span(columns, number, task.actual_start, task.actual_finish)
    if task.actual_start is None:
        columns.report("actual_finish_without_start", number)
    columns.fixed_start[number] = start
    if task.actual_finish is None and left:
        columns.nature[number] = RUNNING
        if columns.remaining is columns.duration:
            columns.remaining = list(columns.duration)
        columns.remaining[number] = left
        return
    if finish < start:
        columns.report("actual_finish_before_start", number)
    columns.nature[number] = DONE
    columns.fixed_finish[number] = max(start, finish)
    columns.complete.add(number)


def _read_manual_dates(columns: Columns, number: int, task: PlannedTask) -> None:
    if task.manual_start is None and task.manual_finish is None:
        columns.report("manual_without_dates", number)
        return
    start, finish = _span(columns, number, task.manual_start, task.manual_finish)
    if finish < start:
        columns.report("manual_finish_before_start", number)
    columns.nature[number] = MANUAL
    columns.fixed_start[number], columns.fixed_finish[number] = start, max(start, finish)
    if number in columns.constrained:
        columns.report("constraint_on_manual_task", number, constraint=columns.constrained.pop(number)[0])


def _span(columns: Columns, number: int, start: datetime | None, finish: datetime | None) -> tuple[int, int]:
    """Minutes of a start and a finish of which one may be missing: then it follows from the duration."""
    calendar, duration = columns.axes.calendars[columns.calendar[number]], columns.duration[number]
    first, last = (None if date is None else minute_of(date) for date in (start, finish))
    if last is None:
        assert first is not None
        return first, calendar.closing(calendar.position(first) + duration) if duration else first
    if first is None:
        first = calendar.opening(calendar.position(last) - duration) if duration else last
    return first, last
