"""Rows as conditions: what a user's roles open, seen from a model's path to its scope."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from ..roles import KINDS, SCOPED_KINDS
from .held import DEPARTMENT, ORGANISATION, PORTFOLIO, PROGRAMME, PROJECT, Holding, UnknownAction, check, holdings

EVERYTHING = Q()
NOTHING = Q(pk__in=[])


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


def _to(prefix: str, name: str) -> str:
    return f"{prefix}__{name}" if prefix else name


def _project_condition(held: Holding, prefix: str) -> Q:
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


def reached_projects(held_roles: Iterable[Holding], prefix: str = "") -> Q:
    """The projects for which any of these roles is held, whatever the role allows there."""
    return _merge(
        _project_condition(held, prefix)
        for held in held_roles
        if not (held.grants.of_people and held.scope == DEPARTMENT)
    )


def organisation_allows(held_roles, action: str, kind: str) -> bool:
    """Rows of the organisation: from any scope by `anywhere`, from the organisation by `scoped` too."""
    return any(
        action in held.grants.anywhere.get(kind, ())
        or (held.scope == ORGANISATION and action in held.grants.scoped.get(kind, ()))
        for held in held_roles
    )


def condition(user, action: str, path: AccessPath, kind: str | None = None, prefix: str = "") -> Q:
    """The rows of a model with this path on which the user may act, as a condition from `prefix`."""
    kind = kind or path.kind
    check(action, kind)
    held_roles = holdings(user)
    if not held_roles:
        return NOTHING
    alternatives, unset = [], EVERYTHING
    if path.project is None and kind not in SCOPED_KINDS and organisation_allows(held_roles, action, kind):
        # A fact of the organisation stays open whatever row it hangs on.
        return EVERYTHING
    for scope, lookup in path.scopes:
        lookup = _to(prefix, lookup) if lookup else prefix
        inside = _scope_condition(held_roles, action, kind, scope, lookup)
        alternatives.append(inside if unset == EVERYTHING else unset & inside)
        if lookup:
            unset &= Q(**{f"{lookup}__isnull": True})
    if path.organisation and organisation_allows(held_roles, action, kind):
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
