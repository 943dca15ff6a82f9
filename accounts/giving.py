"""Who may give or end which role where: a table, and the rule that nobody gives more than they hold."""

from datetime import date

from pmo.access import DEPARTMENT, ORGANISATION, PORTFOLIO, PROGRAMME, PROJECT, Holding, holdings
from pmo.roles import ROLES, SCOPED_KINDS, Role, RoleName

from .models.membership import ORGANISATION_ONLY
from .reach import ProjectFacts, reaches
from .scopes import scope_name

TEAM = {RoleName.ASSISTANT, RoleName.CONTRIBUTOR, RoleName.GUEST}
LEADERS = {RoleName.PORTFOLIO_MANAGER, RoleName.PROJECT_MANAGER}
# What somebody who manages a scope by this role may give there; everything else needs an administrator.
GIVES: dict[str, set[RoleName]] = {
    RoleName.ADMINISTRATOR: set(RoleName),
    RoleName.OFFICER: set(RoleName) - {RoleName.INTEGRATION},
    RoleName.PORTFOLIO_MANAGER: TEAM | LEADERS,
    RoleName.PROJECT_MANAGER: TEAM,
}
# The fact whose action "manage" decides about the roles of a scope.
DECIDING_KIND = {
    ORGANISATION: "account", DEPARTMENT: "account", PORTFOLIO: "portfolio", PROGRAMME: "programme", PROJECT: "project",
}  # fmt: skip
LAST_DAY = date.max


def givable_roles(giver, scope, *, first_day: date, last_day: date | None = None) -> list[RoleName]:
    """The roles the giver may give for a scope (None: the organisation) and period, in the table's order.

    The giver must hold enough on the first and on the last day, so that no right outlives the one it comes
    from. At most two queries a day asked about.
    """
    days = {first_day, last_day or LAST_DAY}
    return [role for role in RoleName if fits(role, scope) and all(_gives(giver, role, scope, on) for on in days)]


def may_give(giver, role: str, scope, *, first_day: date, last_day: date | None = None) -> bool:
    return role in givable_roles(giver, scope, first_day=first_day, last_day=last_day)


def may_give_somewhere(giver) -> bool:
    """Whether the user manages any scope at all (no query beyond the user's roles): for menus."""
    return any(_manages(held.grants, scope) for held in holdings(giver) for scope in (held.scope, PROJECT))


def fits(role: str, scope) -> bool:
    """Whether the role can be held for this kind of scope."""
    return scope is None or role not in ORGANISATION_ONLY


def covers(held: Holding, scope) -> bool:
    """Whether a role held reaches the whole of a scope."""
    name = scope_name(scope)
    if held.scope == ORGANISATION:
        return name != PROJECT or reaches(held, facts_of(scope))
    if name == PROJECT:
        return reaches(held, facts_of(scope))
    if name == PROGRAMME and held.scope == PORTFOLIO:
        return scope.portfolio_id == held.scope_id
    return scope is not None and (held.scope, held.scope_id) == (name, scope.pk)


def facts_of(project) -> ProjectFacts:
    return ProjectFacts(
        project.pk, project.portfolio_id, project.programme_id, project.department_id, project.confidential
    )


def _gives(giver, role: str, scope, on: date) -> bool:
    held_roles = holdings(giver, on)
    covering = [held for held in held_roles if covers(held, scope)]
    if not any(role in GIVES.get(held.role, ()) for held in covering if _manages(held.grants, scope_name(scope))):
        return False
    return _within(ROLES[role], covering, held_roles)


def _manages(role: Role, scope: str) -> bool:
    """Whoever manages a portfolio manages the programmes in it too."""
    kinds = {DECIDING_KIND[scope]} | ({PORTFOLIO} if scope == PROGRAMME else set())
    return any("manage" in role.scoped.get(kind, role.anywhere.get(kind, ())) for kind in kinds)


def _within(role: Role, covering, held_roles) -> bool:
    """Whether the covering roles allow all that the role would allow there."""
    inside = all(actions <= _actions(covering, kind) for kind, actions in role.scoped.items())
    return inside and all(actions <= _actions(held_roles, kind) for kind, actions in role.anywhere.items())


def _actions(held_roles, kind: str) -> set[str]:
    found: set[str] = set()
    for held in held_roles:
        found |= held.grants.scoped.get(kind, frozenset())
        if kind not in SCOPED_KINDS:
            found |= held.grants.anywhere.get(kind, frozenset())
    return found
