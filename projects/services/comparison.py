"""Reads a call for tender with its quotes, criteria and scores, and compares the last offer of each vendor."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..models import Quote, QuoteScore, Tender, TenderCriterion
from ..tender_comparison import Offer, change_percent, price_scores, validity, weighted_total


@dataclass(frozen=True)
class Round:
    """One quote of a vendor. `change`: of the comparable amount against the round before, in %."""

    quote: Quote
    offer: Offer
    validity: str
    change: Decimal | None


@dataclass(frozen=True)
class Compared:
    """The last offer of a vendor with its scores by criterion, None where not scored, and its earlier rounds."""

    last: Round
    earlier: tuple[Round, ...]
    scores: dict[int, Decimal | None]
    total: Decimal | None
    is_lowest: bool
    is_best: bool
    over_all_rounds: Decimal | None


@dataclass(frozen=True)
class Comparison:
    tender: Tender
    criteria: list[TenderCriterion]
    offers: list[Compared]

    @property
    def is_complete(self) -> bool:
        return bool(self.offers) and all(offer.total is not None for offer in self.offers)


def compare_quotes(tender: Tender, *, on: date) -> Comparison:
    """Vendors by name; three queries."""
    criteria = list(TenderCriterion.objects.filter(tender=tender).order_by("-weight", "pk"))
    rounds = rounds_of(tender, on)
    scored: dict[int, dict[int, Decimal]] = {}
    for quote, criterion, score in QuoteScore.objects.filter(quote__tender=tender).values_list(
        "quote", "criterion", "score"
    ):
        scored.setdefault(quote, {})[criterion] = score
    last = [found[-1] for found in rounds]
    prices = price_scores({one.quote.pk: one.offer.comparable for one in last})
    scores = {one.quote.pk: scores_of(one, criteria, scored.get(one.quote.pk, {}), prices) for one in last}
    weights = {criterion.pk: criterion.weight for criterion in criteria}
    totals = {key: weighted_total(found, weights) for key, found in scores.items()}
    return Comparison(tender, criteria, [compared(found, scores, totals, last) for found in rounds])


def rounds_of(tender: Tender, on: date) -> list[list[Round]]:
    """The quotes of each vendor from the first round to the last."""
    by_vendor: dict[int, list[Round]] = {}
    rows = Quote.objects.filter(tender=tender).select_related("vendor")
    for quote in rows.order_by("vendor__sort_key", "vendor", "round", "pk"):
        before = by_vendor.setdefault(quote.vendor_id, [])
        offer = Offer(quote.amount, quote.vat_rate, quote.scope_amount)
        change = change_percent(before[-1].offer.comparable, offer.comparable) if before else None
        before.append(Round(quote, offer, validity(quote.valid_until, on), change))
    return list(by_vendor.values())


def scores_of(one: Round, criteria: list[TenderCriterion], given: dict, prices: dict) -> dict[int, Decimal | None]:
    """By criterion; that of the price comes from the amounts, whatever was typed."""
    return {each.pk: prices[one.quote.pk] if each.is_price else given.get(each.pk) for each in criteria}


def compared(rounds: list[Round], scores: dict, totals: dict, last: list[Round]) -> Compared:
    now = rounds[-1]
    known = [total for total in totals.values() if total is not None]
    total = totals[now.quote.pk]
    return Compared(
        last=now,
        earlier=tuple(reversed(rounds[:-1])),
        scores=scores[now.quote.pk],
        total=total,
        is_lowest=now.offer.comparable == min(one.offer.comparable for one in last),
        is_best=total is not None and total == max(known),
        over_all_rounds=change_percent(rounds[0].offer.comparable, now.offer.comparable) if rounds[1:] else None,
    )
