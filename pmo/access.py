"""Who may do what with which rows: every query of the product starts from `allowed(user, action)`.

Models declare the path to their scope once (`access = AccessPath(...)`); the table role → actions is
`pmo/roles.py`; who holds which role comes from the providers that `accounts` and `projects` register.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import BooleanField, Case, DecimalField, F, Q, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from .roles import ACTIONS, KINDS, NEIGHBOUR, ROLES, SCOPED_KINDS, Role

ORGANISATION, DEPARTMENT, PORTFOLIO, PROGRAMME, PROJECT = (
    "organisation", "department", "portfolio", "programme", "project",
)  # fmt: skip
EVERYTHING = Q()
NOTHING = Q(pk__in=[])


class UnknownAction(ValueError):
    """An action or kind that the table does not know: a mistake in our code, never an answer."""


@dataclass(frozen=True)
class Holding:
    """A role held for a scope, e.g. project_manager for project 7. `role` "neighbour" is derived."""

    role: str
    scope: str
    scope_id: int | None = None

    @property
    def grants(self) -> Role:
        return NEIGHBOUR if self.role == "neighbour" else ROLES[self.role]


@dataclass(frozen=True)
class AccessPath:
    """How a model reaches the scopes that decide about it.

    `project`, `programme`, `portfolio` and `department` are lookups to that object ("" for the model
    itself). Of project, programme and portfolio the innermost that is set decides; the department of the
    person a row is about and the `owner` (a lookup to a user) open it besides. `organisation` marks rows
    without any scope.
    """

    kind: str
    project: str | None = None
    programme: str | None = None
    portfolio: str | None = None
    department: str | None = None
    owner: str | None = None
    organisation: bool = False

    def __post_init__(self):
        if self.kind not in KINDS:
            raise UnknownAction(f"unknown kind {self.kind!r}")

    @property
    def scopes(self) -> list[tuple[str, str]]:
        """The declared scopes from the innermost outwards, as (scope, lookup)."""
        pairs = [(PROJECT, self.project), (PROGRAMME, self.programme), (PORTFOLIO, self.portfolio)]
        return [(scope, lookup) for scope, lookup in pairs if lookup is not None]

    def is_complete(self) -> bool:
        return bool(self.scopes) or self.organisation or None not in (self.owner, self.department)


Provider = Callable[[object, date], Iterable[Holding]]
_providers: list[Provider] = []


def provides_holdings(provider: Provider) -> Provider:
    """Register a function (user, on) → holdings. One query each, whatever the user holds."""
    _providers.append(provider)
    return provider


def holdings(user, on: date | None = None) -> frozenset[Holding]:
    """What the user holds on a date; kept on the user object for the length of a request."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return frozenset()
    on = on or timezone.localdate()
    kept = user.__dict__.setdefault("_holdings", {})
    if on not in kept:
        kept[on] = frozenset(held for provider in _providers for held in provider(user, on))
    return kept[on]


def forget_holdings(user) -> None:
    """Read the user's roles anew, after a change within the same request."""
    user.__dict__.pop("_holdings", None)


def _check(action: str, kind: str) -> None:
    if action not in ACTIONS:
        raise UnknownAction(f"unknown action {action!r}")
    if kind not in KINDS:
        raise UnknownAction(f"unknown kind {kind!r}")


def _to(prefix: str, name: str) -> str:
    return f"{prefix}__{name}" if prefix else name


def _project_condition(held: Holding, prefix: str) -> Q | None:
    """The projects a holding reaches, seen from a lookup to the project."""
    open_to_all = Q(**{_to(prefix, "confidential"): False})
    if held.scope == ORGANISATION:
        return EVERYTHING if held.grants.confidential else open_to_all
    if held.scope == PROJECT:
        return Q(**{_to(prefix, "pk"): held.scope_id})
    return Q(**{_to(prefix, f"{held.scope}_id"): held.scope_id}) & open_to_all


def _outer_condition(held: Holding, scope: str, prefix: str) -> Q | None:
    """The programmes, portfolios or departments a holding reaches."""
    if held.scope == ORGANISATION:
        return EVERYTHING
    if held.scope == scope:
        return Q(**{_to(prefix, "pk"): held.scope_id})
    if scope == PROGRAMME and held.scope == PORTFOLIO:
        return Q(**{_to(prefix, "portfolio_id"): held.scope_id})
    return None


def _merge(conditions: Iterable[Q | None]) -> Q:
    """Any of them; equal lookups are joined into one IN so that hundreds of holdings stay one test."""
    wide, by_key = [], {}
    for condition in conditions:
        if condition is None:
            continue
        if condition == EVERYTHING:
            return EVERYTHING
        if len(condition.children) == 1 and isinstance(condition.children[0], tuple):
            lookup, value = condition.children[0]
            by_key.setdefault(lookup, set()).add(value)
        elif condition not in wide:
            wide.append(condition)
    merged = NOTHING
    for lookup, values in by_key.items():
        test = Q(**{lookup: values.pop()}) if len(values) == 1 else Q(**{f"{lookup}__in": sorted(values)})
        merged = test if merged == NOTHING else merged | test
    for condition in wide:
        merged = condition if merged == NOTHING else merged | condition
    return merged


def _scope_condition(held_roles, action: str, kind: str, scope: str, prefix: str) -> Q:
    conditions = []
    for held in held_roles:
        role = held.grants
        granted = action in role.scoped.get(kind, ()) or (
            held.scope == ORGANISATION and action in role.anywhere.get(kind, ())
        )
        if not granted:
            continue
        if role.of_people and held.scope == DEPARTMENT and scope != DEPARTMENT:
            continue
        if scope != PROJECT:
            conditions.append(_outer_condition(held, scope, prefix))
            continue
        condition = _project_condition(held, prefix)
        if kind in role.if_shared:
            condition &= Q(**{_to(prefix, "shares_money"): True})
        conditions.append(condition)
    return _merge(conditions)


def _organisation_allows(held_roles, action: str, kind: str) -> bool:
    """Rows of the organisation: from any scope by `anywhere`, from the organisation by `scoped` too."""
    return any(
        action in held.grants.anywhere.get(kind, ())
        or (held.scope == ORGANISATION and action in held.grants.scoped.get(kind, ()))
        for held in held_roles
    )


def condition(user, action: str, path: AccessPath, kind: str | None = None, prefix: str = "") -> Q:
    """The rows of a model with this path on which the user may act, as a condition from `prefix`."""
    kind = kind or path.kind
    _check(action, kind)
    held_roles = holdings(user)
    if not held_roles:
        return NOTHING
    alternatives, unset = [], EVERYTHING
    if path.project is None and kind not in SCOPED_KINDS and _organisation_allows(held_roles, action, kind):
        # A fact of the organisation stays open whatever row it hangs on.
        return EVERYTHING
    for scope, lookup in path.scopes:
        lookup = _to(prefix, lookup) if lookup else prefix
        inside = _scope_condition(held_roles, action, kind, scope, lookup)
        alternatives.append(inside if unset == EVERYTHING else unset & inside)
        if lookup:
            unset &= Q(**{f"{lookup}__isnull": True})
    if path.organisation and _organisation_allows(held_roles, action, kind):
        alternatives.append(unset)
    if path.department is not None:
        department = _to(prefix, path.department) if path.department else prefix
        reaching = [held for held in held_roles if held.scope == DEPARTMENT and held.grants.of_people]
        alternatives.append(_scope_condition(reaching, action, kind, DEPARTMENT, department))
    if path.owner and any(action in held.grants.own for held in held_roles):
        alternatives.append(Q(**{_to(prefix, path.owner): user.pk}))
    return _any(alternatives)


def _any(alternatives: list[Q]) -> Q:
    merged = NOTHING
    for alternative in alternatives:
        if alternative == EVERYTHING:
            return EVERYTHING
        if alternative != NOTHING:
            merged = alternative if merged == NOTHING else merged | alternative
    return merged


class AccessQuerySet(models.QuerySet):
    """Base of every queryset of the product."""

    def allowed(self, user, action: str = "view", kind: str | None = None):
        """The rows on which the user may act; for an unknown user none. Raises UnknownAction.

        `kind` asks about other facts of the same scope: `Project.objects.allowed(user, "add", "risk")`
        are the projects to which the user may add a risk.
        """
        if not getattr(user, "is_authenticated", False):
            _check(action, kind or self.model.access.kind)
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


def may_somewhere(user, action: str, kind: str) -> bool:
    """Whether the user may act on facts of this kind in any scope at all (no query): for menus."""
    _check(action, kind)
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


def may_add(user, row) -> bool:
    """Whether the user may add this new row to the scope it names (at most one query)."""
    path, kind = row.access, row.access.kind
    for _scope, lookup in path.scopes:
        if lookup == "":
            return _may_add_scope(user, row, kind)
        parent = _follow(row, lookup)
        if parent is not None:
            return may(user, "add", parent, kind)
    if (path.organisation or path.department) and _organisation_allows(holdings(user), "add", kind):
        return True
    if path.department is not None:
        return _may_add_in_department(user, row, kind)
    return bool(path.owner) and _follow(row, path.owner) == user


def _follow(row, lookup: str):
    for name in lookup.split("__"):
        row = getattr(row, name, None)
        if row is None:
            return None
    return row


def _may_add_scope(user, row, kind: str) -> bool:
    """A new project, programme, portfolio or department: decided by the scope around it."""
    around = {scope: getattr(row, f"{scope}_id", None) for scope in (PROGRAMME, PORTFOLIO)}
    return any(
        "add" in held.grants.scoped.get(kind, held.grants.anywhere.get(kind, ()))
        and (held.scope == ORGANISATION or (held.scope_id is not None and around.get(held.scope) == held.scope_id))
        for held in holdings(user)
    )


def _may_add_in_department(user, row, kind: str) -> bool:
    """Facts about the people of a department that the user manages."""
    department = row if row.access.department == "" else _follow(row, row.access.department)
    parent = getattr(department, "parent_id", None) if department is row else getattr(department, "pk", None)
    return any(
        held.scope == DEPARTMENT and held.scope_id == parent and "add" in held.grants.scoped.get(kind, ())
        for held in holdings(user)
    )
