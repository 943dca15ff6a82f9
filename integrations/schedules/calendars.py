"""Calendars of a file: the calendar of ours that says the same, else a new one where the actor may add it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from accounts.models import Calendar, CalendarException
from integrations.project_xml import ProjectDocument
from integrations.project_xml.calendar_elements import ranges
from integrations.project_xml.calendars import working_calendars
from integrations.project_xml.document import DocumentCalendar
from integrations.schedules.report import NEW, UNCHANGED, ScheduleReport
from integrations.schedules.values import row_of
from pmo.access import may_add
from projects.models import Project
from projects.working_time import CONTINUOUS, WorkingCalendar

ELAPSED = -1
"""Number of the calendar of tasks whose duration is elapsed time."""


class CalendarWriter:
    """Finds or makes our calendar for each calendar of the file that the project or a task uses."""

    def __init__(self, project: Project, document: ProjectDocument, actor, report: ScheduleReport):
        self.project, self.actor, self.report = project, actor, report
        self.document = document
        self.worked = {**working_calendars(document.calendars), ELAPSED: CONTINUOUS}
        self.names = {each.uid: each.name for each in document.calendars} | {ELAPSED: "24/7"}
        self.spans_named: Mapping[int, Mapping[date, str]] = {
            each.uid: each.exception_names for each in document.calendars
        }
        self.found: dict[int, int | None] = {}

    def of_project(self) -> int | None:
        """Our calendar for the project's, None when the file has none."""
        uid = self.document.calendar
        return self._ours(uid, "Project") if uid in self.worked and uid is not None else None

    def by_task(self, default: int | None) -> dict[int, int | None]:
        """Our calendar by number of the task, None for the project's."""
        chosen: dict[int, int | None] = {}
        for task in self.document.tasks:
            uid = ELAPSED if task.is_elapsed else task.calendar
            if uid is not None and uid not in self.worked:
                self.report.report("unknown_calendar", row_of(task), "CalendarUID", uid)
                uid = None
            ours = None if uid is None or task.level <= 0 else self._ours(uid, row_of(task))
            chosen[task.uid] = None if ours == default else ours
        return chosen

    def _ours(self, uid: int, row: str) -> int | None:
        if uid not in self.found:
            self.found[uid] = self._alike(self.worked[uid]) or self._created(uid)
        if self.found[uid] is None:
            self.report.report("calendar_not_allowed", row, "CalendarUID", self.names[uid])
        return self.found[uid]

    def _alike(self, wanted: WorkingCalendar) -> int | None:
        """A calendar without public holidays of its own that has the same week and the same exceptions."""
        for calendar in Calendar.objects.filter(country="").prefetch_related("exceptions").order_by("pk"):
            if working(calendar).says_the_same_as(wanted):
                self.report.count("calendar", UNCHANGED)
                return calendar.pk
        return None

    def _created(self, uid: int) -> int | None:
        worked = self.worked[uid]
        name = f"{self.names[uid] or uid} · {self.project.code}"[:250]
        calendar = Calendar(name=name, country="", week=[[list(span) for span in day] for day in worked.week])
        if not may_add(self.actor, calendar):
            return None
        calendar.save()
        named = self.spans_named.get(uid, {})
        whole = DocumentCalendar(uid, exceptions={day: list(spans) for day, spans in worked.exceptions.items()})
        whole.exception_names = dict(named)
        CalendarException.objects.bulk_create(
            CalendarException(
                calendar=calendar, first_day=first, last_day=last, label=named.get(first, "")[:150],
                spans=[list(span) for span in worked.exceptions[first]],
            )
            for first, last in ranges(whole)
        )  # fmt: skip
        self.report.count("calendar", NEW)
        return calendar.pk


def working(calendar: Calendar) -> WorkingCalendar:
    """The week and the exceptions of one of our calendars, without public holidays."""
    from projects.working_calendars import days_of

    exceptions: dict = {}
    for each in calendar.exceptions.all():
        exceptions.update(days_of(each.first_day, each.last_day, each.spans))
    return WorkingCalendar([tuple(tuple(span) for span in day) for day in calendar.week], exceptions, calendar.name)
