"""Rows: the queryset that every query of the product starts from, and questions about one row."""

from django.db import models
from django.db.models import BooleanField, Case, DecimalField, F, Q, Value, When
from django.db.models.functions import Cast

from .conditions import EVERYTHING, NOTHING, AccessPath, condition
from .held import ORGANISATION, check, holdings


class AccessQuerySet(models.QuerySet):
    """Base of every queryset of the product."""

    # Columns that only an ordering needs, by name: added for the lists that are ordered by them.
    order_columns: dict = {}

    def allowed(self, user, action: str = "view", kind: str | None = None):
        """The rows on which the user may act; for an unknown user none. Raises UnknownAction.

        `kind` asks about other facts of the same scope: `Project.objects.allowed(user, "add", "risk")`
        are the projects to which the user may add a risk.
        """
        if not getattr(user, "is_authenticated", False):
            check(action, kind or self.model.access.kind)
            return self.none()
        rows = condition(user, action, self.model.access, kind)
        return self if rows == EVERYTHING else self.filter(rows)

    def with_permissions(self, user, *actions: str, kind: str | None = None):
        """Annotate `may_<action>` on each row, in the same query."""
        return self.annotate(
            **{f"may_{action}": as_flag(condition(user, action, self.model.access, kind)) for action in actions}
        )

    def for_list(self):
        """What a list needs of each row; querysets of objects override it."""
        return self

    def for_reader(self, user):
        """Columns that depend on who reads, e.g. amounts that are empty for some."""
        return self

    def for_order(self, order):
        """The columns of `order_columns` that an order such as ("-health_rank", "pk") names."""
        names = {name.lstrip("-") for name in order} & set(self.order_columns)
        return self.annotate(**{name: self.order_columns[name] for name in sorted(names)}) if names else self

    def for_detail(self):
        """What a page about one row needs; querysets of objects override it."""
        return self.for_list()


def as_flag(rows: Q):
    """A condition as a boolean column."""
    if rows == EVERYTHING:
        return Value(True, output_field=BooleanField())
    if rows == NOTHING:
        return Value(False, output_field=BooleanField())
    return Case(When(rows, then=Value(True)), default=Value(False), output_field=BooleanField())


def visible(user, expression: str, path: AccessPath, kind: str, prefix: str = ""):
    """An amount that is NULL in the rows whose facts of that kind the user may not see.

    Lists select, sort and filter by it, so that a hidden amount cannot be found out by sorting.
    """
    rows = condition(user, "view", path, kind, prefix)
    if rows == EVERYTHING:
        return F(expression)
    if rows == NOTHING:
        return Cast(Value(None), DecimalField(max_digits=20, decimal_places=2))
    return Case(When(rows, then=F(expression)), default=None)


def may(user, action: str, row, kind: str | None = None) -> bool:
    """Whether the user may act on this one row (one query)."""
    rows = condition(user, action, type(row).access, kind)
    if rows in (EVERYTHING, NOTHING):
        return rows == EVERYTHING
    return type(row)._default_manager.filter(rows, pk=row.pk).exists()


def link_flag(user, name: str, model):
    """Whether the user may see what a row links to, as a column; empty where it links to nothing."""
    seen = condition(user, "view", model.access, prefix=name)
    if seen in (EVERYTHING, NOTHING):
        return as_flag(seen)
    nothing = When(**{f"{name}__isnull": True, "then": Value(None)})
    return Case(nothing, When(seen, then=Value(True)), default=Value(False), output_field=BooleanField())


def sees_link(row, name: str, user) -> bool:
    """Whether the user may see the object a row links to: no query where a view has read it along, else one."""
    known = getattr(row, f"sees_link_{name}", None)
    return may(user, "view", getattr(row, name)) if known is None else known


def may_somewhere(user, action: str, kind: str) -> bool:
    """Whether the user may act on facts of this kind in any scope at all (no query): for menus."""
    check(action, kind)
    return any(
        action in held.grants.scoped.get(kind, ()) or action in held.grants.anywhere.get(kind, ())
        for held in holdings(user)
    )


def holds_organisation_wide(user, action: str, kind: str) -> bool:
    """Whether every row of this kind is open to the user (stored totals may then be shown)."""
    return any(
        held.scope == ORGANISATION
        and held.grants.confidential
        and action in held.grants.scoped.get(kind, held.grants.anywhere.get(kind, ()))
        for held in holdings(user)
    )
