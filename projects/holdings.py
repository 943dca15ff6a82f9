"""Roles that a project's own fields give: its manager leads it, its sponsor decides on it."""

from django.db.models import Q

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
