"""Scores, bands and expected money of risks: plain figures in and out.

Pure: no rows, no settings; which risks count and what the scales are is the caller's choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

LEVELS = range(1, 6)
THREAT, OPPORTUNITY = "threat", "opportunity"


@dataclass(frozen=True)
class Band:
    """A named range of scores that starts at `floor` and ends where the next one starts."""

    name: str
    floor: int
    colour: str


BANDS = (
    Band("low", 1, "green"),
    Band("moderate", 5, "yellow"),
    Band("high", 10, "orange"),
    Band("critical", 16, "red"),
)
PROBABILITIES = (Decimal("0.1"), Decimal("0.3"), Decimal("0.5"), Decimal("0.7"), Decimal("0.9"))
"""Chance meant by the levels 1 to 5 where the organisation says nothing else."""


@dataclass(frozen=True)
class RiskFigures:
    """One open risk in numbers. Levels run from 1 to 5; None in a residual level means as before responses.

    `cost_impact` is the money lost (threat) or gained (opportunity) when it happens, None when not estimated.
    """

    probability: int
    impact: int
    residual_probability: int | None = None
    residual_impact: int | None = None
    cost_impact: Decimal | None = None
    kind: str = THREAT

    @property
    def inherent_score(self) -> int:
        """Score before responses, 1 to 25."""
        return score(self.probability, self.impact)

    @property
    def current_probability(self) -> int:
        """Level after responses, or before them where no residual is given."""
        return self.probability if self.residual_probability is None else self.residual_probability

    @property
    def current_impact(self) -> int:
        """Level after responses, or before them where no residual is given."""
        return self.impact if self.residual_impact is None else self.residual_impact

    @property
    def current_score(self) -> int:
        """Score after responses, 1 to 25."""
        return score(self.current_probability, self.current_impact)


@dataclass(frozen=True)
class Exposure:
    """What a set of open risks amounts to. Money is None when no risk of that kind has an estimate."""

    count: int
    without_cost: int
    highest_score: int | None
    threats: Decimal | None
    opportunities: Decimal | None
    inherent_threats: Decimal | None

    @property
    def net(self) -> Decimal | None:
        """Expected loss less expected gain, None when neither is estimated."""
        if self.threats is None and self.opportunities is None:
            return None
        return (self.threats or Decimal(0)) - (self.opportunities or Decimal(0))


def score(probability: int, impact: int) -> int:
    """Probability × impact, 1 to 25. Raises ValueError for a level outside 1 to 5."""
    if probability not in LEVELS or impact not in LEVELS:
        raise ValueError(f"Probability and impact run from 1 to 5, not {probability} and {impact}")
    return probability * impact


def band_of(value: int, bands: Sequence[Band] = BANDS) -> Band:
    """The band a score falls in. Raises ValueError below the lowest band."""
    reached = [band for band in bands if value >= band.floor]
    if not reached:
        raise ValueError(f"A score of {value} lies below every band")
    return max(reached, key=lambda band: band.floor)


def chance(level: int, probabilities: Sequence[Decimal] = PROBABILITIES) -> Decimal:
    """The chance (0 to 1) that a level stands for. Raises ValueError for a level outside 1 to 5."""
    if level not in LEVELS:
        raise ValueError(f"A probability level runs from 1 to 5, not {level}")
    return probabilities[level - 1]


def expected_value(
    risk: RiskFigures, probabilities: Sequence[Decimal] = PROBABILITIES, inherent: bool = False
) -> Decimal | None:
    """Expected monetary value (EMV) = chance × cost impact; None without an estimate of the cost."""
    if risk.cost_impact is None:
        return None
    return chance(risk.probability if inherent else risk.current_probability, probabilities) * risk.cost_impact


def exposure(risks: Iterable[RiskFigures], probabilities: Sequence[Decimal] = PROBABILITIES) -> Exposure:
    """EMV of threats and opportunities, the highest current score of a threat, and what is not estimated."""
    risks = list(risks)
    threats = [risk for risk in risks if risk.kind == THREAT]
    opportunities = [risk for risk in risks if risk.kind == OPPORTUNITY]
    return Exposure(
        count=len(risks),
        without_cost=sum(risk.cost_impact is None for risk in risks),
        highest_score=max((risk.current_score for risk in threats), default=None),
        threats=total(expected_value(risk, probabilities) for risk in threats),
        opportunities=total(expected_value(risk, probabilities) for risk in opportunities),
        inherent_threats=total(expected_value(risk, probabilities, inherent=True) for risk in threats),
    )


def reserve(
    found: Exposure, opportunity_credit: Decimal = Decimal(0), response_cost: Decimal = Decimal(0)
) -> Decimal | None:
    """Contingency reserve: expected loss, less the credited share of expected gain, plus responses to pay.

    Never below the cost of the responses; None when no threat has an estimate.
    """
    if found.threats is None:
        return None
    expected = found.threats - opportunity_credit * (found.opportunities or Decimal(0))
    return max(expected, Decimal(0)) + response_cost


def simulated_reserve(
    risks: Iterable[RiskFigures],
    confidence: float,
    generator: np.random.Generator,
    probabilities: Sequence[Decimal] = PROBABILITIES,
    runs: int = 10_000,
) -> float | None:
    """Money that covers the threats with `confidence` (0.8: in 80 % of runs), each happening on its own.

    The EMV of one rare, large threat covers it in no run at all; this shows what would. None: no estimate.
    """
    threats = [risk for risk in risks if risk.kind == THREAT]
    estimated = [(risk, risk.cost_impact) for risk in threats if risk.cost_impact is not None]
    if not estimated:
        return None
    chances = np.array([float(chance(risk.current_probability, probabilities)) for risk, _ in estimated])
    costs = np.array([float(cost) for _, cost in estimated])
    losses = (generator.random((runs, len(estimated))) < chances) @ costs
    return float(np.quantile(losses, confidence, method="higher"))


def matrix(risks: Iterable[RiskFigures], inherent: bool = False) -> np.ndarray:
    """5 × 5 counts, `[probability - 1, impact - 1]`."""
    counts = np.zeros((5, 5), dtype=int)
    for risk in risks:
        probability = risk.probability if inherent else risk.current_probability
        counts[probability - 1, (risk.impact if inherent else risk.current_impact) - 1] += 1
    return counts


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """Sum of what is known, None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
