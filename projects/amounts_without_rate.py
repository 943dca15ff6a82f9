"""Projects whose amounts are in no sum because their currency has no exchange rate; lists and totals count them."""

from django.db.models import Count, Q

from pmo.access import EVERYTHING, NOTHING, condition


def without_rate(user, model, state: str = "") -> Count:
    """How many rows of `model` have amounts but no total, among those whose money the user may see.

    `state` leads from a row to its measures: "state__" from a project, "" from a snapshot.
    """
    reader = condition(user, "view", model.access, "money")
    seen = Q() if reader == EVERYTHING else reader
    has_amount = Q(**{f"{state}budget__isnull": False}) | Q(**{f"{state}forecast__isnull": False})
    no_total = Q(**{f"{state}budget_total__isnull": True, f"{state}forecast_total__isnull": True})
    return Count("pk", filter=NOTHING if reader == NOTHING else has_amount & no_total & seen)
