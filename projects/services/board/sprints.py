"""Sprints: started with what was committed, closed with what becomes of the rest; the pace of those that are over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from pmo.writing import save_object
from projects.flow import Velocity, velocity

from ...choices import ColumnKind, SprintState
from ...models import Project, Sprint, Task

IS_DONE = Q(column__kind=ColumnKind.DONE) | Q(column__isnull=True, actual_finish__isnull=False)
DONE_IN_SPRINT = Q(tasks__column__kind=ColumnKind.DONE) | Q(
    tasks__column__isnull=True, tasks__actual_finish__isnull=False
)


@dataclass(frozen=True)
class ClosedSprint:
    """A sprint that was closed: points done, cards done, and where the others went (None: the backlog)."""

    sprint: Sprint
    done: int
    points: Decimal
    moved: int
    moved_to: Sprint | None


@dataclass(frozen=True)
class Pace:
    """The closed sprints, oldest first, with committed and done points, and the velocity of the last three."""

    sprints: Sequence[Sprint]
    velocity: Velocity


@transaction.atomic
def start_sprint(actor, *, sprint: Sprint, now: datetime) -> Sprint:
    """A planned sprint begins; the points in it are what was committed. Raises ValidationError."""
    row = _held(sprint)
    if row.state != SprintState.PLANNED:
        raise ValidationError(_("Only a planned sprint is started."))
    row.state = SprintState.ACTIVE
    row.committed_points = Task.objects.filter(sprint=row).aggregate(points=Sum("story_points"))["points"] or 0
    return save_object(row, actor=actor)


@transaction.atomic
def close_sprint(actor, *, sprint: Sprint, to: Sprint | None = None, now: datetime) -> ClosedSprint:
    """An active sprint ends; its unfinished cards go to another open sprint or the backlog. Raises ValidationError."""
    row = _held(sprint)
    if row.state != SprintState.ACTIVE:
        raise ValidationError(_("Only an active sprint is closed."))
    if to is not None and (to.project_id != row.project_id or to.state == SprintState.CLOSED or to.pk == row.pk):
        raise ValidationError(_("Choose another sprint of this project that is not closed."))
    done = Task.objects.filter(IS_DONE, sprint=row)
    points = done.aggregate(points=Sum("story_points"))["points"] or Decimal(0)
    unfinished = Task.objects.filter(sprint=row).exclude(pk__in=done.values("pk"))
    # In one statement: the history of each card keeps that it went.
    moved = unfinished.update(sprint=to)
    row.state = SprintState.CLOSED
    save_object(row, actor=actor)
    return ClosedSprint(row, done.count(), points, moved, to)


def _held(sprint: Sprint) -> Sprint:
    return Sprint.objects.select_for_update(of=("self",)).get(pk=sprint.pk)


def next_sprint(sprint: Sprint) -> Sprint | None:
    """The planned sprint that begins first."""
    planned = Sprint.objects.filter(project=sprint.project_id, state=SprintState.PLANNED).exclude(pk=sprint.pk)
    return planned.order_by("first_day", "pk").first()


def pace_of(project: Project) -> Pace:
    """Committed and done points of every closed sprint, and the velocity (one query)."""
    closed = Sprint.objects.filter(project=project, state=SprintState.CLOSED).order_by("first_day", "pk")
    rows = list(closed.annotate(done_points=Sum("tasks__story_points", filter=DONE_IN_SPRINT)))
    done = [float(row.done_points or 0) for row in rows]
    return Pace(rows, velocity(done, [float(row.committed_points or 0) for row in rows]))
