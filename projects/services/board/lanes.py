"""Lanes of a board: what a lane stands for, and what a card takes on that is put into another one."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from pmo.writing import Stale

from ...models import Sprint, Task

LANES = ("responsible", "priority", "parent", "sprint")


@dataclass(frozen=True)
class LaneChange:
    """A card put into a lane: what lanes stand for, the value of this one, the key of the one where it was seen."""

    by: str
    value: Any
    seen: str


def lane_of(card: dict, lanes: str) -> str:
    """The key of a card's lane: a priority, the id of a person, task or sprint, "" for none."""
    value = card["priority"] if lanes == "priority" else card[f"{lanes}_id"]
    return "" if value is None else str(value)


def take_on(row: Task, change: LaneChange) -> None:
    """Put a card into a lane: it is then that person's, of that sprint … Raises Stale, ValidationError."""
    key = row.priority if change.by == "priority" else getattr(row, f"{change.by}_id")
    if str(key or "") != change.seen:
        raise Stale(row)
    if change.by == "priority" and not change.value:
        raise ValidationError(_("Every card has a priority."))
    if change.by == "sprint":
        require_open(change.value)
    if change.by == "parent":
        refuse_own_part(row, change.value)
        siblings = Task.objects.filter(parent=change.value, project=row.project_id)
        row.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
    setattr(row, change.by, change.value)


def require_open(sprint: Sprint | None) -> None:
    """Raises ValidationError for a closed sprint: what it held is settled."""
    if sprint is not None and sprint.state == "closed":
        raise ValidationError(_("This sprint is closed."))


def refuse_own_part(row: Task, parent: Task | None) -> None:
    """Raises ValidationError where a task would become part of itself or of one of its parts."""
    parents = dict(Task.objects.filter(project=row.project_id).values_list("pk", "parent_id"))
    above = parent.pk if parent else None
    while above is not None:
        if above == row.pk:
            raise ValidationError(_("A task cannot be part of itself."))
        above = parents.pop(above, None)
