"""Numbers of health: exact while they are compared, plain once they are kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

Number = Decimal | float | int


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
