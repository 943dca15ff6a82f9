"""From a file to a `ProjectDocument`: by our own readers, or by way of the converter."""

from __future__ import annotations

from typing import BinaryIO

from integrations.gantt_project import read_gantt_project
from integrations.plan_files.converter import converted
from integrations.plan_files.kinds import PlanKind, kind_of
from integrations.plan_files.refusals import PlanRefused
from integrations.plan_table import Scale, read_plan_table
from integrations.project_xml import ProjectDocument, UnreadableProject, read_project_xml
from integrations.workbook import open_workbook
from projects.working_time import STANDARD, WorkingCalendar


def read_plan_file(
    stream: BinaryIO, name: str = "", *, scale: Scale | None = None, calendar: WorkingCalendar = STANDARD
) -> tuple[PlanKind, ProjectDocument]:
    """Kind and contents of a file with a plan.

    `scale` and `calendar` say what a day is and when work goes on, for tables, which do not. Raises PlanRefused or
    WorkbookRefused for the file as a whole; what cannot be read of a row is in `document.problems`.
    """
    kind = kind_of(stream, name)
    try:
        if kind == PlanKind.TABLE:
            with open_workbook(stream, name) as book:
                sheet = book.sheets[0]
                document = read_plan_table(sheet.rows(), sheet=sheet.name, scale=scale or Scale(), calendar=calendar)
        elif kind in (PlanKind.PROJECT_XML, PlanKind.UNKNOWN_XML):
            document = read_project_xml(stream)
        elif kind == PlanKind.GANTT_PROJECT:
            document = read_gantt_project(stream)
        else:
            with converted(stream, kind) as result:
                document = read_project_xml(result)
    except UnreadableProject as refusal:
        raise PlanRefused(refusal.code, detail=refusal.detail) from refusal
    if not document.tasks:
        raise PlanRefused("no_tasks")
    return kind, document
