"""What was in a sprint on which day: from the history of its tasks, for burn-down and burn-up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from django.apps import apps

from projects.flow import BurnSeries, ScopeItem, burn_series

from ...choices import SprintState
from ...models import Sprint
from .flow import local_day, read_flow

DELETED = "delete"


@dataclass(frozen=True)
class SprintBurn:
    """The burn of a sprint, in points, or in cards where none of them is estimated."""

    series: BurnSeries
    in_points: bool


def read_burn(sprint: Sprint, today: date) -> SprintBurn:
    """Scope, done and remaining of a sprint at the end of each of its days.

    What it held when it was started (or entered, as from another program) counts from the start, whatever the day.
    What was still open when the sprint was closed counts as in it to the end.
    """
    spells = _spells(sprint)
    in_points = any(item.size for _task, item in spells)
    done = {card.task: card.finished for card in read_flow(sprint.project, {task for task, _item in spells}).cards}
    items = [replace(item, done=done.get(task), size=item.size if in_points else 1.0) for task, item in spells]
    return SprintBurn(burn_series(items, sprint.first_day, sprint.last_day, min(today, sprint.last_day)), in_points)


def _spells(sprint: Sprint) -> list[tuple[int, ScopeItem]]:
    """(task, item) for each time a task was in the sprint with one size."""
    found: list[tuple[int, ScopeItem]] = []
    started, closed = _turns(sprint)
    begun = max(local_day(moment) for moment in (sprint.created_at, started) if moment)
    for task, own in groupby(_history(sprint), key=lambda row: row[0]):
        # Open cards leave a sprint in the transaction that closes it, at the same moment.
        events = [event for event in own if closed is None or event[-1] < closed]
        found += [(task, item) for item in _items(sprint, events, begun)]
    return found


def _turns(sprint: Sprint) -> tuple[datetime | None, datetime | None]:
    """When the sprint was started and closed, as far as it was."""
    events = apps.get_model("projects", "SprintEvent")._default_manager.filter(pgh_obj_id=sprint.pk)
    rows = events.exclude(state=SprintState.PLANNED).order_by("-pgh_id").values_list("state", "pgh_created_at")
    moments = dict(rows)  # the first time of each
    closed = moments.get(SprintState.CLOSED) if sprint.state == SprintState.CLOSED else None
    return moments.get(SprintState.ACTIVE), closed


def _history(sprint: Sprint) -> Iterable[tuple]:
    """(task, label, in which sprint, points, when) of every task that ever was in the sprint, in order (one query)."""
    events = apps.get_model("projects", "TaskEvent")._default_manager
    ever = events.filter(sprint_id=sprint.pk).order_by().values("pgh_obj_id")
    rows = events.filter(pgh_obj_id__in=ever).order_by("pgh_obj_id", "pgh_id")
    return rows.values_list("pgh_obj_id", "pgh_label", "sprint_id", "story_points", "pgh_created_at")


def _items(sprint: Sprint, events: list[tuple], begun: date) -> list[ScopeItem]:
    items: list[ScopeItem] = []
    current: ScopeItem | None = None
    for _task, label, inside, points, moment in events:
        day = local_day(moment)
        if day <= begun:
            day = min(day, sprint.first_day - timedelta(days=1))
        size = float(points or 0)
        stays = inside == sprint.pk and label != DELETED
        if current and stays and current.size == size:
            continue
        if current:
            items.append(replace(current, removed=day))
        current = ScopeItem(size, day) if stays else None
    return [*items, current] if current else items
