"""Read the rows of a table into the tasks of a `ProjectDocument`; what cannot be read is named by row and column."""

from __future__ import annotations

from collections.abc import Iterable

from integrations.cell_values import ColumnEvidence
from integrations.plan_table.cells import TableCells
from integrations.plan_table.headings import fields_of
from integrations.plan_table.links import Predecessors
from integrations.plan_table.outline import levels_of
from integrations.plan_table.quantities import Scale
from integrations.project_xml import CalculatedDates, DocumentTask, ProjectDocument
from integrations.workbook import Row, WorkbookRefused
from projects.working_time import STANDARD, WorkingCalendar

ROWS_BEFORE_TITLES = 20
USUAL = Scale()
DATES = ("start", "finish", "constraint_date", "deadline", "actual_start", "actual_finish")


def is_plan_table(rows: Iterable[Row]) -> bool:
    """Whether one of the first rows has the titles of a plan."""
    return _titles(list(_first(rows))) is not None


def read_plan_table(
    rows: Iterable[Row], *, sheet: str = "", scale: Scale = USUAL, calendar: WorkingCalendar = STANDARD
) -> ProjectDocument:
    """The plan in a table. `calendar` counts durations of which only start and finish are given.

    Raises WorkbookRefused when no row has the titles of a plan. A start without predecessor and without
    constraint becomes "start no earlier than"; in a row that says its constraint, dates are what was calculated.
    """
    rows = list(rows)
    found = _titles(rows[:ROWS_BEFORE_TITLES])
    if found is None:
        raise WorkbookRefused("no_table", sheet=sheet)
    place, fields = found
    document = ProjectDocument(
        minutes_per_day=scale.minutes_per_day,
        minutes_per_week=scale.minutes_per_week,
        days_per_month=scale.days_per_month,
    )
    table = [TableCells(row, rows[place].cells, fields, document.problems) for row in rows[place + 1 :]]
    table = [cells for cells in table if any(cells.value(field) is not None for field in fields)]
    _read_tasks(document, table, scale, calendar)
    return document


def _first(rows: Iterable[Row]) -> Iterable[Row]:
    for number, row in enumerate(rows):
        if number == ROWS_BEFORE_TITLES:
            return
        yield row


def _titles(rows: list[Row]) -> tuple[int, dict[str, int]] | None:
    for place, row in enumerate(rows):
        fields = fields_of(row.cells)
        if "name" in fields and len(fields) > 1:
            return place, fields
    return None


def _read_tasks(document: ProjectDocument, table: list[TableCells], scale: Scale, calendar: WorkingCalendar) -> None:
    order = _order_of_dates(table)
    levels = levels_of(table)
    used: set[int] = set()
    predecessors = Predecessors()
    for place, (cells, level) in enumerate(zip(table, levels, strict=True)):
        cells.order = order
        is_summary = place + 1 < len(levels) and levels[place + 1] > level
        task = DocumentTask(_uid(cells, place, used), row=cells.whole("number") or place + 1, level=level)
        task.is_summary = is_summary
        _read_texts(task, cells)
        _read_duration(task, cells, scale)
        _read_dates(task, cells, calendar)
        _read_progress(task, cells, scale)
        predecessors.add(task, cells, scale)
        document.tasks.append(task)
    predecessors.connect()
    for task, cells in zip(document.tasks, table, strict=True):
        _hold_start(task, cells)


def _order_of_dates(table: list[TableCells]) -> str | None:
    """Whether day or month comes first, from all dates of the table."""
    evidence = ColumnEvidence()
    for cells in table:
        for field in DATES:
            evidence.observe_date(cells.value(field))
    return evidence.date_order


def _uid(cells: TableCells, place: int, used: set[int]) -> int:
    uid = cells.whole("uid")
    if uid is None:
        uid = cells.whole("number")
    if uid is None:
        uid = place + 1
    if uid in used:
        cells.report("repeated_key", "uid" if "uid" in cells.fields else "number")
        uid = max(used) + 1
    used.add(uid)
    return uid


def _read_texts(task: DocumentTask, cells: TableCells) -> None:
    task.name, task.wbs = cells.text("name"), cells.text("wbs")
    task.guid, task.notes = cells.text("key"), cells.text("notes")
    if not task.name:
        cells.report("missing_name", "name")


def _read_duration(task: DocumentTask, cells: TableCells, scale: Scale) -> None:
    duration = cells.duration("duration", scale)
    if duration is not None:
        task.duration, task.unit = duration.minutes, duration.unit
        task.is_elapsed, task.is_estimated = duration.is_elapsed, duration.is_estimated
    task.is_milestone = cells.flag("is_milestone") or (duration is not None and duration.minutes == 0)
    if task.is_milestone and duration is None:
        task.duration = 0


def _read_dates(task: DocumentTask, cells: TableCells, calendar: WorkingCalendar) -> None:
    start, finish = cells.moment("start"), cells.moment("finish", is_end=True)
    task.calculated = CalculatedDates(start=start, finish=finish)
    if start is not None and finish is not None and finish < start:
        cells.report("finish_before_start", "finish")
    elif task.duration is None and start is not None and finish is not None:
        task.duration = calendar.between(start, finish)
    task.is_manual = cells.is_manual() and not task.is_summary
    if task.is_manual:
        task.manual_start, task.manual_finish, task.manual_duration = start, finish, task.duration
    task.constraint, task.constraint_date = cells.constraint()
    task.deadline = cells.moment("deadline", is_end=True)


def _read_progress(task: DocumentTask, cells: TableCells, scale: Scale) -> None:
    task.percent_complete = cells.percent("percent")
    task.actual_start, task.actual_finish = cells.moment("actual_start"), cells.moment("actual_finish", is_end=True)
    remaining = cells.duration("remaining", scale)
    task.remaining = None if remaining is None else remaining.minutes


def _hold_start(task: DocumentTask, cells: TableCells) -> None:
    """A date that people typed and that nothing else explains is meant."""
    is_free = not (task.is_summary or task.is_manual or task.links or task.actual_start)
    if is_free and task.calculated.start is not None and cells.value("constraint") is None:
        task.constraint, task.constraint_date = "SNET", task.calculated.start
