"""Reads the facts of many projects in a fixed number of statements. No measure is calculated here."""

from collections import namedtuple
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from decimal import Decimal
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from pmo.models import Organisation
from risks.exposure import PROBABILITIES

from . import fact_queries
from .earned_facts import EarnedFacts
from .load import ProjectLoad, read_loads
from .progress_then import zone

Rate = Decimal


class ProjectFacts(NamedTuple):
    """What is known of one project on the day it is measured for; None where there are no rows of a kind."""

    project: tuple
    milestones: tuple | None = None
    budgets: tuple | None = None
    costs: tuple | None = None
    report: tuple | None = None
    risks: tuple | None = None
    issues: tuple | None = None
    actions: tuple | None = None
    decisions: tuple | None = None
    previous: tuple | None = None
    edition: tuple | None = None
    allocated: tuple | None = None
    baseline: tuple | None = None
    plan: tuple | None = None
    earned: EarnedFacts | None = None
    load: ProjectLoad | None = None


@dataclass(frozen=True)
class Facts:
    """The facts of some projects, and what holds for all of them."""

    projects: list[ProjectFacts]
    organisation: Organisation
    rates: dict[tuple[str, date], Rate] = field(default_factory=dict)
    zone: tzinfo = field(default_factory=timezone.get_current_timezone)

    def rate(self, currency: str, on: date) -> Rate | None:
        """What one unit is worth in the organisation's currency in the month of a day; None when not known."""
        if currency == self.organisation.currency:
            return Decimal(1)
        return self.rates.get((currency, on.replace(day=1)))


def read_facts(project_ids: Sequence[int], *, today: date, as_of: date | None = None) -> Facts:
    """The facts of these projects for their status dates (`today` without one), or all for `as_of`.

    The number of statements does not depend on the number of projects; unknown ids are left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(fact_queries.STATUS_DATES, {"ids": list(project_ids), "today": today, "as_of": as_of})
        asked = dict(cursor.fetchall())
        return facts_of(cursor, asked, today)


def facts_of(cursor, asked: dict[int, date], today: date) -> Facts:
    """The facts of each project for its day."""
    parameters = {"ids": list(asked), "days": list(asked.values()), "today": today, "chances": list(PROBABILITIES)}
    found = {name: rows_by_project(cursor, query, parameters) for name, query in QUERIES.items()}
    past = past_of(found["project"], today)
    parameters |= {"past": sorted(past), "zone": zone()}
    for name, query in (PAST_QUERIES if past else PLAN_QUERIES).items():
        found[name] = rows_by_project(cursor, query, parameters)
    earned, loads = earned_of(cursor, asked, found, past), read_loads(cursor, asked)
    projects = [
        ProjectFacts(project, *(found[name].get(pk) for name in KINDS), earned.get(pk), loads.get(pk))
        for pk, project in found["project"].items()
    ]
    organisation = Organisation.objects.filter(pk=1).first() or Organisation(pk=1)
    return Facts(projects, organisation, read_rates(cursor, set(asked.values())))


def past_of(projects: dict[int, tuple], today: date) -> set[int]:
    """Projects that are asked for an earlier day than their status date: their progress comes from history.

    On the status date itself, even an earlier one, what is reported by now counts: it is reported for that date.
    """
    return {pk for pk, project in projects.items() if project.as_of < today and not project.is_current}


def earned_of(cursor, asked: dict[int, date], found: dict[str, dict], past: set[int]) -> dict[int, EarnedFacts]:
    """Earned value of the projects with a current baseline; a process that measures none does not load numpy."""
    if not found["baseline"]:
        return {}
    from .earned import read_earned

    return read_earned(cursor, asked, found["baseline"], found["plan"], found["costs"], past)


def rows_by_project(cursor, query: str, parameters: dict) -> dict[int, tuple]:
    """Named rows by the project's id, which is their first column."""
    cursor.execute(fact_queries.ASKED + query, parameters)
    row = namedtuple("row", [column.name for column in cursor.description])
    return {found[0]: row._make(found) for found in cursor.fetchall()}


def read_rates(cursor, days: set[date]) -> dict[tuple[str, date], Rate]:
    """Exchange rates of the months of these days, by currency and first of the month."""
    cursor.execute(fact_queries.RATES, {"months": sorted({day.replace(day=1) for day in days})})
    return {(code, month): rate for code, month, rate in cursor.fetchall()}


QUERIES = {
    "project": fact_queries.PROJECT,
    "milestones": fact_queries.MILESTONES,
    "budgets": fact_queries.BUDGETS,
    "costs": fact_queries.COSTS,
    "report": fact_queries.REPORTS,
    "risks": fact_queries.RISKS,
    "issues": fact_queries.ISSUES,
    "actions": fact_queries.ACTIONS,
    "decisions": fact_queries.DECISIONS,
    "previous": fact_queries.PREVIOUS,
    "edition": fact_queries.EDITIONS,
    "allocated": fact_queries.ALLOCATED,
}
PLAN_QUERIES = {"baseline": fact_queries.BASELINES, "plan": fact_queries.PLANS}
PAST_QUERIES = {"baseline": fact_queries.BASELINES_THEN, "plan": fact_queries.PLANS_THEN}
KINDS = [*(name for name in QUERIES if name != "project"), *PLAN_QUERIES]
