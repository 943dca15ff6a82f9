"""The plan in an MS Project file, for our own engine: its inputs only, none of the dates it had calculated."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from integrations.project_xml.calendars import working_calendars
from integrations.project_xml.document import DocumentLink, DocumentTask, ProjectDocument
from projects.critical_path import Link, Plan, PlannedTask
from projects.working_time import CONTINUOUS, STANDARD, WorkingCalendar, common, union

ELAPSED = "elapsed"
"""Key of the calendar of tasks whose duration is elapsed time."""


def plan_of(document: ProjectDocument) -> Plan:
    """Tasks by UID with their calendars, links by pairs of UIDs; inactive tasks are left out.

    A file without a start begins with its earliest date set by hand. Raises ValueError when it has no date at all.
    """
    calendars = TaskCalendars(document)
    active = [task for task in document.tasks if task.is_active]
    parents = _parents(active)
    tasks = [_planned(task, parents.get(task.uid), calendars.key(task)) for task in active]
    durations = {task.key: task.duration for task in tasks}
    links = [
        Link(link.predecessor, task.uid, link.kind, _lag(link, durations), link.is_elapsed)
        for task in active
        for link in task.links
    ]
    return Plan(
        _start(document),
        tasks,
        links,
        calendars.of_project,
        calendars.by_key,
        document.status_date,
        critical_threshold=document.critical_slack_days * document.minutes_per_day,
    )


def _start(document: ProjectDocument):
    if document.start is not None:
        return document.start
    dates = [date for task in document.tasks for date in (task.manual_start, task.actual_start) if date]
    if not dates:
        raise ValueError("The file says neither when the project starts nor when any task does")
    return min(dates)


def _parents(tasks: list[DocumentTask]) -> dict[int, int]:
    """UID of the summary of each task: the last task before it on a level nearer to the project."""
    path: list[DocumentTask] = []
    parents = {}
    for task in tasks:
        while path and path[-1].level >= task.level:
            path.pop()
        if path:
            parents[task.uid] = path[-1].uid
        path.append(task)
    return parents


def _lag(link: DocumentLink, durations: dict[Hashable, int]) -> int:
    if not link.is_percent:
        return link.lag
    return round(durations.get(link.predecessor, 0) * link.lag / 100)


def _planned(task: DocumentTask, parent: int | None, calendar: Hashable) -> PlannedTask:
    duration = task.manual_duration if task.is_manual and task.manual_duration is not None else task.duration
    has_begun = task.actual_start is not None and task.actual_finish is None
    return PlannedTask(
        task.uid,
        duration or 0,
        parent,
        calendar,
        task.constraint,
        task.constraint_date,
        task.deadline,
        task.is_manual,
        task.manual_start,
        task.manual_finish,
        task.percent_complete,
        task.remaining if has_begun else None,
        task.actual_start,
        task.actual_finish,
    )


class TaskCalendars:
    """The calendar each task is scheduled on, by key: its own, that of the people on it, or what both share."""

    def __init__(self, document: ProjectDocument):
        self.by_uid = working_calendars(document.calendars)
        self.of_project = STANDARD if document.calendar is None else self.by_uid.get(document.calendar, STANDARD)
        self.by_key: dict[Hashable, WorkingCalendar] = {ELAPSED: CONTINUOUS}
        resources = {each.uid: each.calendar for each in document.resources if each.is_work}
        self.people: dict[int, set[int]] = {}
        for each in document.assignments:
            hours = resources.get(each.resource)
            if hours is not None and hours in self.by_uid:
                self.people.setdefault(each.task, set()).add(hours)

    def key(self, task: DocumentTask) -> Hashable | None:
        """Key in `by_key`, None for the calendar of the project."""
        if task.is_elapsed:
            return ELAPSED
        own = task.calendar if task.calendar in self.by_uid else None
        people = () if own is not None and task.ignores_resource_calendars else sorted(self.people.get(task.uid, ()))
        if own is None and not people:
            return None
        key = (own, *people)
        if key not in self.by_key:
            self.by_key[key] = self._calendar(own, people)
        return None if self.by_key[key].says_the_same_as(self.of_project) else key

    def _calendar(self, own: int | None, people: Sequence[int]) -> WorkingCalendar:
        hours = union([self.by_uid[uid] for uid in people])
        if own is None:
            return hours
        shared = common([self.by_uid[own], hours]) if people else self.by_uid[own]
        # Hours that the people on the task never have would leave it nowhere to go.
        return shared if shared.minutes_per_week else self.by_uid[own]
