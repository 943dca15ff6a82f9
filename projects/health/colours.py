"""Measures held against thresholds: the colour of each dimension and of the whole, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from .facts import HealthFacts
from .measures import MEASURES, Measure, missing_facts
from .numbers import plain
from .thresholds import AMBER, GREEN, NONE, RED, Thresholds

RANK = {NONE: 0, GREEN: 1, AMBER: 2, RED: 3}
DIMENSIONS = tuple(MEASURES)
OVERALL = "overall"


class Reason(NamedTuple):
    """Why a colour: a code and JSON-able arguments, which `health_reasons.reason_text` puts into words."""

    code: str
    colour: str
    arguments: dict


class DimensionHealth(NamedTuple):
    """The calculated colour of one dimension, worst reasons first."""

    dimension: str
    colour: str
    reasons: tuple[Reason, ...]
    stale: bool = False
    last_change: date | None = None


def calculated_health(facts: HealthFacts, thresholds: Thresholds) -> dict[str, DimensionHealth]:
    """Health by dimension and `overall`, which is the worst of the dimensions that are reported."""
    found = {name: dimension_health(name, facts, thresholds) for name in DIMENSIONS}
    return found | {OVERALL: overall_health(found, facts, thresholds)}


def dimension_health(dimension: str, facts: HealthFacts, thresholds: Thresholds) -> DimensionHealth:
    """Health of one dimension; without a measure it is not reported, and says what is missing."""
    reasons = [judged(measure, thresholds) for measure in MEASURES[dimension](facts)]
    if not reasons:
        return DimensionHealth(dimension, NONE, (Reason(missing_facts(dimension, facts), NONE, {}),))
    reasons.sort(key=lambda reason: -RANK[reason.colour])
    colour, changed = reasons[0].colour, facts.last_changes.get(dimension, facts.last_change)
    stale = stale_reason(facts.as_of, changed, thresholds)
    return DimensionHealth(dimension, colour, (*reasons, *stale), bool(stale), changed)


def overall_health(found: Mapping[str, DimensionHealth], facts: HealthFacts, thresholds: Thresholds) -> DimensionHealth:
    """Worst of the reported dimensions, naming those that decide; none reported is not reported."""
    colour = max((health.colour for health in found.values()), key=RANK.__getitem__)
    if colour == NONE:
        return DimensionHealth(OVERALL, NONE, (Reason("no_facts", NONE, {}),))
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
    return Reason(measure.code, colour, {**shown, **limits, "value": plain(measure.value)})


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
    if age <= limit:
        return ()
    return (Reason("stale", NONE, {"last_change": changed.isoformat(), "days": age, "limit": limit}),)
