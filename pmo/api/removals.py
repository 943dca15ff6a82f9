"""What `updated_since` must take back: rows that were deleted, and rows that the reader may no longer see."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from ..access import EVERYTHING, NOTHING, ORGANISATION, PORTFOLIO, AccessPath, holdings
from ..models import AccessChange, Deletion

# More scopes than this are answered as if everything had changed: one test instead of hundreds.
MANY = 300


def changed_scopes(user, since: datetime) -> set[tuple[str, int | None, bool]]:
    """(scope, id, whether only this user's roles changed) since then: by a write, or because a date passed."""
    rows = AccessChange.objects.filter(Q(user_id=None) | Q(user_id=user.pk), changed_at__gte=since)
    found = {(scope, pk, owner is not None) for scope, pk, owner in rows.values_list("scope", "scope_id", "user_id")}
    before = holdings(user, timezone.localdate(since))
    found |= {(held.scope, held.scope_id, True) for held in before ^ holdings(user)}
    return found if len(found) <= MANY else {(ORGANISATION, None, True)}


def rows_concerned(path: AccessPath, scopes) -> Q:
    """The rows of a model that these changes may have opened or closed to the user."""
    concerned = NOTHING
    for scope, pk, is_own in scopes:
        rows = EVERYTHING if is_own and path.organisation else _inside(path, scope, pk)
        if rows == EVERYTHING:
            return EVERYTHING
        if rows is not None:
            concerned = rows if concerned == NOTHING else concerned | rows
    return concerned


def _inside(path: AccessPath, scope: str, pk: int | None) -> Q | None:
    if scope == ORGANISATION or pk is None:
        return EVERYTHING
    found = None
    for declared, lookup in path.scopes:
        step = f"{lookup}__" if lookup else ""
        if declared == scope:
            test = Q(**{f"{step}pk": pk})
        elif declared == "project" or (declared == "programme" and scope == PORTFOLIO):
            test = Q(**{f"{step}{scope}_id": pk})
        else:
            continue
        found = test if found is None else found | test
    return found


def removed(model, label: str, allowed, since: datetime, concerned: Q, *, after: int, size: int) -> list[int]:
    """Ids in order, at most `size`: deleted, or in a concerned scope and not to be seen any more."""
    gone = Deletion.objects.filter(
        ~Exists(allowed.filter(pk=OuterRef("object_id"))), model=label, deleted_at__gte=since, object_id__gt=after
    )
    ids = set(gone.order_by("object_id").values_list("object_id", flat=True).distinct()[:size])
    if concerned != NOTHING:
        hidden = model._default_manager.filter(concerned, ~Exists(allowed.filter(pk=OuterRef("pk"))), pk__gt=after)
        ids |= set(hidden.order_by("pk").values_list("pk", flat=True)[:size])
    return sorted(ids)[:size]
