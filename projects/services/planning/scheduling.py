"""Schedule a plan and keep what moved. One plan is scheduled by one writer at a time: its state row is the lock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from pmo.models import Mark
from projects.critical_path import Problem, Schedule, schedule

from ...models import Milestone, PlanState, Project
from .reading import PlanRows, read_plan
from .schedule_rows import FINISH, found_rows, plain, read_rows, write_rows

# What is marked and visible now is read next, so the plan need not be scheduled for it once more. A mark that the
# roll-up is just taking is left to it.
FORGET_MARKS = """
UPDATE pmo_mark SET of_plan = false
WHERE id IN (SELECT id FROM pmo_mark WHERE project_id = %s AND of_plan FOR UPDATE SKIP LOCKED)
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a calculation changed: tasks with other dates, floats or rows, those no longer in the plan, the state."""

    state: PlanState
    changed: list[int]
    removed: list[int]


def held_plan(project: Project) -> PlanState:
    """The state of the plan, held until the end of the transaction, so that two edits follow one another."""
    PlanState.objects.get_or_create(project=project)
    return PlanState.objects.select_for_update(of=("self",)).get(project=project)


def is_behind(project: Project, state: PlanState) -> bool:
    """Whether the plan was never scheduled, or something that it is scheduled from was written since."""
    return state.computed_at is None or Mark.objects.filter(project_id=project.pk, of_plan=True).exists()


@transaction.atomic
def recalculate(project: Project, *, now: datetime) -> Moved:
    """Schedule the project's tasks anew and write only what differs. Once more changes nothing."""
    state = held_plan(project)
    with connection.cursor() as cursor:
        cursor.execute(FORGET_MARKS, [project.pk])
    rows = read_plan(project)
    found = schedule(rows.plan)
    before, fresh = read_rows(project), found_rows(rows, found)
    changed = [key for key, values in fresh.items() if before.get(key) != values]
    removed = [key for key in before if key not in fresh]
    write_rows(project, fresh, changed, removed)
    _date_milestones(project, fresh)
    _write_state(state, rows, found, bool(changed or removed), now)
    return Moved(state, changed, removed)


def _date_milestones(project: Project, fresh: dict) -> None:
    """A milestone that a task dates follows it; the others are left as people set them."""
    for milestone in Milestone.objects.filter(project=project, task__isnull=False):
        values = fresh.get(milestone.task_id)
        if values and milestone.forecast_date != values[FINISH].date():
            milestone.forecast_date = values[FINISH].date()
            milestone.save(update_fields=["forecast_date"])


def _write_state(state: PlanState, rows: PlanRows, found: Schedule, moved: bool, now: datetime) -> None:
    state.number += moved
    state.start, state.finish = (found.start, found.finish) if len(found) else (None, None)
    state.task_count = sum(not row.is_summary for row in rows.outline)
    state.critical_count = len(found.critical_tasks())
    state.problems = [_problem(problem) for problem in found.problems]
    state.computed_at = now
    state.save()


def _problem(problem: Problem) -> dict[str, Any]:
    return plain({"code": problem.code, "tasks": list(problem.tasks), "arguments": dict(problem.arguments)})
