"""Plans that follow what was written: those that are marked are scheduled anew before their facts are read.

What a plan rests on leaves a mark of its own (`pmo.marks.marks_plan`), whoever writes it; the schedule itself is
`projects.services.planning`'s business.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.models import Exists, OuterRef, Q
from psycopg2.errors import DeadlockDetected, LockNotAvailable, QueryCanceled

from pmo.run_troubles import failure
from projects.models import Project, Task

log = structlog.get_logger(__name__)

# What another writer can cause; anything else fails the whole batch, which then keeps its marks.
LOCKED = (LockNotAvailable, DeadlockDetected, QueryCanceled)
SECONDS_AT_ONCE = 5.0
ENQUEUE_PLANS = """
INSERT INTO pmo_mark (project_id, marked_at, in_bulk, of_plan)
SELECT id, clock_timestamp(), true, true FROM projects_project WHERE id = ANY(%s)
"""
# Milestones that follow their task were marked just now, and are read next.
FORGET_OWN = "DELETE FROM pmo_mark WHERE project_id = ANY(%s) AND NOT of_plan"


@dataclass
class Scheduled:
    """Which plans were scheduled, which were left for the next drain, and what failed."""

    done: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    troubles: list[dict] = field(default_factory=list)


def schedule_plans(project_ids: Iterable[int], *, now: datetime, seconds: float = SECONDS_AT_ONCE) -> Scheduled:
    """Schedule the plans of these projects inside the transaction that took their marks.

    A plan that somebody is editing, or that the time does not suffice for, leaves a new mark; a plan that fails is
    listed. Projects without tasks have no plan.
    """
    found, until = Scheduled(), time.monotonic() + seconds
    for project in with_plans(project_ids):
        if time.monotonic() > until or not scheduled(project, now, found.troubles):
            found.left.append(project.pk)
        else:
            found.done.append(project.pk)
    with connection.cursor() as cursor:
        if found.left:
            cursor.execute(ENQUEUE_PLANS, [found.left])
        if found.done:
            cursor.execute(FORGET_OWN, [found.done])
    return found


def with_plans(project_ids: Iterable[int]):
    """Those of the projects that have tasks in the plan, or had some when it was scheduled last."""
    ids = sorted(project_ids)
    if not ids:
        return Project.objects.none()
    tasks = Task.objects.filter(project=OuterRef("pk"), is_scheduled=True)
    return Project.objects.filter(Exists(tasks) | Q(plan_state__task_count__gt=0), pk__in=ids).order_by("pk")


def scheduled(project: Project, now: datetime, troubles: list[dict]) -> bool:
    """Schedule one plan; False when somebody else holds it. What cannot be scheduled is listed, once."""
    # The engine is loaded where a plan is scheduled, not by every process that asks for figures.
    from projects.services.planning import recalculate

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            recalculate(project, now=now)
            # A task deleted meanwhile shows here and not at the commit, which would undo the whole batch.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except OperationalError as error:
        if not isinstance(error.__cause__, LOCKED):
            raise
        return False
    except (ArithmeticError, LookupError, TypeError, ValueError, DataError, IntegrityError) as error:
        log.exception("plan failed", project=project.pk)
        troubles.append(failure("plan_failed", project.pk, error))
    return True
