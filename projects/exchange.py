"""Amounts from one currency into another, by the monthly rates of the organisation."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import ExchangeRate
from pmo.models import Organisation

CENT = Decimal("0.01")


def organisation_currency() -> str:
    return (Organisation.objects.filter(pk=1).first() or Organisation(pk=1)).currency


def rate_of(currency: str, on: date, *, own: str = "") -> Decimal:
    """What one unit is worth in the organisation's currency (`own`, where it is known) in the month of a day.

    Raises ValidationError.
    """
    if currency == (own or organisation_currency()):
        return Decimal(1)
    month = on.replace(day=1)
    found = ExchangeRate.objects.filter(currency__code=currency, month=month).values_list("rate", flat=True).first()
    if found is None:
        text = _(
            "There is no exchange rate of %(currency)s for %(month)s. Ask the PMO or a finance controller to enter it."
        )
        raise ValidationError(text % {"currency": currency, "month": f"{month:%Y-%m}"})
    return found


def converted(amount: Decimal, source: str, target: str, on: date) -> Decimal:
    """The amount in another currency by the rates of the month, to the cent. Raises ValidationError without a rate."""
    if source == target:
        return amount
    return (amount * rate_of(source, on) / rate_of(target, on)).quantize(CENT, ROUND_HALF_UP)
