"""The codes by which MS Project says in which unit a duration or a lag is shown."""

from __future__ import annotations

CODES = {"m": 3, "h": 5, "d": 7, "w": 9, "mo": 11, "%": 19, "": 21}
"""Minutes, hours, days, weeks, months, percent, and none said. One more is elapsed time, 32 more an estimate."""

ESTIMATED = 32
SYMBOLS = {code: symbol for symbol, code in CODES.items()}


def unit_of(code: int) -> tuple[str, bool]:
    """The symbol of a code and whether it counts elapsed time; days for a code that nobody knows."""
    plain = code - ESTIMATED if code >= CODES["m"] + ESTIMATED else code
    if plain in SYMBOLS:
        return SYMBOLS[plain], False
    return (SYMBOLS[plain - 1], True) if plain - 1 in SYMBOLS and plain - 1 != CODES[""] else ("d", False)


def code_of(symbol: str, is_elapsed: bool = False, is_estimated: bool = False) -> int:
    """The code of a unit."""
    return CODES.get(symbol, CODES["d"]) + (is_elapsed and symbol != "") + ESTIMATED * is_estimated
