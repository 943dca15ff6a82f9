"""Which roles a user holds today, read from memberships: the provider that `pmo.access` asks."""

from pmo.access import DEPARTMENT, ORGANISATION, PORTFOLIO, PROGRAMME, PROJECT, Holding, provides_holdings
from pmo.roles import RoleName

from .models import Membership

# Whoever leads a project also sees what is not confidential around it.
LEADERS = {RoleName.PROJECT_MANAGER, RoleName.ASSISTANT}


@provides_holdings
def held_by_membership(user, on):
    """One query: the user's memberships in force on the day."""
    rows = (
        Membership.objects.in_force(on)
        .filter(user=user)
        .values_list("role", "department_id", "portfolio_id", "programme_id", "project_id", "project__portfolio_id")
    )
    for role, department, portfolio, programme, project, around in rows:
        yield _holding(role, department, portfolio, programme, project)
        if project and around and role in LEADERS:
            yield Holding("neighbour", PORTFOLIO, around)


def _holding(role, department, portfolio, programme, project) -> Holding:
    for scope, scope_id in (
        (PROJECT, project), (PROGRAMME, programme), (PORTFOLIO, portfolio), (DEPARTMENT, department),
    ):  # fmt: skip
        if scope_id is not None:
            return Holding(role, scope, scope_id)
    return Holding(role, ORGANISATION)
