"""Which roles a user holds on a day, read from memberships: the provider that `pmo.access` asks."""

from pmo.access import DEPARTMENT, ORGANISATION, PORTFOLIO, PROGRAMME, PROJECT, Holding, provides_holdings
from pmo.roles import RoleName

from .models import Membership

# Whoever leads a project also sees what is not confidential around it.
LEADERS = {RoleName.PROJECT_MANAGER, RoleName.ASSISTANT}
ROLE_AND_SCOPE = ("role", "department_id", "portfolio_id", "programme_id", "project_id")


@provides_holdings
def held_by_membership(user, on):
    """One query: the user's memberships in force on the day."""
    rows = Membership.objects.in_force(on).filter(user=user).values_list(*ROLE_AND_SCOPE, "project__portfolio_id")
    for *role_and_scope, around in rows:
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
