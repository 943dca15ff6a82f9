"""The one order of all cards of a project, which board and backlog share: where a card goes between two others."""

from django.db import connection
from django.db.models import Max, Q

from ...models import Task

STEP = 1024
"""Room left between neighbours, so that a card moved between two changes no other one."""
ON_BOARD_OR_BACKLOG = Q(column__isnull=False) | Q(sprint__isnull=False) | Q(is_scheduled=False)
SPREAD = """
    UPDATE projects_task AS t SET rank = spread.rank
    FROM (
        SELECT id, row_number() OVER (ORDER BY rank, id) * %s AS rank FROM projects_task
        WHERE project_id = %s AND (column_id IS NOT NULL OR sprint_id IS NOT NULL OR NOT is_scheduled)
    ) AS spread
    WHERE t.id = spread.id AND t.rank <> spread.rank
"""

LOCK = 20_260
"""Tells the locks of boards from other advisory locks."""


def hold_board(project_id: int) -> None:
    """Moves of one board follow one another to the end of each transaction: they share ranks and limits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, project_id])


def cards_of(project_id: int):
    """Tasks that are ranked: those on the board, in a sprint, or without dates."""
    return Task.objects.filter(ON_BOARD_OR_BACKLOG, project=project_id)


def last_rank(project_id: int) -> int:
    """A rank behind all others."""
    return (cards_of(project_id).aggregate(last=Max("rank"))["last"] or 0) + STEP


def rank_before(task_id: int | None, before: Task) -> int:
    """A rank right before another card; the cards are spread once there is no room left."""
    rank = _between(task_id, before)
    if rank is None:
        _spread(before.project_id)
        before.refresh_from_db(fields=["rank"])
        rank = _between(task_id, before)
    assert rank is not None  # there is room between spread cards
    return rank


def _between(task_id: int | None, before: Task) -> int | None:
    rank = before.rank
    earlier = cards_of(before.project_id).exclude(pk=task_id)
    earlier = earlier.filter(Q(rank__lt=rank) | Q(rank=rank, pk__lt=before.pk))
    previous = earlier.order_by("-rank", "-pk").values_list("rank", flat=True).first()
    if previous is None:
        previous = max(rank - 2 * STEP, -1)
    middle = (previous + rank) // 2
    return middle if previous < middle < rank else None


def _spread(project_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SPREAD, [STEP, project_id])
