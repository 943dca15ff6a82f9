"""What a card shows, as plain values: one query for any number of cards."""

from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from ...choices import ColumnKind, LinkKind
from ...models import ChecklistItem, TaskLink

FIELDS = (
    "id", "version", "name", "column_id", "column__kind", "column__name", "sprint_id", "sprint__name",
    "parent_id", "parent__name", "priority", "responsible_id", "responsible__name", "story_points",
    "is_scheduled", "deadline", "actual_finish", "schedule__start", "schedule__finish",
    "schedule__is_critical", "rank", "may_change",
)  # fmt: skip


def read_cards(tasks: QuerySet, today: date) -> list[dict]:
    """Cards in the order of the board; `tasks` carries `may_change` (see `with_permissions`)."""
    found = tasks.annotate(
        steps=_count(ChecklistItem.objects.filter(task=OuterRef("pk")), "task"),
        steps_done=_count(ChecklistItem.objects.filter(task=OuterRef("pk"), is_done=True), "task"),
        waits_for=_count(_open_predecessors(), "successor"),
    )
    return [
        _card(row, today) for row in found.order_by("rank", "pk").values(*FIELDS, "steps", "steps_done", "waits_for")
    ]


def _count(rows: QuerySet, by: str):
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0))


def _open_predecessors() -> QuerySet:
    """Links from what must be finished first and is not."""
    rows = TaskLink.objects.filter(
        successor=OuterRef("pk"), kind=LinkKind.FINISH_TO_START, predecessor__actual_finish__isnull=True
    )
    return rows.exclude(predecessor__column__kind=ColumnKind.DONE)


def _card(row: dict, today: date) -> dict:
    done = row["column__kind"] == ColumnKind.DONE or row["actual_finish"] is not None
    due = row["deadline"] or (row["schedule__finish"] if row["is_scheduled"] else None)
    return row | {
        "key": str(row["id"]),  # templates write numbers with a thousands separator
        "is_done": done,
        "due": due.date() if due else None,
        "is_late": bool(due and not done and due.date() < today),
        "is_critical": bool(row["is_scheduled"] and row["schedule__is_critical"] and not done),
        "waits_for": 0 if done else row["waits_for"],
        "points": None if row["story_points"] is None else row["story_points"].normalize(),
    }
