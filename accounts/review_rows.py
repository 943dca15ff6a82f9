"""Grants of the access review written for the reader: names of the day instead of keys."""

from collections.abc import Sequence
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


def rows_of(grants: list[Grant], moment: datetime | None = None) -> "ReviewRows":
    """Grants as lines, with the names of the moment (None: now), by user, then organisation first."""
    return ReviewRows(grants, moment)


class ReviewRows(Sequence):
    """The lines in order; each is written when it is asked for, since a page shows few of many.

    Names and words are read at once, in the language of now: a streamed file asks later, in no language.
    """

    def __init__(self, grants: list[Grant], moment: datetime | None):
        self.people, self.scopes = _people(grants, moment), _scope_names(grants, moment)
        self.words = role_words.RoleWords()
        for held in {grant.held.role: grant.held for grant in grants}.values():
            self.words.of(held)
        self.ranks = {scope: rank for rank, scope in enumerate(role_words.SCOPES)}
        self.grants = sorted(grants, key=self._place)

    def __len__(self):
        return len(self.grants)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self._row(grant) for grant in self.grants[index]]
        return self._row(self.grants[index])

    def _place(self, grant: Grant) -> tuple:
        held = grant.held
        name = self.people.get(grant.user_id, ("", ""))[0].casefold()
        return name, grant.user_id, self.ranks[held.scope], self.scopes.get((held.scope, held.scope_id), ""), held.role

    def _row(self, grant: Grant) -> ReviewRow:
        name, email = self.people.get(grant.user_id, ("", ""))
        role, shown, more = self.words.of(grant.held)
        return ReviewRow(
            user=name,
            email=email,
            role=role,
            scope_kind=self.words.scopes[grant.held.scope],
            scope=self.scopes.get((grant.held.scope, grant.held.scope_id), ""),
            starts_on=grant.starts_on,
            ends_on=_last_day(grant),
            reason=self.words.reasons[grant.reason],
            granted_by=self.people.get(grant.granted_by_id, ("", ""))[0],
            delegated_by=self.people.get(grant.delegated_by_id, ("", ""))[0],
            sees=shown,
            does=more,
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
