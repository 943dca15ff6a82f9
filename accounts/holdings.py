"""Which roles a user holds on a day, read from memberships: the provider that `pmo.access` asks."""

from datetime import date
from functools import lru_cache

from django.db import connection
from django.utils import timezone

from pmo.access import DEPARTMENT, ORGANISATION, PORTFOLIO, PROGRAMME, PROJECT, Holding, provides_holdings
from pmo.kept_statements import ANY_KEY, with_key
from pmo.roles import RoleName

from .models import Membership

# Whoever leads a project also sees what is not confidential around it.
LEADERS = {RoleName.PROJECT_MANAGER, RoleName.ASSISTANT}
ROLE_AND_SCOPE = ("role", "department_id", "portfolio_id", "programme_id", "project_id")
COLUMNS = (*ROLE_AND_SCOPE, "project__portfolio_id", "delegated_by_id")


@provides_holdings
def held_by_membership(user, on):
    """One query: the user's memberships in force on the day. A second one for who has delegated roles.

    Every request asks this, and the test of a delegation costs more than all the rest.
    """
    rows = _current(user.pk, on)
    if any(row[-1] for row in rows):
        rows = Membership.objects.filter(user=user).in_force(on).values_list(*COLUMNS)
    for *role_and_scope, around, _delegated_by in rows:
        held = holding_of(*role_and_scope)
        yield held
        if held.scope == PROJECT and around and held.role in LEADERS:
            yield Holding("neighbour", PORTFOLIO, around)


def _current(user_id: int, on: date) -> list[tuple]:
    """The user's rows of `Membership.objects.current(on)`."""
    sql, parameters = _statement(on, timezone.get_current_timezone_name())
    with connection.cursor() as cursor:
        cursor.execute(sql, with_key(parameters, user_id))
        return cursor.fetchall()


@lru_cache(maxsize=16)
def _statement(on: date, _zone: str) -> tuple[str, tuple]:
    """Put together once a day and time zone: that takes twice as long as to run it."""
    return Membership.objects.filter(user=ANY_KEY).current(on).values_list(*COLUMNS).query.sql_with_params()


def holding_of(role, department, portfolio, programme, project) -> Holding:
    """The holding of a membership's role and scope keys."""
    for scope, scope_id in (
        (PROJECT, project), (PROGRAMME, programme), (PORTFOLIO, portfolio), (DEPARTMENT, department),
    ):  # fmt: skip
        if scope_id is not None:
            return Holding(role, scope, scope_id)
    return Holding(role, ORGANISATION)
