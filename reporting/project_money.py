"""Budget, forecast and cost of a project from its lines, in its own currency and in the organisation's. Pure."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from projects.health import NONE

from .facts import Facts, ProjectFacts

CENT = Decimal("0.01")


class Money(NamedTuple):
    """Amounts in the project's own currency, None when not known."""

    initial: Decimal | None
    budget: Decimal | None
    forecast: Decimal | None
    committed: Decimal | None
    accrued: Decimal | None
    actual: Decimal | None

    @property
    def spent(self) -> Decimal | None:
        """Actual and accrued cost."""
        return added(self.actual, self.accrued)

    @property
    def expected(self) -> Decimal | None:
        """The forecast, never less than what is spent."""
        return max(self.forecast, self.spent or 0) if self.forecast is not None else self.spent

    @property
    def overrun_percent(self) -> Decimal | None:
        """Expected cost beyond the budget; None without a budget to compare with."""
        if not self.budget or self.expected is None:
            return None
        return rounded((self.expected - self.budget) / self.budget * 100)


def money_of(found: ProjectFacts) -> Money:
    """Budget: the latest revision, else the initial lines, else the project's figure while it has no lines."""
    lines, costs = found.budgets, found.costs
    initial, revised, forecast = (lines.initial, lines.revised, lines.forecast) if lines else (None, None, None)
    if initial is None and revised is None:
        initial = found.project.budget
    budget = revised if revised is not None else initial
    committed, accrued, actual = (costs.committed, costs.accrued, costs.actual) if costs else (None, None, None)
    if forecast is None:
        forecast = forecast_of(budget, added(committed, accrued, actual))
    return Money(initial, budget, forecast, committed, accrued, actual)


def forecast_of(budget: Decimal | None, engaged: Decimal | None) -> Decimal | None:
    """Without a forecast version, the whole budget will be spent, or all that is engaged when that is more."""
    known = [amount for amount in (budget, engaged) if amount is not None]
    return max(known, default=None)


def money_measures(money: Money, found: ProjectFacts, facts: Facts, reasons: dict[str, list]) -> dict[str, object]:
    """Amounts in both currencies. Without a rate of the month the totals are unknown, and a reason says so."""
    project, exposure = found.project, rounded(found.risks.exposure) if found.risks else None
    rate = facts.rate(project.currency, project.as_of)
    if rate is None:
        missing = {"currency": project.currency, "month": project.as_of.replace(day=1).isoformat()}
        reasons["currency"] = [{"code": "no_exchange_rate", "colour": NONE, "arguments": missing}]
    return {
        "budget_initial": money.initial,
        "budget": money.budget,
        "forecast": money.forecast,
        "committed": money.committed,
        "accrued": money.accrued,
        "actual": money.actual,
        "overrun_percent": money.overrun_percent,
        "risk_exposure": exposure,
        "budget_total": converted(money.budget, rate),
        "forecast_total": converted(money.forecast, rate),
        "actual_total": converted(money.actual, rate),
        "risk_exposure_total": converted(exposure, rate),
    }


def added(*amounts: Decimal | None) -> Decimal | None:
    """Sum of what is known, None when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def converted(amount: Decimal | None, rate: Decimal | None) -> Decimal | None:
    """An amount in the organisation's currency."""
    return None if amount is None or rate is None else rounded(amount * rate)


def rounded(value: Decimal | None) -> Decimal | None:
    """To cents, half away from zero as the database does."""
    return None if value is None else value.quantize(CENT, ROUND_HALF_UP)
