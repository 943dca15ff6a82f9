"""Roles that a project's own fields give: its manager leads it, its sponsor decides on it."""

from django.db.models import Q

from accounts.models import Person
from accounts.named_roles import NamedRole, names_holders
from accounts.past_rows import rows_at
from pmo.access import PORTFOLIO, PROJECT, Holding, provides_holdings
from pmo.roles import RoleName

from .models import Project


@provides_holdings
def held_by_being_named(user, on):
    """One query: the projects whose manager or sponsor is the user's person."""
    named = Project.objects.filter(Q(manager__user=user) | Q(sponsor__user=user))
    rows = named.values_list("pk", "portfolio_id", "manager__user_id", "sponsor__user_id")
    for project, portfolio, manager, sponsor in rows:
        if sponsor == user.pk:
            yield Holding(RoleName.EXECUTIVE, PROJECT, project)
        if manager == user.pk:
            yield Holding(RoleName.PROJECT_MANAGER, PROJECT, project)
            yield Holding("neighbour", PORTFOLIO, portfolio)


@names_holders
def named_on_projects(moment, portfolio_id):
    """Everybody who was manager or sponsor of a project at a moment (None: now), perhaps of one portfolio only."""
    inside = {} if portfolio_id is None else {"portfolio_id": portfolio_id}
    users = {pk: row["user_id"] for pk, row in rows_at(Person, ("user_id",), moment).items()}
    for pk, project in rows_at(Project, ("manager_id", "sponsor_id"), moment, **inside).items():
        for role, person in (
            (RoleName.PROJECT_MANAGER, project["manager_id"]),
            (RoleName.EXECUTIVE, project["sponsor_id"]),
        ):
            if users.get(person):
                yield NamedRole(users[person], role, PROJECT, pk)
