"""The measures of each dimension, from the facts that are known. What they are held against is not decided here."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from .facts import HealthFacts
from .numbers import exact


class Measure(NamedTuple):
    """One figure held against the pair of thresholds that `threshold` names; None is beyond every limit."""

    code: str
    threshold: str
    value: Decimal | int | None
    arguments: dict
    low_is_bad: bool = False


def schedule_measures(facts: HealthFacts) -> Iterator[Measure]:
    """Slip of the finish in days and share of the planned duration, SPI, late milestones."""
    yield from finish_measures(facts)
    if facts.spi is not None:
        yield Measure("spi", "spi", exact(facts.spi), {}, low_is_bad=True)
    yield from counts(facts, "milestones_late", "milestone_slip_days")


def finish_measures(facts: HealthFacts) -> Iterator[Measure]:
    """An unfinished project cannot finish before `as_of`: a forecast in the past counts as that day."""
    forecast = facts.finished_on or facts.forecast_finish or facts.planned_finish
    reference = facts.baseline_finish or facts.planned_finish
    forecast = forecast or reference
    if forecast is None:
        return
    overdue = 0 if facts.finished_on else (facts.as_of - forecast).days
    if overdue > 0:
        yield Measure("finish_passed", "slip_days", overdue, {"forecast": forecast})
    if reference is None:
        return
    expected = max(forecast, facts.as_of) if overdue > 0 else forecast
    dates, slip = {"forecast": expected, "reference": reference}, (expected - reference).days
    yield Measure("finish_slip", "slip_days", slip, dates)
    if facts.start is not None and slip > 0:
        duration = max((reference - facts.start).days, 1)
        shown = dates | {"duration": duration, "days": slip}
        yield Measure("finish_slip_share", "slip_share", Decimal(slip) / duration, shown)


def cost_measures(facts: HealthFacts) -> Iterator[Measure]:
    """Overrun of the forecast (never less than what is spent) against the budget, and CPI."""
    yield from overrun_measures(facts)
    if facts.cpi is not None:
        yield Measure("cpi", "cpi", exact(facts.cpi), {}, low_is_bad=True)


def overrun_measures(facts: HealthFacts) -> Iterator[Measure]:
    """Nothing when the forecast is unknown, unless what is spent alone is over the budget."""
    if facts.budget is None or (facts.forecast_cost is None and facts.actual_cost is None):
        return
    budget, forecast = exact(facts.budget), exact(facts.forecast_cost or 0)
    actual = exact(facts.actual_cost or 0)
    if facts.forecast_cost is None and actual <= budget:
        return
    expected = max(forecast, actual)
    code = "spent_over_budget" if actual > max(forecast, budget) else "cost_overrun"
    shown = {"budget": budget, "forecast": expected, "currency": facts.currency}
    if budget <= 0 < expected:
        yield Measure("cost_without_budget", "overrun_share", None, shown)
    else:
        yield Measure(code, "overrun_share", (expected - budget) / budget if budget else Decimal(0), shown)


def scope_measures(facts: HealthFacts) -> Iterator[Measure]:
    """Approved change of scope as a share of the baseline, and late deliverables."""
    yield from counts(facts, "scope_change_share", "deliverables_late")


def resource_measures(facts: HealthFacts) -> Iterator[Measure]:
    """Load as a share of capacity, share of the allocated days beyond it, share nobody is named for."""
    yield from counts(facts, "load_share", "over_allocation_share", "unfilled_share")


def risk_measures(facts: HealthFacts) -> Iterator[Measure]:
    """Highest residual score, exposure against the budget, open critical issues."""
    yield from counts(facts, "risk_score", "critical_issues")
    if facts.risk_exposure is None or facts.budget is None:
        return
    exposure, budget = exact(facts.risk_exposure), exact(facts.budget)
    shown = {"exposure": exposure, "budget": budget, "currency": facts.currency}
    if budget <= 0 < exposure:
        yield Measure("exposure_without_budget", "exposure_share", None, shown)
    else:
        yield Measure("risk_exposure", "exposure_share", exposure / budget if budget else Decimal(0), shown)


def counts(facts: HealthFacts, *names: str) -> Iterator[Measure]:
    """Measures that are facts as they stand, held against the thresholds of the same name."""
    for name in names:
        value = getattr(facts, name)
        if value is not None:
            # Whole numbers are exact as they are.
            yield Measure(name, name, value if isinstance(value, int) else exact(value), {})


MEASURES = {
    "schedule": schedule_measures,
    "cost": cost_measures,
    "scope": scope_measures,
    "resources": resource_measures,
    "risk": risk_measures,
}


def missing_facts(dimension: str, facts: HealthFacts) -> str:
    """Code that says what keeps a dimension from being reported."""
    if dimension == "schedule" and (facts.forecast_finish or facts.planned_finish or facts.finished_on):
        return "no_reference_finish"
    if dimension == "cost" and facts.budget is not None:
        return "no_forecast_cost"
    spent_or_forecast = facts.forecast_cost is not None or facts.actual_cost is not None
    return "no_budget" if dimension == "cost" and spent_or_forecast else "no_facts"
