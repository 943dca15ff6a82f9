"""Reading numbers, money and shares as French and English speakers write them. No rounding, no floats."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from integrations.cell_values.problems import Unreadable, absence, is_nothing
from integrations.wording import folded

CURRENCY_WORDS = {
    "euro": "EUR", "euros": "EUR", "livre sterling": "GBP", "livres sterling": "GBP", "pound sterling": "GBP",
    "pounds sterling": "GBP", "dollar americain": "USD", "us dollar": "USD", "dollar canadien": "CAD",
    "canadian dollar": "CAD", "franc suisse": "CHF", "swiss franc": "CHF", "yen": "JPY",
}  # fmt: skip
CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY"}
_CODES = "GBP|EUR|USD|CAD|CHF|JPY|SEK|NOK|DKK|PLN|AUD"
_WORDS = {"euro": "EUR", "euros": "EUR", "pounds": "GBP", "dollars": "USD"}
_SCALES = {
    "k": 1_000, "thousand": 1_000, "thousands": 1_000, "millier": 1_000, "milliers": 1_000, "mille": 1_000,
    "m": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6, "millions": 10**6,
    "md": 10**9, "mds": 10**9, "mrd": 10**9, "bn": 10**9, "b": 10**9, "billion": 10**9, "billions": 10**9,
    "milliard": 10**9, "milliards": 10**9,
}  # fmt: skip
_MONEY = re.compile(
    rf"(?:(?P<early>[km]|md)(?=[£€$]))?(?P<before>(?:{_CODES}|CA\$|US\$|[£€$¥])\s*)?(?P<sign>[-+]?)\s*(?P<inner>[£€$¥]\s*)?"
    r"(?P<digits>(?:\d[\d\s.,'’]*|[.,]\d+)(?:[eE][-+]?\d+)?)"
    rf"\s*(?P<scale>(?:thousands?|milliers?|mille|millions?|milliards?|billions?|mio|mrd|mds|md|mn|bn|[kmb])"
    rf"(?=[^a-z]|$|(?:{_CODES}|euros?)\b))?"
    rf"\s*(?:d['’]|de\s|of\s)?\s*(?P<after>{_CODES}|CA\$|US\$|[£€$¥]|euros?\b|pounds\b|dollars\b)?"
    r"\s*(?P<late>k|m|mn|bn|millions?|md)?\s*(?:HT|TTC|excl\.? VAT)?",
    re.IGNORECASE,
)
_APPROXIMATE = re.compile(
    r"^(?:[<>≤≥~≈±]|(?:ca|circa|about|environ|entre|between|less|moins|plus de|over)\b)"
    r"|\d\s*(?:-|–|à|to|/)\s*[£€$]?\s*\d|\b(?:less|more|moins|plus) (?:than|de)\b",
    re.IGNORECASE,
)
_GROUPED = {
    ",": re.compile(r"\d{1,3}(?:,\d{3})+"),
    ".": re.compile(r"\d{1,3}(?:\.\d{3})+"),
    " ": re.compile(r"\d{1,3}(?: \d{3})+"),
}


class Amount(NamedTuple):
    """``value`` in whole units of ``currency`` (None when neither cell nor header names one)."""

    value: Decimal
    currency: str | None = None


def read_number(value: object, decimal: str | None = None) -> Decimal | None:
    """The number in a cell. ``decimal`` is what the column uses ("," or "."), for "1,234" and "1.234"."""
    amount = read_amount(value, decimal)
    return None if amount is None else amount.value


def read_integer(value: object, decimal: str | None = None) -> int | None:
    number = read_number(value, decimal)
    if number is not None and number != number.to_integral_value():
        raise Unreadable("not_a_number")
    return None if number is None else int(number)


def read_amount(value: object, decimal: str | None = None, unit: int = 1, currency: str | None = None) -> Amount | None:
    """Money in units of the currency. A scale in the cell ("£1.9m") wins over the header's ``unit``."""
    if is_nothing(value):
        return None
    exact = _exact(value)
    if exact is not None:
        return Amount(exact * unit, currency)
    number, scale, own_currency = _money(str(value), decimal)
    return Amount(number * (scale or unit), own_currency or currency)


def read_percentage(value: object, decimal: str | None = None, points: bool = True) -> Decimal | None:
    """A share in percent: "12,5 %" → 12.5. Without ``points`` a bare number is a fraction, as spreadsheets
    store percentages (0.125 → 12.5)."""
    if is_nothing(value):
        return None
    exact = _exact(value)
    if exact is not None:
        return exact if points else exact * 100
    text = str(value).strip()
    percent = text.endswith(("%", "％"))
    number, scale, currency = _money(text[:-1].rstrip() if percent else text, decimal)
    if scale or currency:
        raise Unreadable("not_a_number")
    return number if percent or points else number * 100


def _exact(value: object) -> Decimal | None:
    """Numbers that a spreadsheet stored as such; None for text."""
    if isinstance(value, bool):
        raise Unreadable("not_a_number")
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise Unreadable("not_a_number")
        return Decimal(repr(value))
    if isinstance(value, str):
        return None
    raise Unreadable("not_a_number")


@lru_cache(maxsize=16384)
def _money(text: str, decimal: str | None) -> tuple[Decimal, int | None, str | None]:
    """(number, scale or None, currency or None); the scale is not applied."""
    cleaned, negative = _without_sign(" ".join(text.split()))
    match = _MONEY.fullmatch(cleaned)
    if match is None:
        raise Unreadable(absence(text) or ("not_exact" if _APPROXIMATE.search(cleaned) else "not_a_number"))
    number = _digits(match["digits"].strip(), decimal)
    scale = match["scale"] or match["late"] or match["early"]
    negative ^= match["sign"] == "-"
    return (
        -number if negative else number,
        _SCALES[scale.lower()] if scale else None,
        _currency(match["before"] or match["inner"] or match["after"]),
    )


def _without_sign(text: str) -> tuple[str, bool]:
    text = text.replace("−", "-").replace("–", "-").replace("\u2011", "-")
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True  # as accountants write it
    if text.startswith("-"):
        return text[1:].strip(), True
    return (text[:-1].strip(), True) if text.endswith("-") else (text, False)


def read_currency(value: object) -> str | None:
    """The ISO code of a currency given by code, symbol or word."""
    if is_nothing(value):
        return None
    text = str(value).strip()
    code = _currency(text) or ""
    code = CURRENCY_WORDS.get(folded(text), code)
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code
    raise Unreadable(absence(text) or "not_a_currency")


def _currency(symbol: str | None) -> str | None:
    if not symbol:
        return None
    symbol = symbol.strip()
    prefixed = {"CA$": "CAD", "US$": "USD"}.get(symbol.upper())
    return prefixed or CURRENCIES.get(symbol) or _WORDS.get(symbol.lower()) or symbol.upper()


def _digits(text: str, decimal: str | None) -> Decimal:
    text, _, exponent = text.replace("’", " ").replace("'", " ").lower().partition("e")
    mark = decimal_mark(text, decimal)
    whole, found, fraction = text.rpartition(mark) if mark in text and mark else (text, "", "")
    grouping = {letter for letter in whole if not letter.isdigit()}
    if grouping and not (len(grouping) == 1 and _GROUPED[grouping.pop()].fullmatch(whole)):
        raise Unreadable("not_a_number")
    plain = "".join(filter(str.isdigit, whole)) or "0"
    try:
        return Decimal(f"{plain}.{fraction}" if found else plain).scaleb(int(exponent or 0))
    except (InvalidOperation, ValueError) as error:
        raise Unreadable("not_a_number") from error


def decimal_mark(digits: str, decimal: str | None = None) -> str:
    """Which of "," and "." separates the decimals of ``digits``; "" when it has none.

    Where the text alone cannot tell ("1,234"), ``decimal`` decides; without it the comma groups thousands
    and the point separates decimals. ``decimal="?"`` marks a column with both uses and raises instead.
    """
    certain = decimal_evidence(digits)
    if certain is not None:
        return certain
    mark = "," if "," in digits else "."
    if decimal == "?":
        raise Unreadable("ambiguous_number")
    return mark if mark == (decimal or ".") else ""


def decimal_evidence(digits: str) -> str | None:
    """ "," or "." when the digits prove it, "" when they hold no decimals, None when they could mean both."""
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return ""
    mark = digits[last]
    other = "." if mark == "," else ","
    if other in digits or " " in digits:
        return mark
    if digits.count(mark) > 1:
        return ""
    before, after = digits[:last], digits[last + 1 :]
    if len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0"):
        return None
    return mark
