"""Read one Task element with its links and baselines."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from integrations.project_xml.cells import Cells, children
from integrations.project_xml.document import (
    CalculatedDates,
    CellProblem,
    DocumentBaseline,
    DocumentLink,
    DocumentTask,
)
from integrations.project_xml.units import unit_of

# By the number that the file gives them.
CONSTRAINTS = ("ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT")
LINK_KINDS = ("FF", "FS", "SF", "SS")


def read_task(element: Element, problems: list[CellProblem]) -> DocumentTask | None:
    """The task, None for an empty row and for one without a number (which is reported)."""
    cells = Cells(element, "Task", problems)
    uid = cells.whole("UID", None)
    cells.row = f"Task {cells.text('ID') or uid}"
    if cells.flag("IsNull"):
        return None
    if uid is None:
        problems.append(CellProblem("missing_value", cells.row, "UID"))
        return None
    task = DocumentTask(uid, row=cells.whole("ID"), guid=cells.text("GUID"), name=cells.text("Name"))
    task.wbs, task.level, task.notes = cells.text("WBS"), _level(cells, uid), cells.text("Notes")
    task.contact = cells.text("Contact")
    _read_nature(task, cells)
    _read_dates(task, cells)
    _read_progress(task, cells)
    _read_money(task, cells)
    task.links = [_link(each, cells) for each in children(element, "PredecessorLink")]
    task.baselines = [read_baseline(each, cells) for each in children(element, "Baseline")]
    task.calculated = _calculated(cells)
    return task


def _level(cells: Cells, uid: int) -> int:
    if cells.text("OutlineLevel"):
        return cells.whole("OutlineLevel", 1)
    outline = cells.text("OutlineNumber")
    return 0 if uid == 0 or not outline or outline == "0" else outline.count(".") + 1


def _read_nature(task: DocumentTask, cells: Cells) -> None:
    task.is_active, task.is_summary = cells.flag("Active", True), cells.flag("Summary")
    task.is_milestone, task.is_manual = cells.flag("Milestone"), cells.flag("Manual")
    task.duration, task.is_estimated = cells.minutes("Duration"), cells.flag("Estimated")
    task.unit, task.is_elapsed = unit_of(cells.whole("DurationFormat", 7))
    task.priority = cells.whole("Priority", 500)


def _read_dates(task: DocumentTask, cells: Cells) -> None:
    code = cells.whole("ConstraintType")
    if 0 <= code < len(CONSTRAINTS):
        task.constraint = CONSTRAINTS[code]
    else:
        cells.problems.append(CellProblem("unreadable_value", cells.row, "ConstraintType", str(code)))
    task.constraint_date = cells.moment("ConstraintDate")
    task.deadline = cells.moment("Deadline")
    task.calendar = cells.number_of_other("CalendarUID")
    task.ignores_resource_calendars = cells.flag("IgnoreResourceCalendar")
    task.manual_start, task.manual_finish = cells.moment("ManualStart"), cells.moment("ManualFinish")
    task.manual_duration = cells.minutes("ManualDuration")


def _read_progress(task: DocumentTask, cells: Cells) -> None:
    task.percent_complete = cells.whole("PercentComplete")
    task.physical_percent_complete = cells.whole("PhysicalPercentComplete")
    task.actual_start, task.actual_finish = cells.moment("ActualStart"), cells.moment("ActualFinish")
    task.actual_duration, task.remaining = cells.minutes("ActualDuration"), cells.minutes("RemainingDuration")
    task.work, task.actual_work = cells.minutes("Work"), cells.minutes("ActualWork")
    task.remaining_work = cells.minutes("RemainingWork")


def _read_money(task: DocumentTask, cells: Cells) -> None:
    task.fixed_cost, task.cost = cells.money("FixedCost"), cells.money("Cost")
    task.actual_cost, task.remaining_cost = cells.money("ActualCost"), cells.money("RemainingCost")


def _link(element: Element, of_task: Cells) -> DocumentLink:
    cells = Cells(element, of_task.row, of_task.problems)
    code = cells.whole("Type", 1)
    if not 0 <= code < len(LINK_KINDS):
        cells.problems.append(CellProblem("unreadable_value", cells.row, "Type", str(code)))
        code = 1
    unit, is_elapsed = unit_of(cells.whole("LagFormat", 7))
    lag = cells.whole("LinkLag") if unit == "%" else cells.tenths("LinkLag") or 0
    return DocumentLink(cells.whole("PredecessorUID", -1), LINK_KINDS[code], lag, unit, is_elapsed)


def read_baseline(element: Element, of_row: Cells) -> DocumentBaseline:
    """A baseline of a task or of an assignment."""
    cells = Cells(element, of_row.row, of_row.problems)
    return DocumentBaseline(
        cells.whole("Number"),
        cells.moment("Start"),
        cells.moment("Finish"),
        cells.minutes("Duration"),
        cells.minutes("Work"),
        cells.money("Cost"),
        cells.money("FixedCost"),
    )


def _calculated(cells: Cells) -> CalculatedDates:
    return CalculatedDates(
        cells.moment("Start"),
        cells.moment("Finish"),
        cells.moment("EarlyStart"),
        cells.moment("EarlyFinish"),
        cells.moment("LateStart"),
        cells.moment("LateFinish"),
        cells.tenths("TotalSlack"),
        cells.tenths("FreeSlack"),
        cells.flag("Critical") if cells.text("Critical") else None,
    )
