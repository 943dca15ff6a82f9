"""Envelope, budget, forecast and actual of one fiscal year by portfolio, for the projects whose money a reader sees.

The only sums over budget lines and costs outside the roll-up: a year is a part of a project that no state holds.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import EmptyResultSet
from django.db import connection

from accounts.models import ExchangeRate
from pmo.models import Organisation
from projects.choices import ProjectStatus
from projects.models import Project

from .envelopes import envelopes_of
from .picture import Picture

# The highest revision counts, else the initial lines; of forecasts the last round, else the budget.
YEAR = """
WITH project AS MATERIALIZED ({projects}),
versions AS (
    SELECT line.project_id, line.budget_version, line.number,
        sum(line.amount) FILTER (WHERE fiscal_year = %(year)s) AS total
    FROM projects_budgetline line JOIN project ON project.id = line.project_id
    GROUP BY line.project_id, line.budget_version, line.number
),
chosen AS (
    SELECT project_id,
        (array_agg(coalesce(total, 0) ORDER BY budget_version = 'revised' DESC, number DESC)
            FILTER (WHERE budget_version IN ('initial', 'revised')))[1] AS budget,
        (array_agg(coalesce(total, 0) ORDER BY number DESC) FILTER (WHERE budget_version = 'forecast'))[1] AS forecast
    FROM versions GROUP BY project_id
),
spent AS (
    SELECT entry.project_id, sum(entry.amount) AS actual
    FROM projects_costentry entry JOIN project ON project.id = entry.project_id
    WHERE entry.kind = 'actual' AND entry.month BETWEEN %(first)s AND %(last)s GROUP BY entry.project_id
)
SELECT project.portfolio_id, project.currency, sum(chosen.budget), sum(coalesce(chosen.forecast, chosen.budget)),
    sum(spent.actual)
FROM project LEFT JOIN chosen ON chosen.project_id = project.id LEFT JOIN spent ON spent.project_id = project.id
GROUP BY project.portfolio_id, project.currency
"""


@dataclass
class YearLine:
    """One portfolio; None where nothing is known."""

    envelope: Decimal | None = None
    budget: Decimal | None = None
    forecast: Decimal | None = None
    actual: Decimal | None = None

    def add(self, name: str, amount: Decimal | None) -> None:
        if amount is not None:
            setattr(self, name, (getattr(self, name) or Decimal(0)) + amount)


@dataclass
class YearMoney:
    """A fiscal year in the organisation's currency; amounts in the currencies `without_rate` are in no sum."""

    NAMES = ("envelope", "budget", "forecast", "actual")

    year: int
    by_portfolio: dict[int, YearLine] = field(default_factory=dict)
    without_rate: set[str] = field(default_factory=set)

    def total(self, name: str) -> Decimal | None:
        known = [amount for line in self.by_portfolio.values() if (amount := getattr(line, name)) is not None]
        return sum(known, Decimal(0)) if known else None


def year_money(picture: Picture, organisation: Organisation, today: date) -> YearMoney:
    """The fiscal year of today (three queries). Projects that were never approved do not count."""
    envelopes = envelopes_of(picture, organisation, today)
    found = YearMoney(envelopes.year)
    for portfolio, amount in envelopes.by_portfolio.items():
        found.by_portfolio.setdefault(portfolio, YearLine()).add("envelope", amount)
    rates = rates_of(today)
    for portfolio, currency, *amounts in project_sums(picture, envelopes.year, organisation.fiscal_year_start):
        rate = Decimal(1) if currency == organisation.currency else rates.get(currency)
        line = found.by_portfolio.setdefault(portfolio, YearLine())
        if rate is None and any(amount is not None for amount in amounts):
            found.without_rate.add(currency)
        for name, amount in zip(YearMoney.NAMES[1:], amounts, strict=True):
            line.add(name, None if amount is None or rate is None else amount * rate)
    return found


def rates_of(day: date) -> dict[str, Decimal]:
    rows = ExchangeRate.objects.filter(month=day.replace(day=1))
    return dict(rows.values_list("currency__code", "rate"))


def project_sums(picture: Picture, year: int, first_month: int) -> list[tuple]:
    """(portfolio, currency, budget, forecast, actual) over the projects whose money the reader may see."""
    unapproved = [ProjectStatus.PROPOSED, ProjectStatus.CANCELLED]
    projects = Project.objects.allowed(picture.user, "view", "money").real().exclude(status__in=unapproved)
    projects = projects.filter(picture.inside).order_by().values("id", "portfolio_id", "currency")
    try:
        statement, parameters = projects.query.sql_with_params()
    except EmptyResultSet:
        return []
    last = date(year, 12, 1) if first_month == 1 else date(year + 1, first_month - 1, 1)
    named = {f"given_{place}": value for place, value in enumerate(parameters)}
    inner = statement % tuple(f"%({name})s" for name in named)
    with connection.cursor() as cursor:
        cursor.execute(
            YEAR.format(projects=inner), named | {"year": year, "first": date(year, first_month, 1), "last": last}
        )
        return cursor.fetchall()
