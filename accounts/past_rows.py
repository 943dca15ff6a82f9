"""Rows as they were at a moment, read from the history that the database keeps of every change."""

from datetime import datetime

from django.db.models import Min


def rows_at(model, fields: tuple[str, ...], moment: datetime | None, *conditions, **filters) -> dict[int, dict]:
    """The rows of a tracked model by primary key, with the fields as they were at the moment (None: now).

    Rows created later are missing, rows deleted since are there. Conditions and filters are on the state
    of that moment.
    """
    if moment is None:
        return {row["pk"]: row for row in model._default_manager.filter(*conditions, **filters).values("pk", *fields)}
    latest = (
        model.pgh_event_model.objects.filter(pgh_created_at__lte=moment)
        .order_by("pgh_obj_id", "-pgh_id")
        .distinct("pgh_obj_id")
        .values("pgh_id")
    )
    states = model.pgh_event_model.objects.filter(*conditions, pgh_id__in=latest, **filters).exclude(pgh_label="delete")
    return {row.pop("pgh_obj_id"): row for row in states.values("pgh_obj_id", *fields)}


def history_begins(model) -> datetime | None:
    """When the first change of the model was recorded; None when there is none."""
    return model.pgh_event_model.objects.aggregate(first=Min("pgh_created_at"))["first"]
