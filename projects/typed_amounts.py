"""Amounts as people type them or copy them from a spreadsheet, in either language. Files are read elsewhere."""

import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CENT, LARGEST = Decimal("0.01"), 10**14
SYMBOLS = "€£$"
# 1.234,50 or 1,234.50: groups of three and another sign before the cents; 1.234.567: two groups at least.
GROUPED = re.compile(
    r"(\d{1,3}(?:\.\d{3})+),(\d{1,2})|(\d{1,3}(?:,\d{3})+)\.(\d{1,2})|(\d{1,3}(?:([.,])\d{3})(?:\6\d{3})+)"
)

THOUSANDS_OR_CENTS = re.compile(r"\d{1,3}[.,]\d{3}")


def typed_amount(text: str) -> Decimal:
    """0 for nothing; 1 234,50 €, 1,234.50, −50 or (50). Raises ValidationError naming the text.

    One comma or point stands before the cents, so 1,200 is refused: nobody knows which it is.
    """
    plain = "".join(text.split()).replace("\u2212", "-")
    negative = plain.startswith("(") and plain.endswith(")")
    plain = (plain[1:-1] if negative else plain).strip(SYMBOLS)
    sign, digits = ("-", plain[1:].strip(SYMBOLS)) if plain.startswith("-") else ("", plain)
    if found := GROUPED.fullmatch(digits):
        whole, cents = found[1] or found[3] or found[5], found[2] or found[4] or "0"
        digits = f"{re.sub('[.,]', '', whole)}.{cents}"
    try:
        value = Decimal(f"{sign}{digits.replace(',', '.')}" if digits else "0")
        fits = (
            not THOUSANDS_OR_CENTS.fullmatch(digits)
            and value.is_finite()
            and abs(value) < LARGEST
            and value == value.quantize(CENT)
        )
    except InvalidOperation:
        fits = False
    if not fits:
        raise ValidationError(_("“%(text)s” is not an amount.") % {"text": text[:40]})
    return -value if negative else value


def as_typed(amount: Decimal | None) -> str:
    """An amount as somebody would type it, without grouping; nothing for 0."""
    return f"{amount.normalize():f}" if amount else ""
