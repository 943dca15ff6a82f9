"""Envelopes of a fiscal year that a reader may see, in the organisation's currency."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, DecimalField, F, OuterRef, Q, Subquery, Value, When

from accounts.models import ExchangeRate
from pmo.models import Organisation
from portfolio.models import Envelope

from .picture import Picture


@dataclass(frozen=True)
class EnvelopeTotal:
    """Sum of the envelopes by portfolio; `without_rate` of them have no exchange rate and are in no sum."""

    year: int
    by_portfolio: dict[int, Decimal]
    without_rate: int

    @property
    def amount(self) -> Decimal | None:
        return sum(self.by_portfolio.values(), Decimal(0)) if self.by_portfolio else None


def fiscal_year_of(day: date, first_month: int) -> int:
    """The year in which the fiscal year of a day began."""
    return day.year if day.month >= first_month else day.year - 1


def envelopes_of(picture: Picture, organisation: Organisation, today: date) -> EnvelopeTotal:
    """The envelopes of the year of the picture's day (one query); a programme has none."""
    day = picture.day or today
    year = fiscal_year_of(day, organisation.fiscal_year_start)
    rows = Envelope.objects.allowed(picture.user).filter(fiscal_year=year)
    if picture.programme:
        return EnvelopeTotal(year, {}, 0)
    inside = Q(portfolio=picture.portfolio) if picture.portfolio else Q(portfolio__is_archive=False)
    found, missing = {}, 0
    amounts = rows.filter(inside).order_by().annotate(rate=rate_on(day, organisation.currency))
    for portfolio, amount, rate in amounts.values_list("portfolio_id", F("capex") + F("opex"), "rate"):
        if rate is None:
            missing += 1
        else:
            found[portfolio] = found.get(portfolio, Decimal(0)) + amount * rate
    return EnvelopeTotal(year, found, missing)


def rate_on(day: date, currency: str) -> Case:
    """What one unit of the portfolio's currency is worth in the month of a day, NULL when not known."""
    rates = ExchangeRate.objects.filter(currency__code=OuterRef("portfolio__currency"), month=day.replace(day=1))
    number = DecimalField(max_digits=18, decimal_places=6)
    return Case(
        When(portfolio__currency=currency, then=Value(Decimal(1), output_field=number)),
        default=Subquery(rates.values("rate")[:1], output_field=number),
        output_field=number,
    )
