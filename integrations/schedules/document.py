"""The plan of a project as a document that any of our writers can write: what was planned and what was computed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.db import connection

from integrations.project_xml import (
    CalculatedDates,
    DocumentAssignment,
    DocumentBaseline,
    DocumentCalendar,
    DocumentLink,
    DocumentResource,
    DocumentTask,
    ProjectDocument,
)
from integrations.schedules.tasks import OWN_NUMBERS, file_number
from projects.models import BaselineTask, Project, Task, TaskAssignment, TaskLink
from projects.services.planning import OpenedPlan
from projects.services.planning.reading import as_of_moment, plan_start
from projects.working_calendars import NamedCalendar, read_calendars
from projects.working_time import STANDARD

MOST_BASELINES = 11
YEARS_AHEAD = 12


def plan_document(opened: OpenedPlan) -> ProjectDocument:
    """Tasks in the order of the outline with links, dates, progress, baselines and people. Five queries at most.

    Money only where the reader may see it. A task that no file has numbered gets its id plus `OWN_NUMBERS`.
    """
    project, with_money = opened.project, opened.sees_money
    tasks = list(
        Task.objects.filter(project=project, schedule__isnull=False)
        .select_related("schedule", "responsible")
        .with_calendar()
        .annotate(file_number=file_number(project))
        .order_by("schedule__row_number")
    )
    numbers = {task.pk: _number(task) for task in tasks}
    calendars, default = _calendars(project, tasks)
    document = ProjectDocument(
        name=project.name,
        start=plan_start(project),
        finish=max((task.schedule.finish for task in tasks), default=None),
        calendar=default,
        status_date=as_of_moment(project.progress_date) if project.progress_date else None,
        currency=str(getattr(project, "currency_id", "") or ""),
        calendars=list(calendars.values()),
    )
    week = calendars[default]
    document.minutes_per_week = sum(end - start for spans in week.week.values() for start, end in spans)
    longest = max((sum(end - start for start, end in spans) for spans in week.week.values()), default=0)
    document.minutes_per_day = longest or document.minutes_per_day
    document.tasks = [_task(task, numbers, calendars, with_money) for task in tasks]
    _add_summary_of_project(document)
    _add_links(document, project, numbers)
    _add_baselines(document, project, numbers, with_money)
    if opened.sees_staffing:
        _add_people(document, project, numbers)
    return document


def _number(task: Task) -> int:
    return int(task.file_number) if (task.file_number or "").isdecimal() else OWN_NUMBERS + task.pk


def _task(task: Task, numbers: dict, calendars: dict, with_money: bool) -> DocumentTask:
    found = task.schedule
    row = DocumentTask(numbers[task.pk], found.row_number, name=task.name, wbs=found.wbs, level=found.level + 1)
    row.is_summary, row.notes = found.is_summary, task.description
    row.is_milestone = task.is_milestone and not found.is_summary
    row.is_manual, row.manual_start, row.manual_finish = task.is_manual, task.manual_start, task.manual_finish
    row.duration = found.duration if found.is_summary else 0 if task.is_milestone else task.duration
    row.manual_duration = row.duration if task.is_manual else None
    row.constraint, row.constraint_date, row.deadline = task.constraint, task.constraint_date, task.deadline
    row.calendar = task.works_by if task.works_by in calendars else None
    row.ignores_resource_calendars = row.calendar is not None
    row.percent_complete = round(found.percent_complete)
    row.actual_start, row.actual_finish, row.remaining = task.actual_start, task.actual_finish, task.remaining
    row.work = task.work
    row.contact = task.responsible.name if task.responsible else ""
    if with_money:
        row.fixed_cost, row.cost = task.fixed_cost, task.fixed_cost + task.work_cost
        row.actual_cost = task.actual_cost
    row.calculated = CalculatedDates(
        found.start, found.finish, found.start, found.finish, found.late_start, found.late_finish,
        found.total_float, found.free_float, found.is_critical,
    )  # fmt: skip
    return row


def _add_summary_of_project(document: ProjectDocument) -> None:
    """MS Project keeps the project itself as task 0."""
    row = DocumentTask(0, 0, name=document.name, wbs="0", level=0, is_summary=True)
    row.calculated = CalculatedDates(document.start, document.finish)
    document.tasks.insert(0, row)


def _add_links(document: ProjectDocument, project: Project, numbers: dict) -> None:
    by_number = {task.uid: task for task in document.tasks}
    for link in TaskLink.objects.filter(project=project).order_by("pk"):
        if link.predecessor_id in numbers and link.successor_id in numbers:
            by_number[numbers[link.successor_id]].links.append(
                DocumentLink(numbers[link.predecessor_id], link.kind, link.lag, "d", link.is_elapsed)
            )


def _calendars(project: Project, tasks: Sequence[Task]) -> tuple[dict[int, DocumentCalendar], int]:
    """The calendars that the plan uses, public holidays included, by our id; 0 is one that nobody has set up."""
    first = plan_start(project).year - 1
    with connection.cursor() as cursor:
        rows = read_calendars(cursor, range(first, first + YEARS_AHEAD + 2))
    known = {row.pk: row for row in rows}
    chosen = next((row for row in rows if row.is_default), NamedCalendar(0, "Standard", True, STANDARD))
    default = project.calendar_id or chosen.pk
    used = {default, *(task.works_by for task in tasks if task.works_by)}
    return {pk: _calendar(pk, known.get(pk, chosen)) for pk in sorted(used)}, default


def _calendar(pk: int, row: NamedCalendar) -> DocumentCalendar:
    return DocumentCalendar(
        pk, row.name,
        week={day: list(spans) for day, spans in enumerate(row.calendar.week)},
        exceptions={day: list(spans) for day, spans in row.calendar.exceptions.items()},
    )  # fmt: skip


def _add_baselines(document: ProjectDocument, project: Project, numbers: dict, with_money: bool) -> None:
    """The current baseline is number 0, the newest others follow."""
    rows = BaselineTask.objects.filter(project=project, task__in=list(numbers)).select_related("baseline")
    rows = rows.order_by("-baseline__is_current", "-baseline__taken_on", "-baseline__pk", "pk")
    by_number, places = {task.uid: task for task in document.tasks}, dict[int, int]()
    for row in rows:
        number = places.setdefault(row.baseline_id, len(places))
        if number < MOST_BASELINES:
            cost = row.fixed_cost + row.work_cost if with_money else None
            by_number[numbers[row.task_id]].baselines.append(
                DocumentBaseline(
                    number, row.start, row.finish, row.duration, row.work, cost, row.fixed_cost if with_money else None
                )
            )


def _add_people(document: ProjectDocument, project: Project, numbers: dict) -> None:
    places: dict[tuple, int] = defaultdict(lambda: len(places) + 1)
    rows = TaskAssignment.objects.filter(project=project).select_related("person").order_by("pk")
    for row in rows:
        if row.task_id not in numbers:
            continue
        key = (row.person_id, row.role_name)
        if key not in places:
            person = row.person
            name, email = (person.name, person.email or "") if person else (row.role_name, "")
            document.resources.append(DocumentResource(places[key], name, email=email))
        document.assignments.append(
            DocumentAssignment(
                numbers[row.task_id], places[key], len(document.assignments) + 1, float(row.units / Decimal(100)),
                work=row.work,
            )
        )  # fmt: skip
