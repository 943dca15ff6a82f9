"""Totals over the projects a reader may see: one GROUP BY over their states, so a total equals its list.

Nothing is calculated live from facts. Money counts only where the reader may see it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum

from pmo.access import EVERYTHING, condition, visible
from pmo.choices import Health
from projects.amounts_without_rate import without_rate
from projects.models import Project

MONEY = ("budget_total", "forecast_total", "actual_total", "risk_exposure_total")
COUNTS = (
    "milestone_count", "late_milestone_count", "risk_count", "issue_count", "critical_issue_count",
    "open_action_count", "late_action_count", "open_decision_count",
)  # fmt: skip


@dataclass
class Totals:
    """Sums over projects, by colour where colours matter. Money is in the organisation's currency.

    A sum is None when nothing of it is known. `without_rate` projects have amounts but no exchange rate, so no sum
    holds them; `with_money` is how many of the projects show the reader their money.
    """

    projects: int = 0
    by_health: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Health.values, 0))
    budget_by_health: dict[str, Decimal] = field(default_factory=lambda: dict.fromkeys(Health.values, Decimal(0)))
    money: dict[str, Decimal | None] = field(default_factory=lambda: dict.fromkeys(MONEY))
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    watermelons: int = 0
    stale: int = 0
    late: int = 0
    critical: int = 0
    without_rate: int = 0
    with_money: int = 0

    @property
    def overrun(self) -> Decimal | None:
        """Forecast beyond the budget."""
        budget, forecast = self.money["budget_total"], self.money["forecast_total"]
        return None if budget is None or forecast is None else forecast - budget

    def share_of_budget(self, health: str) -> Decimal | None:
        """Part (0 to 1) of the budget in projects of a colour; None without a budget."""
        whole = sum(self.budget_by_health.values())
        return self.budget_by_health[health] / whole if whole else None

    def include(self, row: dict) -> None:
        """Add the sums of one colour."""
        health = row["colour"] or Health.NONE
        self.projects += row["projects"]
        self.by_health[health] += row["projects"]
        self.budget_by_health[health] += row["sum_budget_total"] or 0
        for name in MONEY:
            if row[f"sum_{name}"] is not None:
                self.money[name] = (self.money[name] or 0) + row[f"sum_{name}"]
        for name in COUNTS:
            self.counts[name] += row[f"sum_{name}"] or 0
        for name in ("watermelons", "stale", "late", "critical", "without_rate", "with_money"):
            setattr(self, name, getattr(self, name) + row[name])


def project_totals(user, projects: QuerySet | None = None) -> Totals:
    """Totals over those of the projects that the user may see; without a queryset over all that are running."""
    totals = Totals()
    for row in sums(user, projects):
        totals.include(row)
    return totals


def totals_by(user, group: str, projects: QuerySet | None = None) -> dict[object, Totals]:
    """The same for each value of a field of the project, such as `portfolio_id` or `programme_id`."""
    found: dict[object, Totals] = {}
    for row in sums(user, projects, group):
        found.setdefault(row["group"], Totals()).include(row)
    return found


def steered(user) -> QuerySet:
    """What dashboards of the organisation are about: running projects, archives left out."""
    return Project.objects.allowed(user).running().filter(portfolio__is_archive=False)


def sums(user, projects: QuerySet | None, *groups: str) -> Iterable[dict]:
    """One row of sums a colour, and a value of the group field where one is given."""
    rows = steered(user) if projects is None else Project.objects.allowed(user).filter(pk__in=projects.values("pk"))
    grouped = {"group": F(groups[0])} if groups else {}
    return rows.order_by().values(colour=F("state__health"), **grouped).annotate(**aggregates(user))


def aggregates(user, model=Project, state: str = "state__", project: str = "") -> dict:
    """The columns of a total over rows of `model`; `state` and `project` lead to measures and project."""
    reader = condition(user, "view", model.access, "money")
    seen = Q() if reader == EVERYTHING else reader
    money = {name: Sum(visible(user, f"{state}{name}", model.access, "money")) for name in MONEY}
    return {
        "projects": Count("pk"),
        **{f"sum_{name}": amount for name, amount in money.items()},
        **{f"sum_{name}": Sum(f"{state}{name}") for name in COUNTS},
        "watermelons": Count("pk", filter=Q(**{f"{state}is_watermelon": True})),
        "stale": Count("pk", filter=Q(**{f"{state}is_stale": True})),
        "late": Count("pk", filter=Q(**{f"{state}slip_days__gt": 0})),
        "critical": Count("pk", filter=Q(**{f"{project}is_critical": True})),
        "without_rate": without_rate(user, model, state),
        "with_money": Count("pk", filter=seen) if seen != EVERYTHING else Count("pk"),
    }
