"""What a column proves about its cells: order of dates, decimal mark, unit and currency of its header."""

import re
from dataclasses import dataclass

from integrations.cell_values.dates import order_evidence
from integrations.cell_values.numbers import CURRENCIES, decimal_evidence

_ABOVE_ONE = re.compile(r"-?(?:[2-9]|[1-9]\d+|1[.,]\d*[1-9])(?:[.,]\d+)?")
_DIGITS = re.compile(r"\d[\d\s.,]*\d")
_HEADER_UNITS = (
    (10**9, re.compile(r"[£€$]\s?bn|\bbn\b|\bbillions?\b|\bmilliards?\b|\bMd[s]?\s?[£€$]|\bG€")),
    (
        10**6,
        re.compile(r"[£€$]\s?(?:m\b|mn\b|million)|\bM\s?(?:[£€$]|EUR|GBP|USD|CAD)|\bmillions?\b|\bmio\b"),
    ),
    (
        10**3,
        re.compile(r"[£€$]\s?(?:k\b|000)|\b[kK]\s?(?:[£€$]|EUR|GBP|USD|CAD)|\bmilliers?\b|\bthousands?\b"),
    ),
)
_CODES = re.compile(r"\b[kKM]?(GBP|EUR|USD|CAD|CHF)\b")


def header_unit(header: str) -> tuple[int, str | None]:
    """(units of the currency that one stands for, ISO code or None): "Budget (£m)" → (1_000_000, "GBP")."""
    unit = next((unit for unit, pattern in _HEADER_UNITS if pattern.search(header)), 1)
    symbol = next((code for sign, code in CURRENCIES.items() if sign in header), None)
    code = _CODES.search(header)
    if symbol is None and re.search(r"\beuros?\b", header, re.IGNORECASE):
        symbol = "EUR"
    return unit, code.group(1) if code else symbol


@dataclass
class ColumnEvidence:
    """Collects what cells prove. ``date_order`` and ``decimal`` are "?" when cells contradict each other;
    ``points`` says that bare numbers are percent (one is above 1), not fractions."""

    date_order: str | None = None
    decimal: str | None = None
    points: bool = False

    def observe_date(self, value: object) -> None:
        if isinstance(value, str) and self.date_order != "?":
            found = order_evidence(value)
            # Points are always day first: they say nothing about how the slashes of the column are meant.
            if found and "." not in value:
                self.date_order = found if self.date_order in (None, found) else "?"

    def observe_number(self, value: object) -> None:
        if isinstance(value, str):
            self._observe_digits(value)
            if not self.points:
                self.points = bool(_ABOVE_ONE.fullmatch(value.strip()))
        elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) > 1:
            self.points = True

    def _observe_digits(self, text: str) -> None:
        match = _DIGITS.search(text)
        if match is None or self.decimal == "?":
            return
        found = decimal_evidence(" ".join(match.group().split()))
        if found:
            self.decimal = found if self.decimal in (None, found) else "?"
        elif found == "":
            self._observe_groups(match.group())

    def _observe_groups(self, digits: str) -> None:
        """ "1,234,567" proves that the comma groups, so the decimals of the column take the point."""
        grouped = {",": ".", ".": ","}.get("," if "," in digits else "." if "." in digits else "")
        if grouped:
            self.decimal = grouped if self.decimal in (None, grouped) else "?"
