"""Roles that a project's own fields give: its manager leads it, its sponsor decides on it."""

from django.db import connection

from accounts.models import Person
from accounts.named_roles import NamedRole, names_holders
from accounts.past_rows import rows_at
from pmo.access import PORTFOLIO, PROJECT, Holding, provides_holdings
from pmo.roles import RoleName

from .models import Project

# From the person to the projects by their indexes; the other way round all projects would be read.
NAMED = f"""
SELECT project.id, project.portfolio_id, project.manager_id = person.id, project.sponsor_id = person.id
FROM {Person._meta.db_table} AS person
JOIN {Project._meta.db_table} AS project ON project.manager_id = person.id OR project.sponsor_id = person.id
WHERE person.user_id = %s
"""


@provides_holdings
def held_by_being_named(user, on):
    """One query: the projects whose manager or sponsor is the user's person. Every request asks this."""
    with connection.cursor() as cursor:
        cursor.execute(NAMED, [user.pk])
        rows = cursor.fetchall()
    for project, portfolio, manages, sponsors in rows:
        if sponsors:
            yield Holding(RoleName.EXECUTIVE, PROJECT, project)
        if manages:
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
