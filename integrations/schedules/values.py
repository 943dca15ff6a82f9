"""What a task of a file says, as the fields of our own task. Nothing is read or written here."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from integrations.project_xml import DocumentTask
from projects.models import Task
from projects.models.task import WORKING_DAY

MONEY = ("fixed_cost", "work_cost", "actual_cost")
RELATED = ("project", "parent", "responsible", "calendar", "column", "sprint")
LONGEST_NAME = Task._meta.get_field("name").max_length or 250
Report = Callable[..., None]


def row_of(task: DocumentTask) -> str:
    """How problems name the task."""
    return f"Task {task.row or task.uid}"


def values_of(task: DocumentTask, report: Report, with_money: bool) -> dict[str, Any]:
    """Fields of ours from a task of the file; what contradicts itself is reported and left out."""
    values = {**_description(task), **_dates(task, report), **_progress(task, report)}
    return values | _money(task) if with_money else values


def _description(task: DocumentTask) -> dict[str, Any]:
    values = {
        "name": task.name[:LONGEST_NAME] or row_of(task),
        "description": task.notes,
        "is_scheduled": task.is_active,
        "is_milestone": False,
        "work": None,
    }
    if task.is_summary:
        # Duration and effort of a summary are those of its parts; what it was before it had parts stays.
        return values
    duration = task.manual_duration if task.is_manual and task.manual_duration is not None else task.duration
    is_milestone = task.is_milestone and not duration
    duration = WORKING_DAY if duration is None and not is_milestone else duration or 0
    return values | {"is_milestone": is_milestone, "duration": duration, "work": task.work or None}


def _dates(task: DocumentTask, report: Report) -> dict[str, Any]:
    constraint, date = task.constraint, task.constraint_date
    if constraint in ("ASAP", "ALAP"):
        date = None
    elif date is None:
        report("constraint_without_date", row_of(task), "ConstraintType", constraint)
        constraint = "ASAP"
    is_manual = task.is_manual and not task.is_summary
    return {
        "constraint": constraint,
        "constraint_date": date,
        "deadline": task.deadline,
        "is_manual": is_manual,
        "manual_start": task.manual_start if is_manual else None,
        "manual_finish": task.manual_finish if is_manual else None,
    }


def _progress(task: DocumentTask, report: Report) -> dict[str, Any]:
    start, finish = task.actual_start, task.actual_finish
    if start is not None and finish is not None and finish < start:
        report("actual_finish_before_start", row_of(task), "ActualFinish", finish)
        finish = None
    if task.is_summary:
        # Progress of a summary is that of its parts.
        return {"percent_complete": Decimal(0), "remaining": None, "actual_start": None, "actual_finish": None}
    return {
        "percent_complete": Decimal(task.percent_complete),
        "remaining": task.remaining if start is not None and finish is None else None,
        "actual_start": start,
        "actual_finish": finish,
    }


def _money(task: DocumentTask) -> dict[str, Any]:
    fixed = task.fixed_cost or Decimal(0)
    if task.is_summary:
        # Costs of a summary are those of its parts, besides its own fixed cost.
        return {"fixed_cost": fixed, "work_cost": Decimal(0), "actual_cost": None}
    actual = task.actual_cost or None
    return {"fixed_cost": fixed, "work_cost": max((task.cost or Decimal(0)) - fixed, Decimal(0)), "actual_cost": actual}


def cleaned(row: Task, of: DocumentTask, names: tuple[str, ...], report: Report) -> None:
    """Validate the fields of a task; one that breaks a rule is reported and takes its default."""
    skipped = [field.name for field in Task._meta.fields if field.name not in names or field.name in RELATED]
    try:
        row.clean_fields(exclude=skipped)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            report("invalid", row_of(of), name, f"{getattr(row, name)}: {' '.join(messages)}")
            setattr(row, name, Task._meta.get_field(name).get_default())
