"""Comparing quotes: comparable amounts, scores of prices, weighted totals, change between rounds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

BEST = Decimal(5)
SOON = timedelta(days=14)
TENTH, CENT = Decimal("0.1"), Decimal("0.01")


@dataclass(frozen=True)
class Offer:
    """One quote as the comparison needs it; amounts excluding VAT, in the currency of the call."""

    amount: Decimal
    vat_rate: Decimal = Decimal(0)
    scope_amount: Decimal = Decimal(0)

    @property
    def with_vat(self) -> Decimal:
        return (self.amount * (100 + self.vat_rate) / 100).quantize(CENT, ROUND_HALF_UP)

    @property
    def comparable(self) -> Decimal:
        """The amount with what is missing priced in and what comes on top taken out."""
        return self.amount + self.scope_amount


def price_scores(comparable: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """5 for the lowest, 5 × lowest ÷ amount for the others, to a tenth; an amount of 0 or less scores 5.

    Without a positive amount all score 5: they cost the same, nothing.
    """
    positive = [amount for amount in comparable.values() if amount > 0]
    if len(positive) < len(comparable):
        return {key: BEST if amount <= 0 else Decimal(0) for key, amount in comparable.items()}
    lowest = min(positive, default=Decimal(0))
    return {key: (BEST * lowest / amount).quantize(TENTH, ROUND_HALF_UP) for key, amount in comparable.items()}


def weighted_total(scores: Mapping[int, Decimal | None], weights: Mapping[int, int]) -> Decimal | None:
    """Σ weight × score ÷ Σ weight, 0 to 5, to a hundredth; None while a criterion is not scored."""
    if not weights or any(scores.get(key) is None for key in weights):
        return None
    total = sum((weight * scores[key] for key, weight in weights.items()), Decimal(0))
    return (total / sum(weights.values())).quantize(CENT, ROUND_HALF_UP)


def change_percent(before: Decimal, now: Decimal) -> Decimal | None:
    """How the comparable amount moved between two rounds, in % of the earlier; None from nothing."""
    return None if before <= 0 else ((now - before) / before * 100).quantize(TENTH, ROUND_HALF_UP)


def validity(valid_until: date | None, on: date) -> str:
    """`expired`, `soon` (within 14 days), `valid`, or `open` for a quote that names no day."""
    if valid_until is None:
        return "open"
    if valid_until < on:
        return "expired"
    return "soon" if valid_until <= on + SOON else "valid"
