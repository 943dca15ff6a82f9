"""Calculated health of a project: facts and thresholds in, a colour with its reasons per dimension out.

Pure: no rows, no clock, no settings, no texts. Sentences for the reasons are in `health_reasons.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

GREEN, AMBER, RED, NONE = "green", "amber", "red", "none"
RANK = {NONE: 0, GREEN: 1, AMBER: 2, RED: 3}
DIMENSIONS = ("schedule", "cost", "scope", "resources", "risk")
OVERALL = "overall"

Number = Decimal | float | int


@dataclass(frozen=True)
class HealthFacts:
    """What is known of a project on `as_of`. None means unknown; 0 means known to be none.

    Money is in one currency; shares are fractions (0.1 is 10 %); SPI and CPI are ratios. `finished_on` stops
    the clock of the schedule. `last_changes` dates single dimensions where `last_change` is too coarse.
    """

    as_of: date
    start: date | None = None
    baseline_finish: date | None = None
    planned_finish: date | None = None
    forecast_finish: date | None = None
    finished_on: date | None = None
    spi: Number | None = None
    milestones_late: int | None = None
    milestone_slip_days: int | None = None
    budget: Number | None = None
    forecast_cost: Number | None = None
    actual_cost: Number | None = None
    cpi: Number | None = None
    currency: str = ""
    scope_change_share: Number | None = None
    deliverables_late: int | None = None
    load_share: Number | None = None
    over_allocation_share: Number | None = None
    unfilled_share: Number | None = None
    risk_score: int | None = None
    risk_exposure: Number | None = None
    critical_issues: int | None = None
    last_change: date | None = None
    last_changes: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Thresholds:
    """Where a measure turns amber and red: at or beyond the value; None switches that colour off.

    Beyond means above, but below for SPI and CPI. Names are measure + colour, so that a settings row with the
    same field names maps onto it one to one.
    """

    slip_days_amber: Number | None = 10
    slip_days_red: Number | None = 30
    slip_share_amber: Number | None = 0.10
    slip_share_red: Number | None = 0.20
    spi_amber: Number | None = 0.95
    spi_red: Number | None = 0.85
    milestones_late_amber: Number | None = 1
    milestones_late_red: Number | None = 3
    milestone_slip_days_amber: Number | None = 10
    milestone_slip_days_red: Number | None = 30
    overrun_share_amber: Number | None = 0.05
    overrun_share_red: Number | None = 0.10
    cpi_amber: Number | None = 0.95
    cpi_red: Number | None = 0.85
    scope_change_share_amber: Number | None = 0.10
    scope_change_share_red: Number | None = 0.25
    deliverables_late_amber: Number | None = 1
    deliverables_late_red: Number | None = 3
    load_share_amber: Number | None = 1
    load_share_red: Number | None = 1.2
    over_allocation_share_amber: Number | None = 0.10
    over_allocation_share_red: Number | None = 0.25
    unfilled_share_amber: Number | None = 0.10
    unfilled_share_red: Number | None = 0.30
    risk_score_amber: Number | None = 10
    risk_score_red: Number | None = 16
    exposure_share_amber: Number | None = 0.10
    exposure_share_red: Number | None = 0.20
    critical_issues_amber: Number | None = 1
    critical_issues_red: Number | None = 3
    stale_after_days: int | None = 35

    @cached_property
    def limits(self) -> dict[str, tuple[Decimal | None, Decimal | None, dict]]:
        """Amber and red of each measure, exact and as JSON: worked out once, not for each of many projects."""
        return {
            name.removesuffix("_red"): self._pair(name.removesuffix("_red"))
            for name in vars(self)
            if name.endswith("_red")
        }

    def _pair(self, measure: str) -> tuple[Decimal | None, Decimal | None, dict]:
        pair = {colour: getattr(self, f"{measure}_{colour}") for colour in (AMBER, RED)}
        amber, red = (None if limit is None else exact(limit) for limit in pair.values())
        return amber, red, {colour: plain(limit) for colour, limit in pair.items()}


@dataclass(frozen=True)
class Measure:
    """One figure held against the pair of thresholds that `threshold` names; None is beyond every limit."""

    code: str
    threshold: str
    value: Decimal | None
    arguments: dict = field(default_factory=dict)
    low_is_bad: bool = False


@dataclass(frozen=True)
class Reason:
    """Why a colour: a code and JSON-able arguments, which `health_reasons.reason_text` puts into words."""

    code: str
    colour: str
    arguments: dict = field(default_factory=dict)


@dataclass(frozen=True)
class DimensionHealth:
    """The calculated colour of one dimension, worst reasons first."""

    dimension: str
    colour: str
    reasons: tuple[Reason, ...]
    stale: bool = False
    last_change: date | None = None

    def as_json(self) -> dict:
        """The same as plain JSON values, for a stored row."""
        row = asdict(self) | {"reasons": [asdict(reason) for reason in self.reasons]}
        return row | {"last_change": self.last_change.isoformat() if self.last_change else None}


def calculated_health(facts: HealthFacts, thresholds: Thresholds) -> dict[str, DimensionHealth]:
    """Health by dimension and `overall`, which is the worst of the dimensions that are reported."""
    found = {name: dimension_health(name, facts, thresholds) for name in DIMENSIONS}
    return found | {OVERALL: overall_health(found, facts, thresholds)}


def dimension_health(dimension: str, facts: HealthFacts, thresholds: Thresholds) -> DimensionHealth:
    """Health of one dimension; without a measure it is not reported, and says what is missing."""
    reasons = [judged(measure, thresholds) for measure in MEASURES[dimension](facts)]
    if not reasons:
        return DimensionHealth(dimension, NONE, (Reason(missing_facts(dimension, facts), NONE),))
    reasons.sort(key=lambda reason: -RANK[reason.colour])
    colour, changed = reasons[0].colour, facts.last_changes.get(dimension, facts.last_change)
    stale = stale_reason(facts.as_of, changed, thresholds)
    return DimensionHealth(dimension, colour, (*reasons, *stale), bool(stale), changed)


def overall_health(found: Mapping[str, DimensionHealth], facts: HealthFacts, thresholds: Thresholds) -> DimensionHealth:
    """Worst of the reported dimensions, naming those that decide; none reported is not reported."""
    colour = max((health.colour for health in found.values()), key=RANK.__getitem__)
    if colour == NONE:
        return DimensionHealth(OVERALL, NONE, (Reason("no_facts", NONE),))
    deciding = [name for name, health in found.items() if health.colour == colour]
    changed = max((each.last_change for each in found.values() if each.last_change), default=None)
    stale = stale_reason(facts.as_of, changed, thresholds)
    reasons = (Reason("worst_of", colour, {"dimensions": deciding}), *stale)
    return DimensionHealth(OVERALL, colour, reasons, bool(stale), changed)


def judged(measure: Measure, thresholds: Thresholds) -> Reason:
    """A measure against its thresholds, with the thresholds kept among the arguments."""
    amber, red, limits = thresholds.limits[measure.threshold]
    colour = RED if beyond(measure, red) else AMBER if beyond(measure, amber) else GREEN
    shown = {name: plain(value) for name, value in measure.arguments.items()}
    return Reason(measure.code, colour, shown | limits | {"value": plain(measure.value)})


def beyond(measure: Measure, limit: Decimal | None) -> bool:
    """Whether a measure reaches a limit; compared in decimals, so that 10 % is exactly 10 %."""
    if limit is None or measure.value is None:
        return limit is not None
    return measure.value <= limit if measure.low_is_bad else measure.value >= limit


def stale_reason(as_of: date, changed: date | None, thresholds: Thresholds) -> tuple[Reason, ...]:
    """The reason that marks facts as stale, or nothing; facts of unknown age are not called stale."""
    if changed is None or thresholds.stale_after_days is None:
        return ()
    age, limit = (as_of - changed).days, thresholds.stale_after_days
    stale = Reason("stale", NONE, {"last_change": plain(changed), "days": age, "limit": limit})
    return (stale,) if age > limit else ()


def missing_facts(dimension: str, facts: HealthFacts) -> str:
    """Code that says what keeps a dimension from being reported."""
    if dimension == "schedule" and (facts.forecast_finish or facts.planned_finish or facts.finished_on):
        return "no_reference_finish"
    if dimension == "cost" and facts.budget is not None:
        return "no_forecast_cost"
    spent_or_forecast = facts.forecast_cost is not None or facts.actual_cost is not None
    return "no_budget" if dimension == "cost" and spent_or_forecast else "no_facts"


def schedule_measures(facts: HealthFacts) -> Iterator[Measure]:
    """Slip of the finish in days and share of the planned duration, SPI, late milestones."""
    yield from finish_measures(facts)
    if facts.spi is not None:
        yield Measure("spi", "spi", exact(facts.spi), low_is_bad=True)
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
        yield Measure("finish_passed", "slip_days", exact(overdue), {"forecast": forecast})
    if reference is None:
        return
    expected = max(forecast, facts.as_of) if overdue > 0 else forecast
    dates, slip = {"forecast": expected, "reference": reference}, (expected - reference).days
    yield Measure("finish_slip", "slip_days", exact(slip), dates)
    if facts.start is not None and slip > 0:
        duration = max((reference - facts.start).days, 1)
        shown = dates | {"duration": duration, "days": slip}
        yield Measure("finish_slip_share", "slip_share", exact(slip) / duration, shown)


def cost_measures(facts: HealthFacts) -> Iterator[Measure]:
    """Overrun of the forecast (never less than what is spent) against the budget, and CPI."""
    yield from overrun_measures(facts)
    if facts.cpi is not None:
        yield Measure("cpi", "cpi", exact(facts.cpi), low_is_bad=True)


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
            yield Measure(name, name, exact(value))


def exact(value: Number) -> Decimal:
    """A decimal that reads like the number given (0.1 is one tenth)."""
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else Decimal(str(value))


def plain(value: object) -> object:
    """A value as JSON knows it: numbers as int or float, dates as ISO texts."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


MEASURES = {
    "schedule": schedule_measures,
    "cost": cost_measures,
    "scope": scope_measures,
    "resources": resource_measures,
    "risk": risk_measures,
}
