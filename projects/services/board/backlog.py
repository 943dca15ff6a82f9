"""What is done with many cards of the backlog at once: sprint, board, plan. Each returns how many changed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from pmo.writing import save_object

from ...choices import ProgressBy
from ...models import BoardColumn, Project, Sprint, Task
from ..planning import held_plan, recalculate
from .cards import date_by_board
from .lanes import require_open
from .ranks import hold_board, last_rank
from .room import require_room


@transaction.atomic
def assign_sprint(actor, *, tasks: Iterable[Task], sprint: Sprint | None) -> int:
    """Put cards into a sprint, or with None back into the backlog. Raises ValidationError for a closed sprint."""
    require_open(sprint)
    changed = [row for row in tasks if row.sprint_id != getattr(sprint, "pk", None)]
    for row in changed:
        row.sprint = sprint
        save_object(row, actor=actor)
    return len(changed)


@transaction.atomic
def put_on_board(
    actor, *, project: Project, tasks: Iterable[Task], column: BoardColumn, over_limit: bool = False, now: datetime
) -> int:
    """Tasks without a column enter one, last. A task without progress of its own takes it from the board from now on.

    Raises OverLimit.
    """
    hold_board(project.pk)
    held_plan(project)
    entering = [row for row in tasks if row.column_id is None]
    for row in entering:
        require_room(column, over_limit)
        if row.progress_by == ProgressBy.DURATION and not row.percent_complete and not row.actual_start:
            row.progress_by = ProgressBy.BOARD
        row.column, row.rank = column, last_rank(project.pk)
        date_by_board(row, column, now)
        save_object(row, actor=actor)
    if any(row.is_scheduled for row in entering):
        recalculate(project, now=now)
    return len(entering)


@transaction.atomic
def take_into_plan(actor, *, project: Project, tasks: Iterable[Task], now: datetime) -> int:
    """Cards get dates: they come last in the plan, as soon as possible, with the duration they have."""
    hold_board(project.pk)
    held_plan(project)
    last = Task.objects.filter(project=project, parent=None).aggregate(last=Max("position"))["last"] or 0
    taken = [row for row in tasks if not row.is_scheduled]
    for number, row in enumerate(taken, start=1):
        row.is_scheduled = True
        row.position = row.position if row.parent_id else last + number
        save_object(row, actor=actor)
    if taken:
        recalculate(project, now=now)
    return len(taken)


@transaction.atomic
def leave_plan(actor, *, project: Project, tasks: Iterable[Task], now: datetime) -> int:
    """Tasks lose their dates and stay as cards; links between them are kept for when they come back."""
    hold_board(project.pk)
    held_plan(project)
    left = [row for row in tasks if row.is_scheduled]
    for row in left:
        row.is_scheduled = False
        row.rank = row.rank or last_rank(project.pk)
        save_object(row, actor=actor)
    if left:
        recalculate(project, now=now)
    return len(left)
