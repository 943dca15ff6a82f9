"""Which roles a user holds on a day, read from memberships: the provider that `pmo.access` asks."""

from pmo.access import DEPARTMENT, ORGANISATION, PORTFOLIO, PROGRAMME, PROJECT, Holding, provides_holdings
from pmo.roles import RoleName

from .models import Membership

# Whoever leads a project also sees what is not confidential around it.
LEADERS = {RoleName.PROJECT_MANAGER, RoleName.ASSISTANT}
ROLE_AND_SCOPE = ("role", "department_id", "portfolio_id", "programme_id", "project_id")


@provides_holdings
def held_by_membership(user, on):
    """One query: the user's memberships in force on the day. A second one for who has delegated roles.

    Every request asks this, and the test of a delegation costs more than all the rest.
    """
    mine = Membership.objects.filter(user=user)
    columns = (*ROLE_AND_SCOPE, "project__portfolio_id", "delegated_by_id")
    rows = list(mine.current(on).values_list(*columns))
    if any(row[-1] for row in rows):
        rows = mine.in_force(on).values_list(*columns)
    for *role_and_scope, around, _delegated_by in rows:
        held = holding_of(*role_and_scope)
        yield held
        if held.scope == PROJECT and around and held.role in LEADERS:
            yield Holding("neighbour", PORTFOLIO, around)


def holding_of(role, department, portfolio, programme, project) -> Holding:
    """The holding of a membership's role and scope keys."""
    for scope, scope_id in (
        (PROJECT, project), (PROGRAMME, programme), (PORTFOLIO, portfolio), (DEPARTMENT, department),
    ):  # fmt: skip
        if scope_id is not None:
            return Holding(role, scope, scope_id)
    return Holding(role, ORGANISATION)
