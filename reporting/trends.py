"""How totals moved over time, from kept snapshots: stored totals for readers who may see every project, for all
others the dated rows of those projects they may see today.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from pmo.access import holds_organisation_wide, visible
from pmo.choices import Health
from portfolio.models import Portfolio, PortfolioSnapshot, Programme
from projects.choices import ProjectStatus
from projects.models import ProjectSnapshot

RUNNING = [ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD]
PERIODS = {
    "day": lambda day: day,
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
    "year": lambda day: day.year,
}
COLOURS = ("green", "amber", "red")
MONEY = ("budget", "forecast", "actual", "risk_exposure")
COUNTS = ("late_milestone_count", "without_rate")


@dataclass(frozen=True)
class TrendPoint:
    """Totals on a kept day; money in the organisation's currency, None where the reader sees none."""

    as_of: date
    projects: int
    by_health: dict[str, int]
    watermelons: int
    budget: Decimal | None
    forecast: Decimal | None
    actual: Decimal | None
    risk_exposure: Decimal | None
    late_milestone_count: int
    without_rate: int


def trend(
    user,
    *,
    portfolio: Portfolio | None = None,
    programme: Programme | None = None,
    period: str = "month",
    points: int = 12,
    until: date | None = None,
) -> list[TrendPoint]:
    """The last kept day of each period, oldest first, for a portfolio, a programme or the organisation.

    Two statements. Running projects only; archives do not count for the organisation.
    """
    stored = PortfolioSnapshot.objects.filter(of_portfolio(portfolio or getattr(programme, "portfolio", None)))
    days = last_days(stored.filter(as_of__lte=until) if until else stored, period, points)
    if programme is None and sees_everything(user):
        return [point(row) for row in stored_totals(stored.filter(as_of__in=days))]
    rows = ProjectSnapshot.objects.allowed(user).filter(of_portfolio(portfolio), as_of__in=days)
    if programme is not None:
        rows = rows.filter(programme=programme)
    return [point(row) for row in grouped_totals(user, rows)]


def counted(
    user,
    test: Q,
    *,
    portfolio: Portfolio | None = None,
    programme: Programme | None = None,
    points: int = 12,
    until: date | None = None,
) -> list[tuple[date, int]]:
    """How many running projects pass a test on their dated rows, on the last kept day of each month."""
    stored = PortfolioSnapshot.objects.filter(of_portfolio(portfolio or getattr(programme, "portfolio", None)))
    days = last_days(stored.filter(as_of__lte=until) if until else stored, "month", points)
    rows = ProjectSnapshot.objects.allowed(user).filter(of_portfolio(portfolio), as_of__in=days)
    if programme is not None:
        rows = rows.filter(programme=programme)
    running = rows.filter(status__in=RUNNING, project__is_template=False).order_by("as_of").values("as_of")
    return list(running.annotate(count=Count("pk", filter=test)).values_list("as_of", "count"))


def of_portfolio(portfolio: Portfolio | None) -> Q:
    """Rows of one portfolio, or of all that are steered."""
    return Q(portfolio=portfolio) if portfolio else Q(portfolio__is_archive=False)


def sees_everything(user) -> bool:
    """Whether stored totals may be shown: no project, past or present, is hidden from the reader."""
    return all(holds_organisation_wide(user, "view", kind) for kind in ("project", "money"))


def last_days(stored: QuerySet, period: str, points: int) -> list[date]:
    """The last kept day of each of the last periods. Raises KeyError for an unknown period."""
    last: dict[object, date] = {}
    for day in stored.order_by("as_of").values_list("as_of", flat=True).distinct():
        last[PERIODS[period](day)] = day
    return list(last.values())[-points:]


def stored_totals(stored: QuerySet) -> QuerySet:
    """Sums of stored totals by day."""
    names = {"projects": "project_count", "watermelons": "watermelon_count", "none": "not_reported"}
    names |= {name: name for name in (*COLOURS, *MONEY, *COUNTS)}
    sums = {f"sum_{name}": Sum(column) for name, column in names.items()}
    return stored.order_by("as_of").values("as_of").annotate(**sums)


def grouped_totals(user, rows: QuerySet) -> QuerySet:
    """The same sums over dated rows of projects."""
    has_amount = Q(budget__isnull=False) | Q(forecast__isnull=False)
    no_total = Q(budget_total__isnull=True, forecast_total__isnull=True)
    money = {f"sum_{name}": Sum(visible(user, f"{name}_total", ProjectSnapshot.access, "money")) for name in MONEY}
    colours = {f"sum_{health}": Count("pk", filter=Q(health=health)) for health in Health.values}
    running = rows.filter(status__in=RUNNING, project__is_template=False)
    return (
        running.order_by("as_of")
        .values("as_of")
        .annotate(
            sum_projects=Count("pk"),
            sum_watermelons=Count("pk", filter=Q(is_watermelon=True)),
            sum_late_milestone_count=Sum("late_milestone_count"),
            sum_without_rate=Count("pk", filter=has_amount & no_total),
            **colours,
            **money,
        )
    )


def point(row: dict) -> TrendPoint:
    """A row of sums of either kind."""
    return TrendPoint(
        as_of=row["as_of"],
        by_health={health: row[f"sum_{health}"] for health in Health.values},
        projects=row["sum_projects"],
        watermelons=row["sum_watermelons"],
        **{name: row[f"sum_{name}"] for name in (*MONEY, *COUNTS)},
    )
