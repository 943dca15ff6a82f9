"""Room on a board: columns hold as many cards as their limit says, whichever way a card comes in."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext as _

from ...models import BoardColumn, Task
from .ranks import hold_board


class OverLimit(ValidationError):
    """The column would hold more cards than its limit; the mover may insist."""

    def __init__(self, column: BoardColumn, count: int):
        text = _("“%(column)s” holds %(count)s cards; its limit is %(limit)s.")
        super().__init__(text % {"column": column, "count": count, "limit": column.wip_limit}, "over_limit")


@dataclass(frozen=True)
class Arrival:
    """A card that enters a column, and the column (an id) that it leaves, if any."""

    task: Task
    leaves: int | None = None
    over_limit: bool = False


def require_room(column: BoardColumn, over_limit: bool) -> None:
    """Raises OverLimit. The board is held, so that two people cannot both take the last place."""
    limit = BoardColumn.objects.values_list("wip_limit", flat=True).get(pk=column.pk)
    count = Task.objects.filter(column=column).count()
    if limit and count >= limit and not over_limit:
        raise OverLimit(column, count)


def judge_arrivals(arrivals: Sequence[Arrival], project_ids: Collection[int]) -> dict[int, OverLimit]:
    """Who finds no room, by place, one after the other: who leaves a column makes room for those behind.

    Holds the boards to the end of the transaction. Two queries, and one a board.
    """
    for project in sorted(project_ids):
        hold_board(project)
    named = {one.task.column_id for one in arrivals} | {one.leaves for one in arrivals}
    columns = BoardColumn.objects.filter(pk__in=named - {None}).annotate(cards=Count("tasks"))
    by_key: dict[int | None, BoardColumn] = {column.pk: column for column in columns}
    held: Counter[int | None] = Counter({column.pk: column.cards for column in columns})
    refused = {}
    for place, one in enumerate(arrivals):
        column = by_key.get(one.task.column_id)
        if column and column.wip_limit and held[column.pk] >= column.wip_limit and not one.over_limit:
            refused[place] = OverLimit(column, held[column.pk])
            continue
        held.update([one.task.column_id])
        held.subtract([one.leaves])
    return refused
