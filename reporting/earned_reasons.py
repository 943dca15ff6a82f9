"""Why a figure of earned value is missing: codes for each measure and forecasting method. Words live elsewhere."""

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from projects.earned_value import COST_METHODS, FINISH_METHODS, Position
from projects.earned_value.forecasts import EXPLAINED_BY
from projects.earned_value.measures import MEASURE_NAMES, why_undefined

LARGEST_INDEX, LARGEST_AMOUNT = 1e9, 1e15
INDICES = ("spi", "cpi", "spi_t")
KEPT_WITHIN = (*INDICES, "eac", *COST_METHODS)


def within(value: float | None, limit: float = LARGEST_INDEX) -> float | None:
    """The value, or None when it is too large to mean anything."""
    return None if value is None or abs(value) > limit else value


def missing_of(one: Mapping, when: Mapping, reason: Mapping[str, str]) -> dict[str, str]:
    """Why each measure and method that is not known is not; without a budget nothing else needs a reason."""
    lacking = {name: reason[name] for name in (*MEASURE_NAMES, *COST_METHODS) if one[name] is None}
    lacking |= {name: "too_large" for name in KEPT_WITHIN if one[name] is not None and not shown_of(name, one[name])}
    for name in FINISH_METHODS:
        if when[name] is None:
            lacking[name] = reason[name] if one[name] is None else "too_far"
    return dict.fromkeys(lacking, "no_baseline") if one["bac"] is None else lacking


def shown_of(name: str, value: float) -> bool:
    """Whether a value that is kept is small enough to mean something."""
    return within(value, LARGEST_INDEX if name in INDICES else LARGEST_AMOUNT) is not None


class Reasons:
    """Why measures are undefined: asked of the engine once for all projects that lack the same things."""

    def __init__(self, position: Position):
        self.columns = {field.name: getattr(position, field.name) for field in fields(Position)}
        shown = np.stack([*self.columns.values(), position.remaining, position.bac - position.ac])
        self.patterns = np.where(np.isnan(shown), -1, np.where(shown > 0, 1, 0)).T
        self.known: dict[bytes, dict[str, str]] = {}

    def single(self, number: int) -> Position:
        """The position of one project."""
        return Position(**{name: column[number] for name, column in self.columns.items()})

    def of(self, number: int) -> dict[str, str]:
        """The code for each measure and method, whether it is undefined or not."""
        key = self.patterns[number].tobytes()
        if key not in self.known:
            single = self.single(number)
            codes = {name: why_undefined(name, single) for name in MEASURE_NAMES}
            for method, explaining in EXPLAINED_BY.items():
                named = [code for code in (codes[name] for name in explaining) if code != "undefined"]
                codes[method] = (named or ["nothing_earned"])[0]
            self.known[key] = codes
        return self.known[key]
