"""From the rows of a plan to what the critical path engine takes. Four queries, whatever the number of tasks."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import cast

from django.db import connection
from django.db.models import Count, Q

from projects.critical_path import Link, Plan, PlannedTask
from projects.outline import Place, Row, outline, weighted_percent
from projects.working_calendars import DEFAULT, read_working_calendars
from projects.working_time import WorkingCalendar

from ...choices import ColumnKind, ProgressBy
from ...models import Project, Task, TaskLink

YEARS_AHEAD = 12
"""Public holidays are known from the year before the plan starts to so many years after."""
FIELDS = (
    "id", "parent_id", "position", "name", "is_milestone", "duration", "works_by", "constraint", "constraint_date",
    "deadline", "is_manual", "manual_start", "manual_finish", "progress_by", "percent_complete", "units_total",
    "units_done", "remaining", "actual_start", "actual_finish", "fixed_cost", "work_cost", "column__kind",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanRows:
    """A plan as it was read: the engine's input, the outline, and the percent complete of every row."""

    plan: Plan
    outline: list[Row]
    percent: Mapping[int, float]
    names: Mapping[int, str]


def read_plan(project: Project) -> PlanRows:
    """The scheduled tasks of a project with their links. A task whose parent is not scheduled stands at the top."""
    tasks = list(_tasks(project))
    rows = outline(Place(task["id"], task["parent_id"], task["position"]) for task in tasks)
    # The engine wants parents that exist and no circles; the outline has settled both.
    parents = {row.key: row.parent for row in rows}
    own = {task["id"]: effective_percent(task) for task in tasks}
    percent = weighted_percent(rows, _weights(tasks), own)
    calendars, default = plan_calendars(project)
    plan = Plan(
        start=plan_start(project),
        tasks=[planned_task(task, parents[task["id"]], own[task["id"]]) for task in tasks],
        links=_links(project, parents),
        calendar=default,
        calendars=calendars,
        status_date=as_of_moment(project.progress_date) if project.progress_date else None,
        critical_threshold=project.critical_float,
    )
    return PlanRows(plan, rows, percent, {task["id"]: task["name"] for task in tasks})


def plan_start(project: Project) -> datetime:
    """Where the plan begins: its own start, else the planned, actual or forecast start, else the day it was created."""
    if project.plan_start:
        return project.plan_start
    day = project.planned_start or project.actual_start or project.forecast_start or project.created_at.date()
    return datetime.combine(day, time.min)


def _tasks(project: Project):
    items = Count("checklist"), Count("checklist", filter=Q(checklist__is_done=True))
    found = Task.objects.filter(project=project, is_scheduled=True).with_calendar().order_by("position", "pk")
    return found.annotate(items=items[0], items_done=items[1]).values(*FIELDS, "items", "items_done")


def _links(project: Project, tasks: Mapping) -> list[Link]:
    rows = TaskLink.objects.filter(project=project).order_by("pk")
    values = rows.values_list("predecessor_id", "successor_id", "kind", "lag", "is_elapsed")
    # A card of the board may be linked before it comes into the plan.
    return [Link(*row) for row in values if row[0] in tasks and row[1] in tasks]


def plan_calendars(project: Project) -> tuple[dict[Hashable, WorkingCalendar], WorkingCalendar]:
    """All calendars by id, and the one of the project."""
    first = plan_start(project).year - 1
    with connection.cursor() as cursor:
        calendars = read_working_calendars(cursor, range(first, first + YEARS_AHEAD + 2))
    return cast("dict[Hashable, WorkingCalendar]", calendars), calendars.get(project.calendar_id) or calendars[DEFAULT]


def _weights(tasks: list[dict]) -> dict[int, Decimal | int]:
    """What progress is weighted by: budgeted cost, or duration while no task has a cost."""
    costs = {task["id"]: task["fixed_cost"] + task["work_cost"] for task in tasks}
    return costs if any(costs.values()) else {task["id"]: _duration(task) for task in tasks}


def _duration(task: dict) -> int:
    return 0 if task["is_milestone"] else task["duration"]


def effective_percent(task: dict) -> float:
    """Percent complete by what the task's progress rests on, 0 to 100."""
    if task["actual_finish"]:
        return 100.0
    if task["progress_by"] == ProgressBy.UNITS and task["units_total"]:
        return float(min((task["units_done"] or 0) / task["units_total"], Decimal(1)) * 100)
    if task["progress_by"] == ProgressBy.CHECKLIST and task["items"]:
        return 100.0 * task["items_done"] / task["items"]
    if task["progress_by"] == ProgressBy.BOARD and task["column__kind"]:
        if task["column__kind"] == ColumnKind.DONE:
            return 100.0
        return 0.0 if task["column__kind"] == ColumnKind.NOT_STARTED else float(task["percent_complete"])
    return float(task["percent_complete"])


def planned_task(task: dict, parent: int | None, percent: float) -> PlannedTask:
    """A row of the plan for the engine."""
    return PlannedTask(
        key=task["id"],
        duration=_duration(task),
        parent=parent,
        calendar=task["works_by"],
        constraint=task["constraint"],
        constraint_date=task["constraint_date"],
        deadline=task["deadline"],
        is_manual=task["is_manual"],
        manual_start=task["manual_start"],
        manual_finish=task["manual_finish"],
        percent_complete=percent,
        remaining=task["remaining"],
        actual_start=task["actual_start"],
        actual_finish=task["actual_finish"],
    )


def as_of_moment(day: date) -> datetime:
    """The end of a day, as the engine takes a status date."""
    return datetime.combine(day, time.max).replace(second=0, microsecond=0)
