"""Cards: created, moved between columns, ranked, estimated. The moves themselves are kept by the database."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo.writing import Stale, save_object

from ...choices import ColumnKind, ProgressBy
from ...models import BoardColumn, Project, Sprint, Task
from ..planning import held_plan, recalculate
from .lanes import LaneChange, require_open, take_on
from .ranks import hold_board, last_rank, rank_before
from .room import require_room

ANYWHERE = object()
"""Says that the mover does not mind where the card has been meanwhile."""


@transaction.atomic
def move_card(
    actor, *, task: Task, column: BoardColumn | None, before: Task | None = None, expected_version: int | None = None,
    expected_column=ANYWHERE, over_limit: bool = False, lane: LaneChange | None = None,
    now: datetime,
) -> Task:  # fmt: skip
    """Put a card into a column, before another one or last. None takes it off the board.
    With `lane` it takes on what that lane stands for.

    Where progress goes by the board, the first column in progress sets the actual start, a done one the actual
    finish. Raises OverLimit unless `over_limit`; Stale when the version is another or when the card is no longer
    in `expected_column` (an id), where the mover saw it; ValidationError.
    """
    row = _held(task, expected_version)
    if expected_column is not ANYWHERE and row.column_id != expected_column:
        raise Stale(row)
    moved = row.column_id != getattr(column, "pk", None)
    if moved and column is not None:
        require_room(column, over_limit)
    row.rank = _rank(row, before)
    row.column = column
    if lane:
        take_on(row, lane)
    if moved:
        date_by_board(row, column, now)
    save_object(row, actor=actor)
    dates_move = (moved and row.progress_by == ProgressBy.BOARD) or (lane is not None and lane.by == "parent")
    if dates_move and row.is_scheduled:
        recalculate(row.project, now=now)
    return row


@transaction.atomic
def rank_card(actor, *, task: Task, before: Task | None = None, sprint=ANYWHERE, expected_sprint=ANYWHERE) -> Task:
    """Put a card before another one of the backlog, or last; with `sprint` into that sprint, None for none.

    Raises Stale when the card is no longer in `expected_sprint` (an id); ValidationError.
    """
    row = _held(task, None)
    if expected_sprint is not ANYWHERE and row.sprint_id != expected_sprint:
        raise Stale(row)
    row.rank = _rank(row, before)
    if sprint is not ANYWHERE:
        require_open(sprint)
        row.sprint = sprint
    return save_object(row, actor=actor)


def _held(task: Task, expected_version: int | None) -> Task:
    """The task as it is now, held to the end of the transaction; its plan before it, as in every edit of a plan."""
    hold_board(task.project_id)
    if task.is_scheduled:
        held_plan(task.project)
    row = Task.objects.select_for_update(of=("self",)).filter(pk=task.pk).first()
    if row is None or (expected_version is not None and row.version != expected_version):
        raise Stale(row)
    return row


def _rank(row: Task, before: Task | None) -> int:
    if before is None:
        return last_rank(row.project_id)
    if before.project_id != row.project_id:
        raise ValidationError(_("This belongs to another project."))
    return row.rank if before.pk == row.pk else rank_before(row.pk, before)


def date_by_board(row: Task, column: BoardColumn | None, now: datetime) -> None:
    """Actual dates of a task whose progress goes by the board, from the kind of its column."""
    if row.progress_by != ProgressBy.BOARD or column is None:
        return
    moment = timezone.localtime(now).replace(tzinfo=None, second=0, microsecond=0)
    if column.kind == ColumnKind.NOT_STARTED:
        row.actual_start = row.actual_finish = None
        return
    row.actual_start = row.actual_start or moment
    if column.kind == ColumnKind.DONE:
        row.actual_finish = row.actual_finish or max(moment, row.actual_start)
    else:
        row.actual_finish = None


@transaction.atomic
def create_card(
    actor, *, project: Project, name: str, column: BoardColumn | None = None, sprint: Sprint | None = None,
    over_limit: bool = False, now: datetime, **values,
) -> Task:  # fmt: skip
    """A card at the end, without dates until it is taken into the plan; progress goes by the board."""
    hold_board(project.pk)
    if column is not None:
        require_room(column, over_limit)
    require_open(sprint)
    row = Task(
        project=project, name=name, column=column, sprint=sprint, is_scheduled=False, progress_by=ProgressBy.BOARD,
        rank=last_rank(project.pk), **values,
    )  # fmt: skip
    date_by_board(row, column, now)
    return save_object(row, actor=actor)
