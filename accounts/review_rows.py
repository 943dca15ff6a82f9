"""Grants of the access review written for the reader: names of the day instead of keys."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from pmo.access import ORGANISATION

from . import role_words
from .access_review import Grant
from .models import User
from .past_rows import rows_at
from .scopes import scope_model


@dataclass(frozen=True)
class ReviewRow:
    """One line. `ends_on` is the last day on which it counts, also when it was withdrawn before its end."""

    user: str
    email: str
    role: str
    scope_kind: str
    scope: str
    starts_on: date | None
    ends_on: date | None
    reason: str
    granted_by: str
    delegated_by: str
    sees: str
    does: str
    user_id: int
    role_value: str


def head() -> list[str]:
    """Column titles, in the order of `cells`."""
    return [
        _("User"), _("E-mail"), _("Role"), _("Held for"), _("Name"), _("From"), _("Until"), _("Why"), _("Granted by"),
        _("Delegated by"), _("Sees"), _("May do"),
    ]  # fmt: skip


def cells(row: ReviewRow) -> list:
    return [
        row.user, row.email, row.role, row.scope_kind, row.scope, row.starts_on, row.ends_on, row.reason,
        row.granted_by, row.delegated_by, row.sees, row.does,
    ]  # fmt: skip


def rows_of(grants: list[Grant], moment: datetime | None = None) -> list[ReviewRow]:
    """Grants as lines, with the names of the moment (None: now), by user, then organisation first."""
    people, scopes = _people(grants, moment), _scope_names(grants, moment)
    order = list(role_words.SCOPES)
    words = role_words.RoleWords()
    written = [_row(grant, people, scopes, words) for grant in grants]
    ranks = [order.index(grant.held.scope) for grant in grants]
    pairs = sorted(
        zip(written, ranks, strict=True), key=lambda one: (one[0].user.casefold(), one[1], one[0].scope, one[0].role)
    )
    return [row for row, _rank in pairs]


def _row(grant: Grant, people: dict, scopes: dict, words: role_words.RoleWords) -> ReviewRow:
    name, email = people.get(grant.user_id, ("", ""))
    held = grant.held
    role, shown, more = words.of(held)
    return ReviewRow(
        user=name,
        email=email,
        role=role,
        scope_kind=words.scopes[held.scope],
        scope=scopes.get((held.scope, held.scope_id), ""),
        starts_on=grant.starts_on,
        ends_on=_last_day(grant),
        reason=words.reasons[grant.reason],
        granted_by=people.get(grant.granted_by_id, ("", ""))[0],
        delegated_by=people.get(grant.delegated_by_id, ("", ""))[0],
        sees=shown,
        does=more,
        user_id=grant.user_id,
        role_value=held.role,
    )


def _last_day(grant: Grant) -> date | None:
    if grant.ended_at is None:
        return grant.ends_on
    withdrawn = timezone.localdate(grant.ended_at)
    return withdrawn if grant.ends_on is None else min(withdrawn, grant.ends_on)


def _people(grants: list[Grant], moment: datetime | None) -> dict[int, tuple[str, str]]:
    """Name and address by user; whoever was created after the moment (a granter, say) by the name of now."""
    ids = {grant.user_id for grant in grants}
    ids |= {pk for grant in grants for pk in (grant.granted_by_id, grant.delegated_by_id) if pk}
    rows = rows_at(User, ("name", "email"), None, pk__in=ids)
    if moment is not None:
        rows |= rows_at(User, ("name", "email"), moment, pgh_obj_id__in=ids)
    return {pk: (row["name"] or row["email"], row["email"]) for pk, row in rows.items()}


def _scope_names(grants: list[Grant], moment: datetime | None) -> dict[tuple[str, int], str]:
    wanted: dict[str, set[int]] = {}
    for grant in grants:
        if grant.held.scope != ORGANISATION:
            wanted.setdefault(grant.held.scope, set()).add(grant.held.scope_id)
    key = "pk__in" if moment is None else "pgh_obj_id__in"
    return {
        (scope, pk): row["name"]
        for scope, ids in wanted.items()
        for pk, row in rows_at(scope_model(scope), ("name",), moment, **{key: ids}).items()
    }
