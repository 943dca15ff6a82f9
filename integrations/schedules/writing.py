"""A document written into a project in the right order. The caller opens the transaction and checks the rights."""

from __future__ import annotations

from datetime import datetime

from integrations.project_xml import ProjectDocument
from integrations.schedules.baselines import BaselineWriter
from integrations.schedules.calendars import CalendarWriter
from integrations.schedules.links import write_links
from integrations.schedules.people import write_assignments, write_responsible
from integrations.schedules.report import ScheduleReport
from integrations.schedules.tasks import TaskWriter
from pmo.access import may
from projects.models import Project


class ScheduleWriter:
    """Tasks, links, calendars, baselines and assignments of one document."""

    def __init__(self, project: Project, actor, report: ScheduleReport, *, now: datetime):
        self.project, self.actor, self.report, self.now = project, actor, report, now
        self.with_money = may(actor, "change", project, "money")

    def write(self, document: ProjectDocument) -> None:
        """All of the document; what the actor may not write, or nobody could, is reported and left out."""
        self.report.problems.extend(document.problems)
        calendars = CalendarWriter(self.project, document, self.actor, self.report)
        default = calendars.of_project()
        self._write_frame(document, default)
        tasks = TaskWriter(self.project, self.report, with_money=self.with_money)
        tasks.write(document, calendars.by_task(default))
        write_responsible(document, tasks.rows, self.actor)
        write_links(self.project, document, tasks.rows, self.report)
        baselines = BaselineWriter(
            self.project, tasks.rows, self.report, today=self.now.date(), with_money=self.with_money
        )
        baselines.write(document)
        if may(self.actor, "change", self.project, "staffing"):
            write_assignments(self.project, document, tasks.rows, self.actor, self.report)

    def _write_frame(self, document: ProjectDocument, calendar: int | None) -> None:
        """Start, calendar and status date of the plan, where the file gives them."""
        wanted = {"plan_start": document.start or self._first_date(document), "calendar_id": calendar}
        if document.status_date is not None:
            wanted["progress_date"] = document.status_date.date()
        changed = [name for name, value in wanted.items() if value is not None and getattr(self.project, name) != value]
        for name in changed:
            setattr(self.project, name, wanted[name])
        if changed:
            self.project.save(update_fields=[name.removesuffix("_id") for name in changed])
            self.report.count("plan", "changed")

    def _first_date(self, document: ProjectDocument) -> datetime | None:
        """A table does not say when the plan starts: with its first date, where the project has no start either."""
        project = self.project
        if project.plan_start or project.planned_start or project.actual_start or project.forecast_start:
            return None
        dates = ((task.calculated.start, task.manual_start, task.actual_start) for task in document.tasks)
        return min((date for each in dates for date in each if date is not None), default=None)
