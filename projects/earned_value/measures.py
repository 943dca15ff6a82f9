"""Variances, indices and estimates at one status date, for one task or for arrays of projects.

Formulas work on arrays, with NaN for what is undefined; `EarnedValue` gives None and the reason instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter

import numpy as np

Amount = float | np.ndarray | None


@dataclass(frozen=True)
class Position:
    """Where work stands on a status date, NaN where not known; scalars or arrays of one shape.

    `at` is the working time from the baseline start to the status date, 0 before it; once the work is
    complete, to its finish. `pd` is the planned duration, `es` the earned schedule.
    """

    bac: np.ndarray
    pv: np.ndarray
    ev: np.ndarray
    ac: np.ndarray
    at: np.ndarray
    pd: np.ndarray
    es: np.ndarray

    @classmethod
    def of(
        cls,
        bac: Amount = None,
        pv: Amount = None,
        ev: Amount = None,
        ac: Amount = None,
        at: Amount = None,
        pd: Amount = None,
        es: Amount = None,
    ) -> Position:
        """From numbers, arrays or None."""
        return cls(*(np.asarray(np.nan if value is None else value, float) for value in (bac, pv, ev, ac, at, pd, es)))

    def in_whole(self, unit: float) -> Position:
        """The same with the earned schedule in whole units of time, rounded down, as some tools keep it."""
        whole = np.floor(self.es / unit + 1e-6) * unit
        return Position(self.bac, self.pv, self.ev, self.ac, self.at, self.pd, whole)

    @property
    def remaining(self) -> np.ndarray:
        """Work to be earned, in money, never below 0."""
        return np.maximum(self.bac - self.ev, 0.0)

    @property
    def spi(self) -> np.ndarray:
        """Schedule performance index, EV / PV."""
        return ratio(self.ev, self.pv)

    @property
    def cpi(self) -> np.ndarray:
        """Cost performance index, EV / AC."""
        return ratio(self.ev, self.ac)

    @property
    def spi_t(self) -> np.ndarray:
        """Schedule performance index in time, ES / AT."""
        return ratio(self.es, self.at)

    @property
    def sci(self) -> np.ndarray:
        """Schedule cost index, SPI x CPI."""
        return self.spi * self.cpi

    @property
    def sci_t(self) -> np.ndarray:
        """Schedule cost index in time, SPI(t) x CPI."""
        return self.spi_t * self.cpi

    def eac(self, factor: np.ndarray | float) -> np.ndarray:
        """Estimate at completion, AC + (BAC - EV) / factor; AC once nothing remains, whatever the factor."""
        return self.ac + np.where(self.remaining == 0, 0.0, ratio(self.remaining, factor))


def ratio(above: np.ndarray, below: np.ndarray | float) -> np.ndarray:
    """`above / below`, NaN where `below` is not above 0."""
    above, below = np.broadcast_arrays(np.asarray(above, float), np.asarray(below, float))
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)


def ieac_t(position: Position) -> np.ndarray:
    """Independent estimate of the duration, AT + (PD - ES) / SPI(t)."""
    remaining = np.maximum(position.pd - position.es, 0.0)
    return position.at + np.where(remaining == 0, 0.0, ratio(remaining, position.spi_t))


def tcpi(position: Position) -> np.ndarray:
    """To-complete index, (BAC - EV) / (BAC - AC); undefined when the work is complete or the budget spent."""
    return np.where(position.remaining > 0, ratio(position.remaining, position.bac - position.ac), np.nan)


FORMULAS: dict[str, Callable[[Position], np.ndarray]] = {
    **{name: attrgetter(name) for name in ("bac", "pv", "ev", "ac", "at", "pd", "es")},
    **{name: attrgetter(name) for name in ("spi", "cpi", "sci", "spi_t")},
    "sv": lambda p: p.ev - p.pv,
    "cv": lambda p: p.ev - p.ac,
    "complete": lambda p: ratio(p.ev, p.bac),
    "spent": lambda p: ratio(p.ac, p.bac),
    "eac": lambda p: p.eac(p.cpi),
    "eac_atypical": lambda p: p.eac(1.0),
    "eac_sci": lambda p: p.eac(p.sci),
    "etc": lambda p: p.eac(p.cpi) - p.ac,
    "vac": lambda p: p.bac - p.eac(p.cpi),
    "tcpi": tcpi,
    "sv_t": lambda p: p.es - p.at,
    "ieac_t": ieac_t,
}
"""Measure → its formula on a position. EAC without a suffix is the typical one, BAC / CPI."""

NEEDS = {
    **{name: (name,) for name in ("bac", "pv", "ev", "ac", "at", "pd", "es")},
    **dict.fromkeys(("sv", "spi"), ("ev", "pv")),
    **dict.fromkeys(("cv", "cpi"), ("ev", "ac")),
    "sci": ("ev", "pv", "ac"),
    "complete": ("bac", "ev"),
    "spent": ("bac", "ac"),
    **dict.fromkeys(("eac", "eac_atypical", "etc", "vac", "tcpi"), ("bac", "ev", "ac")),
    "eac_sci": ("bac", "pv", "ev", "ac"),
    **dict.fromkeys(("sv_t", "spi_t"), ("es", "at")),
    "ieac_t": ("es", "at", "pd"),
}
MISSING = {
    **dict.fromkeys(("bac", "pv"), "no_baseline"),
    **dict.fromkeys(("pd", "es"), "no_time_phased_baseline"),
    "ev": "no_progress",
    "ac": "no_actual_cost",
    "at": "no_status_date",
}
NOT_ABOVE_ZERO = {
    "spi": (("pv", "nothing_planned"),),
    "cpi": (("ac", "nothing_spent"),),
    "sci": (("pv", "nothing_planned"), ("ac", "nothing_spent")),
    **dict.fromkeys(("complete", "spent"), (("bac", "no_budget"),)),
    **dict.fromkeys(("eac", "etc", "vac"), (("ac", "nothing_spent"), ("ev", "nothing_earned"))),
    "eac_sci": (("ac", "nothing_spent"), ("pv", "nothing_planned"), ("ev", "nothing_earned")),
    "tcpi": (("remaining", "work_complete"), ("left", "budget_spent")),
    "spi_t": (("at", "not_started"),),
    "ieac_t": (("at", "not_started"), ("ev", "nothing_earned"), ("es", "no_time_earned")),
}


@dataclass(frozen=True)
class EarnedValue:
    """All measures of one task, project or group; None where undefined, with its code in `reasons`.

    Money: bac pv ev ac sv cv eac eac_atypical eac_sci etc vac. Time: at pd es sv_t ieac_t. Ratios: the rest.
    """

    bac: float | None
    pv: float | None
    ev: float | None
    ac: float | None
    sv: float | None
    cv: float | None
    spi: float | None
    cpi: float | None
    sci: float | None
    complete: float | None
    spent: float | None
    eac: float | None
    eac_atypical: float | None
    eac_sci: float | None
    etc: float | None
    vac: float | None
    tcpi: float | None
    at: float | None
    pd: float | None
    es: float | None
    sv_t: float | None
    spi_t: float | None
    ieac_t: float | None
    reasons: dict[str, str]


def earned_value(position: Position) -> EarnedValue:
    """Every measure of a single position."""
    values = {name: number_or_none(FORMULAS[name](position)) for name in MEASURE_NAMES}
    reasons = {name: why_undefined(name, position) for name, value in values.items() if value is None}
    return EarnedValue(**values, reasons=reasons)


def columns(position: Position) -> dict[str, np.ndarray]:
    """Every measure of many positions, NaN where undefined (`why_undefined` of a row tells why)."""
    return {name: FORMULAS[name](position) for name in MEASURE_NAMES}


def why_undefined(measure: str, position: Position) -> str:
    """Code of what keeps a measure of a single position from being calculated."""
    known = {field.name: float(getattr(position, field.name)) for field in fields(Position)}
    known |= {"remaining": float(position.remaining), "left": known["bac"] - known["ac"]}
    for name in NEEDS[measure]:
        if np.isnan(known[name]):
            return MISSING[name]
    for name, code in NOT_ABOVE_ZERO.get(measure, ()):
        if not known[name] > 0:
            return code
    return "undefined"


def number_or_none(value: np.ndarray) -> float | None:
    """A plain number, None for NaN."""
    return None if np.isnan(value) else float(value)


MEASURE_NAMES = tuple(field.name for field in fields(EarnedValue) if field.name != "reasons")
