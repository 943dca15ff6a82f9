"""Importing and exporting the plan of one project, for page and command alike."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from integrations.plan_files import read_plan_file
from integrations.plan_table import Scale, write_plan_table
from integrations.project_xml import ProjectDocument, write_project_xml
from integrations.schedules import ScheduleReport, ScheduleWriter, plan_document
from pmo.access import may
from pmo.history import written_by
from projects.models import Project, Task
from projects.plan_words import problem_text
from projects.services.planning import held_plan, opened_plan, read_plan, recalculate

IN_MEMORY, PIECE = 8 << 20, 256 << 10


def import_schedule(
    source: str | Path | BinaryIO,
    *,
    actor,
    project: Project,
    name: str = "",
    dry_run: bool = False,
    now: datetime | None = None,
) -> ScheduleReport:
    """Write the plan in a file into a project, all of it or nothing, and say what became of every task.

    A task is recognised by its number (UID) in the file, so the same file once more changes nothing. Tasks that the
    file no longer has are named and stay. Raises PermissionDenied, PlanRefused or WorkbookRefused.
    """
    if not (may(actor, "add", project, "plan") and may(actor, "change", project, "plan")):
        raise PermissionDenied
    if isinstance(source, str | Path):
        with open(source, "rb") as stream:
            return import_schedule(
                stream, actor=actor, project=project, name=name or Path(source).name, dry_run=dry_run, now=now
            )
    now = now or timezone.now()
    calendar = read_plan(project).plan.calendar
    kind, document = read_plan_file(source, name, scale=scale_of(calendar), calendar=calendar)
    report = ScheduleReport(file_name=name, kind=str(kind), dry_run=dry_run)
    with written_by(actor, "import"), transaction.atomic():
        held_plan(project)
        project.refresh_from_db()
        ScheduleWriter(project, actor, report, now=now).write(document)
        # Not the moment it began: what was just written must not look newer than the calculation.
        state = recalculate(project, now=timezone.now()).state
        report.start, report.finish = (moment.isoformat(timespec="minutes") if moment else "" for moment in
                                       (state.start, state.finish))  # fmt: skip
        names = dict(Task.objects.filter(project=project).values_list("pk", "name"))
        report.plan_problems = [problem_text(each, names) for each in state.problems]
        if dry_run:
            transaction.set_rollback(True)
    return report


def scale_of(calendar) -> Scale:
    """How long a day and a week are, from the longest day of a calendar."""
    day = max((sum(end - start for start, end in spans) for spans in calendar.week), default=0)
    return Scale(day, calendar.minutes_per_week) if day else Scale()


def export_schedule(project_id: int, *, reader) -> tuple[Project, ProjectDocument]:
    """The plan as the reader may see it, calculated anew if it was written since. Raises PermissionDenied."""
    opened = opened_plan(reader, project_id, now=timezone.now())
    if opened is None:
        raise PermissionDenied
    return opened.project, plan_document(opened)


def schedule_pieces(document: ProjectDocument) -> Iterator[bytes]:
    """The document as MS Project XML, piece by piece."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as stream:
        write_project_xml(document, stream)  # type: ignore[arg-type]
        stream.seek(0)
        while piece := stream.read(PIECE):
            yield piece


def schedule_lines(document: ProjectDocument, language: str) -> Iterator[bytes]:
    """The document as CSV in the format of a language."""
    return write_plan_table(document, language)
