"""Read a file that MS Project saved as XML into a `ProjectDocument`. No database, no schedule."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from integrations.project_xml.calendars import read_calendar
from integrations.project_xml.cells import Cells, children, local_name, rows
from integrations.project_xml.document import (
    CalculatedDates,
    CellProblem,
    DocumentAssignment,
    DocumentBaseline,
    DocumentLink,
    DocumentResource,
    DocumentTask,
    ProjectDocument,
    UnreadableProject,
)

LARGEST_FILE = 100 * 1024 * 1024
CONSTRAINTS = ("ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT")
LINK_KINDS = ("FF", "FS", "SF", "SS")
# Codes of elapsed units (minutes to months, percent), plain and estimated.
ELAPSED_FORMATS = frozenset((4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52))
PERCENT_FORMATS = frozenset((19, 20, 51, 52))


class _WithoutDoctype(TreeBuilder):
    """Refuses a document type before anything in it is read: no entity can be declared, let alone expanded."""

    def doctype(self, name: str, *_: str | None) -> None:
        raise UnreadableProject("has_doctype", name[:80])


def read_project_xml(content: bytes) -> ProjectDocument:
    """The document in `content`. Raises UnreadableProject for the file as a whole, never for one row."""
    root = _root(content)
    problems: list[CellProblem] = []
    cells = Cells(root, "Project", problems)
    document = ProjectDocument(
        name=cells.text("Title") or cells.text("Name"),
        start=cells.moment("StartDate"),
        status_date=cells.moment("StatusDate"),
        calendar=cells.number_of_other("CalendarUID"),
        is_scheduled_from_start=cells.flag("ScheduleFromStart", True),
        critical_slack_days=cells.whole("CriticalSlackLimit"),
        minutes_per_day=cells.whole("MinutesPerDay", 480),
        minutes_per_week=cells.whole("MinutesPerWeek", 2400),
        currency=cells.text("CurrencyCode"),
        problems=problems,
    )
    if not document.is_scheduled_from_start:
        problems.append(CellProblem("scheduled_from_finish", "Project", "ScheduleFromStart", "0"))
    document.calendars = [read_calendar(each, problems) for each in rows(root, "Calendars", "Calendar")]
    found = [_task(each, problems) for each in rows(root, "Tasks", "Task")]
    document.tasks = [task for task in found if task is not None]
    document.resources = [_resource(each, problems) for each in rows(root, "Resources", "Resource")]
    assignments = [_assignment(each, problems) for each in rows(root, "Assignments", "Assignment")]
    document.assignments = [each for each in assignments if each.resource >= 0]
    return document


def _root(content: bytes) -> Element:
    if len(content) > LARGEST_FILE:
        raise UnreadableProject("too_large", str(len(content)))
    parser = XMLParser(target=_WithoutDoctype())
    try:
        parser.feed(content)
        root = parser.close()
    except (ParseError, ValueError) as error:
        if isinstance(error, UnreadableProject):
            raise
        raise UnreadableProject("not_xml", str(error)) from error
    if local_name(root) != "Project":
        raise UnreadableProject("not_a_project", local_name(root)[:80])
    return root


def _task(element: Element, problems: list[CellProblem]) -> DocumentTask | None:
    cells = Cells(element, "Task", problems)
    uid = cells.whole("UID", None)
    cells.row = f"Task {cells.text('ID') or uid}"
    if cells.flag("IsNull"):
        return None
    if uid is None:
        problems.append(CellProblem("missing_value", cells.row, "UID"))
        return None
    task = DocumentTask(
        uid,
        row=cells.whole("ID"),
        name=cells.text("Name"),
        wbs=cells.text("WBS"),
        level=_level(cells, uid),
        is_active=cells.flag("Active", True),
        is_summary=cells.flag("Summary"),
        is_milestone=cells.flag("Milestone"),
        duration=cells.minutes("Duration"),
        is_elapsed=cells.whole("DurationFormat") in ELAPSED_FORMATS,
        notes=cells.text("Notes"),
        work=cells.minutes("Work"),
        fixed_cost=cells.text("FixedCost"),
        cost=cells.text("Cost"),
    )
    _read_dates(task, cells)
    _read_progress(task, cells)
    task.links = [_link(each, cells) for each in children(element, "PredecessorLink")]
    task.baselines = [_baseline(each, cells) for each in children(element, "Baseline")]
    task.calculated = _calculated(cells)
    return task


def _level(cells: Cells, uid: int) -> int:
    if cells.text("OutlineLevel"):
        return cells.whole("OutlineLevel", 1)
    outline = cells.text("OutlineNumber")
    return 0 if uid == 0 or not outline or outline == "0" else outline.count(".") + 1


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
    task.is_manual = cells.flag("Manual")
    task.manual_start, task.manual_finish = cells.moment("ManualStart"), cells.moment("ManualFinish")
    task.manual_duration = cells.minutes("ManualDuration")


def _read_progress(task: DocumentTask, cells: Cells) -> None:
    task.percent_complete = cells.whole("PercentComplete")
    task.physical_percent_complete = cells.whole("PhysicalPercentComplete")
    task.actual_start, task.actual_finish = cells.moment("ActualStart"), cells.moment("ActualFinish")
    task.remaining = cells.minutes("RemainingDuration")


def _link(element: Element, of_task: Cells) -> DocumentLink:
    cells = Cells(element, of_task.row, of_task.problems)
    code, unit = cells.whole("Type", 1), cells.whole("LagFormat")
    if not 0 <= code < len(LINK_KINDS):
        cells.problems.append(CellProblem("unreadable_value", cells.row, "Type", str(code)))
        code = 1
    is_percent = unit in PERCENT_FORMATS
    lag = cells.whole("LinkLag") if is_percent else cells.tenths("LinkLag") or 0
    return DocumentLink(cells.whole("PredecessorUID", -1), LINK_KINDS[code], lag, unit in ELAPSED_FORMATS, is_percent)


def _baseline(element: Element, of_task: Cells) -> DocumentBaseline:
    cells = Cells(element, of_task.row, of_task.problems)
    return DocumentBaseline(
        cells.whole("Number"),
        cells.moment("Start"),
        cells.moment("Finish"),
        cells.minutes("Duration"),
        cells.minutes("Work"),
        cells.text("Cost"),
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


def _resource(element: Element, problems: list[CellProblem]) -> DocumentResource:
    cells = Cells(element, "Resource", problems)
    uid = cells.whole("UID", 0)
    cells.row = f"Resource {cells.text('Name') or uid}"
    return DocumentResource(uid, cells.text("Name"), cells.number_of_other("CalendarUID"), cells.whole("Type", 1) == 1)


def _assignment(element: Element, problems: list[CellProblem]) -> DocumentAssignment:
    cells = Cells(element, "Assignment", problems)
    units = cells.read("Units", float, 1.0)
    return DocumentAssignment(cells.whole("TaskUID", -1), cells.whole("ResourceUID", -1), units, cells.minutes("Work"))
