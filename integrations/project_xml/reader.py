"""Read a file that MS Project saved as XML into a `ProjectDocument`, row by row. No database, no schedule."""

from __future__ import annotations

from typing import BinaryIO
from xml.etree.ElementTree import Element

from integrations.project_xml.calendars import read_calendar
from integrations.project_xml.cells import Cells
from integrations.project_xml.document import CellProblem, ProjectDocument
from integrations.project_xml.resource_rows import read_assignment, read_resource
from integrations.project_xml.row_parser import RowBuilder, parse
from integrations.project_xml.task_rows import read_task

HEADER = frozenset(
    (
        "Title", "Name", "StartDate", "FinishDate", "StatusDate", "CalendarUID", "ScheduleFromStart",
        "CriticalSlackLimit", "MinutesPerDay", "MinutesPerWeek", "DaysPerMonth", "CurrencyCode",
    )
)  # fmt: skip
MOST_PROBLEMS = 1000


def read_project_xml(content: bytes | BinaryIO) -> ProjectDocument:
    """The document in `content`. Raises UnreadableProject for the file as a whole, never for one row.

    Memory: the rows read and one row of XML. Of more than 1,000 values that cannot be read the first are named.
    """
    document, problems = ProjectDocument(), _Problems()
    builder = RowBuilder(HEADER, lambda group, row: _take(document, group, row, problems))
    parse(content, builder)
    _read_header(document, Cells(builder.header, "Project", problems))
    document.problems = problems.named()
    return document


class _Problems(list[CellProblem]):
    """The first problems, and how many more there were."""

    more = 0

    def append(self, problem: CellProblem) -> None:
        if len(self) < MOST_PROBLEMS:
            super().append(problem)
        else:
            self.more += 1

    def named(self) -> list[CellProblem]:
        more = [CellProblem("more_problems", "Project", "", str(self.more))] if self.more else []
        return [*self, *more]


def _take(document: ProjectDocument, group: str, row: Element, problems: list[CellProblem]) -> None:
    if group == "Tasks":
        task = read_task(row, problems)
        if task is not None:
            document.tasks.append(task)
    elif group == "Calendars":
        document.calendars.append(read_calendar(row, problems))
    elif group == "Resources":
        document.resources.append(read_resource(row, problems))
    else:
        assignment = read_assignment(row, problems)
        # MS Project notes the work of a task that nobody does yet on a resource that does not exist.
        if assignment.resource >= 0:
            document.assignments.append(assignment)


def _read_header(document: ProjectDocument, cells: Cells) -> None:
    document.name = cells.text("Title") or cells.text("Name")
    document.start, document.finish = cells.moment("StartDate"), cells.moment("FinishDate")
    document.status_date = cells.moment("StatusDate")
    document.calendar = cells.number_of_other("CalendarUID")
    document.is_scheduled_from_start = cells.flag("ScheduleFromStart", True)
    document.critical_slack_days = cells.whole("CriticalSlackLimit")
    document.minutes_per_day = cells.whole("MinutesPerDay", 480)
    document.minutes_per_week = cells.whole("MinutesPerWeek", 2400)
    document.days_per_month = cells.whole("DaysPerMonth", 20)
    document.currency = cells.text("CurrencyCode")
    if not document.is_scheduled_from_start:
        cells.problems.append(CellProblem("scheduled_from_finish", "Project", "ScheduleFromStart", "0"))
