"""Write a `ProjectDocument` as MS Project XML, in the order of elements of MS Project itself. No database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from integrations.project_xml.calendar_elements import write_calendar
from integrations.project_xml.document import (
    CellProblem,
    DocumentAssignment,
    DocumentResource,
    DocumentTask,
    ProjectDocument,
)
from integrations.project_xml.markup import NAMESPACE, Markup, hundredths, number, period
from integrations.project_xml.task_elements import write_baseline, write_task

RESOURCE_KINDS = {"material": 0, "work": 1, "cost": 0}


def write_project_xml(document: ProjectDocument, stream: BinaryIO) -> list[CellProblem]:
    """Write the document; what a file cannot hold is left out and returned. Memory: one row at a time.

    Read again by `read_project_xml` it is the same document, except for blanks around texts.
    """
    markup = Markup(stream)
    markup.pieces.append('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n')
    with markup.inside("Project", f' xmlns="{NAMESPACE}"'):
        _write_header(markup, document)
        with markup.inside("Calendars"):
            for calendar in document.calendars:
                write_calendar(markup, calendar)
        with markup.inside("Tasks"):
            for task, outline in zip(document.tasks, outline_numbers(document.tasks), strict=True):
                write_task(markup, task, outline)
        with markup.inside("Resources"):
            for place, resource in enumerate(document.resources):
                _write_resource(markup, resource, place)
        with markup.inside("Assignments"):
            for assignment in document.assignments:
                _write_assignment(markup, assignment)
    return markup.problems


def outline_numbers(tasks: Sequence[DocumentTask]) -> Iterator[str]:
    """1, 1.1, 1.2, 2 … from the levels; 0 for the project itself. A level left out counts as one."""
    path: list[tuple[int, int]] = []
    for task in tasks:
        if task.level <= 0:
            yield "0"
            continue
        last = 0
        while path and path[-1][0] >= task.level:
            last = path.pop()[1]
        path.append((task.level, last + 1))
        yield ".".join(str(place) for _, place in path)


def _write_header(markup: Markup, document: ProjectDocument) -> None:
    markup.write("SaveVersion", 14)
    markup.write("Name", document.name)
    markup.write("Title", document.name)
    markup.write("ScheduleFromStart", document.is_scheduled_from_start)
    markup.write("StartDate", document.start)
    markup.write("FinishDate", document.finish)
    markup.write("CriticalSlackLimit", document.critical_slack_days)
    markup.write("CurrencyDigits", 2)
    markup.write("CurrencyCode", document.currency)
    markup.write("CalendarUID", document.calendar)
    markup.write("MinutesPerDay", document.minutes_per_day)
    markup.write("MinutesPerWeek", document.minutes_per_week)
    markup.write("DaysPerMonth", document.days_per_month)
    markup.write("DurationFormat", 7)
    # Planned by hand only where the plan says so: what people add in MS Project is scheduled.
    markup.write("NewTasksAreManual", False)
    markup.write("StatusDate", document.status_date)


def _write_resource(markup: Markup, resource: DocumentResource, place: int) -> None:
    markup.row = f"Resource {resource.name or resource.uid}"
    with markup.inside("Resource"):
        markup.write("UID", resource.uid)
        markup.write("ID", place)
        markup.write("Name", resource.name)
        markup.write("Type", RESOURCE_KINDS[resource.kind])
        markup.write("IsNull", False)
        markup.write("Initials", resource.initials)
        markup.write("MaterialLabel", resource.material_unit)
        markup.write("Group", resource.group)
        markup.write("EmailAddress", resource.email)
        markup.write("MaxUnits", number(resource.maximum_units))
        markup.write("StandardRate", number(resource.standard_rate))
        markup.write("StandardRateFormat", resource.standard_rate_unit)
        markup.write("OvertimeRate", number(resource.overtime_rate))
        markup.write("OvertimeRateFormat", resource.overtime_rate_unit)
        markup.write("CostPerUse", hundredths(resource.cost_per_use))
        markup.write("CalendarUID", -1 if resource.calendar is None else resource.calendar)
        markup.write("Notes", resource.notes)
        markup.write("IsCostResource", resource.kind == "cost")


def _write_assignment(markup: Markup, assignment: DocumentAssignment) -> None:
    markup.row = f"Assignment {assignment.uid}"
    with markup.inside("Assignment"):
        markup.write("UID", assignment.uid)
        markup.write("TaskUID", assignment.task)
        markup.write("ResourceUID", assignment.resource)
        markup.write("ActualCost", hundredths(assignment.actual_cost))
        markup.write("ActualWork", period(assignment.actual_work))
        markup.write("Cost", hundredths(assignment.cost))
        markup.write("Finish", assignment.finish)
        markup.write("Notes", assignment.notes)
        markup.write("RemainingCost", hundredths(assignment.remaining_cost))
        markup.write("RemainingWork", period(assignment.remaining_work))
        markup.write("Start", assignment.start)
        markup.write("Units", number(assignment.units))
        markup.write("Work", period(assignment.work))
        for baseline in assignment.baselines:
            write_baseline(markup, baseline)
