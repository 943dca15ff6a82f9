"""Nine forecasts of the finish and eight of the cost, side by side, and which one suits.

Methods and their names follow Vanhoucke, Measuring Time (2010). Texts for the codes live elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from ..working_time import WorkingCalendar
from .measures import Position, number_or_none, ratio, why_undefined

EARLY_SHARE = 0.2
"""Share of the budget earned below which indices swing too much to be projected (Christensen 1993)."""
ON_PLAN = 0.05
STEADY = 0.1
STEADY_READINGS = 3


@dataclass(frozen=True)
class Forecast:
    """One forecast: working time from the baseline start, or money; None with the code of the reason.

    `behind` marks a value that the facts have overtaken (a finish before the status date, less money than spent).
    """

    method: str
    value: float | None
    reason: str | None = None
    behind: bool = False


@dataclass(frozen=True)
class Recommendation:
    """The method that suits and why, as a code with JSON-able arguments; `method` is None when none can be."""

    method: str | None
    code: str
    arguments: dict = field(default_factory=dict)


def time_variance(p: Position) -> np.ndarray:
    """Schedule variance turned into time by the planned spending per unit of time, SV x PD / BAC."""
    return ratio((p.ev - p.pv) * p.pd, p.bac)


def by_earned_duration(p: Position, factor: np.ndarray | float) -> np.ndarray:
    """AT + (max(PD, AT) - ED) / factor, where the earned duration ED is AT x SPI."""
    return p.at + remaining_time(np.maximum(p.pd, p.at) - p.at * p.spi, factor)


def by_earned_schedule(p: Position, factor: np.ndarray | float) -> np.ndarray:
    """AT + (PD - ES) / factor."""
    return p.at + remaining_time(p.pd - p.es, factor)


def remaining_time(planned: np.ndarray, factor: np.ndarray | float) -> np.ndarray:
    """Planned time to go at a pace; 0 at any pace when nothing is to go."""
    return np.where(planned == 0, 0.0, ratio(planned, factor))


FINISH_METHODS: dict[str, Callable[[Position], np.ndarray]] = {
    "planned_value_1": lambda p: p.pd - time_variance(p),
    "planned_value_spi": lambda p: ratio(p.pd, p.spi),
    "planned_value_sci": lambda p: ratio(p.pd, p.sci),
    "earned_duration_1": lambda p: by_earned_duration(p, 1.0),
    "earned_duration_spi": lambda p: by_earned_duration(p, p.spi),
    "earned_duration_sci": lambda p: by_earned_duration(p, p.sci),
    "earned_schedule_1": lambda p: by_earned_schedule(p, 1.0),
    "earned_schedule_spi_t": lambda p: by_earned_schedule(p, p.spi_t),
    "earned_schedule_sci_t": lambda p: by_earned_schedule(p, p.sci_t),
}
COST_METHODS: dict[str, Callable[[Position], np.ndarray]] = {
    "cost_1": lambda p: p.eac(1.0),
    "cost_cpi": lambda p: p.eac(p.cpi),
    "cost_spi": lambda p: p.eac(p.spi),
    "cost_spi_t": lambda p: p.eac(p.spi_t),
    "cost_sci": lambda p: p.eac(p.sci),
    "cost_sci_t": lambda p: p.eac(p.sci_t),
    "cost_cpi_spi": lambda p: p.eac(0.8 * p.cpi + 0.2 * p.spi),
    "cost_cpi_spi_t": lambda p: p.eac(0.8 * p.cpi + 0.2 * p.spi_t),
}
EXPLAINED_BY = {
    "planned_value_1": ("sv", "complete"),
    "planned_value_spi": ("spi",),
    "planned_value_sci": ("sci",),
    "earned_duration_1": ("spi",),
    "earned_duration_spi": ("spi",),
    "earned_duration_sci": ("sci",),
    "earned_schedule_1": ("sv_t",),
    "earned_schedule_spi_t": ("ieac_t",),
    "earned_schedule_sci_t": ("ieac_t", "cpi"),
    "cost_1": ("eac_atypical",),
    "cost_cpi": ("eac",),
    "cost_spi": ("spi", "eac_atypical"),
    "cost_spi_t": ("spi_t", "eac_atypical", "ieac_t"),
    "cost_sci": ("eac_sci",),
    "cost_sci_t": ("spi_t", "eac", "ieac_t"),
    "cost_cpi_spi": ("cpi", "spi"),
    "cost_cpi_spi_t": ("cpi", "spi_t"),
}
"""Method → measures whose absence explains why the method gives nothing."""


def finish_forecasts(position: Position, unit: float | None = None) -> list[Forecast]:
    """The nine durations of a single position, from the baseline start; `unit` rounds to whole units of time."""
    found = []
    for method, formula in FINISH_METHODS.items():
        value = number_or_none(formula(position))
        value = value if value is None or unit is None else round(value / unit) * unit
        found.append(forecast(method, value, position, position.at))
    return found


def cost_forecasts(position: Position) -> list[Forecast]:
    """The eight estimates at completion of a single position."""
    return [
        forecast(method, number_or_none(cost(position)), position, position.ac) for method, cost in COST_METHODS.items()
    ]


def forecast(method: str, value: float | None, position: Position, reached: np.ndarray) -> Forecast:
    """A forecast, or the reason why there is none."""
    if value is not None:
        return Forecast(method, value, behind=bool(value < reached))
    reasons = [why_undefined(measure, position) for measure in EXPLAINED_BY[method]]
    known = [reason for reason in reasons if reason != "undefined"]
    return Forecast(method, None, (known or ["nothing_earned"])[0])


def finish_moment(calendar: WorkingCalendar, start: datetime, minutes: float) -> datetime:
    """The moment at which a forecast duration in working minutes from the baseline start ends."""
    return calendar.add(start, round(minutes))


def recommended_finish(position: Position, history: Sequence[float] = ()) -> Recommendation:
    """Which forecast of the finish suits. `history` holds earlier readings of SPI(t), oldest first.

    Earned schedule methods only: the other two rest on SPI, which returns to 1 at the end of a late project.
    """
    index = number_or_none(position.spi_t)
    if index is None:
        return Recommendation(None, why_undefined("spi_t", position))
    return recommended(position, [*history, index], "earned_schedule_1", "earned_schedule_spi_t")


def recommended_cost(position: Position, history: Sequence[float] = ()) -> Recommendation:
    """Which estimate at completion suits. `history` holds earlier readings of CPI, oldest first.

    A project both over cost and late pays for its delay too: its index is mixed with SPI(t).
    """
    index, late = number_or_none(position.cpi), number_or_none(position.spi_t)
    if index is None:
        return Recommendation(None, why_undefined("cpi", position))
    found = recommended(position, [*history, index], "cost_1", "cost_cpi")
    if found.method == "cost_cpi" and late is not None and index < 1 - ON_PLAN and late < 1 - ON_PLAN:
        return Recommendation("cost_cpi_spi_t", "late_and_over_cost", found.arguments | {"spi_t": round(late, 4)})
    return found


def recommended(position: Position, readings: list[float], at_plan: str, at_pace: str) -> Recommendation:
    """`at_plan` (the rest goes as planned) or `at_pace` (it goes on as so far), by the last of the readings."""
    share, index = number_or_none(ratio(position.ev, position.bac)), readings[-1]
    if share is None:
        return Recommendation(None, why_undefined("complete", position))
    shown = {"index": round(index, 4), "complete": round(share, 4)}
    if share >= 1:
        return Recommendation(at_plan, "work_complete", shown)
    if share < EARLY_SHARE:
        return Recommendation(at_plan, "too_early", shown | {"limit": EARLY_SHARE})
    if index <= 0:
        return Recommendation(at_plan, "no_pace", shown)
    if abs(index - 1) <= ON_PLAN:
        return Recommendation(at_plan, "near_plan", shown | {"limit": ON_PLAN})
    recent = readings[-STEADY_READINGS:]
    if len(recent) < STEADY_READINGS:
        return Recommendation(at_pace, "pace_without_history", shown | {"readings": len(recent)})
    shown |= {"lowest": round(min(recent), 4), "highest": round(max(recent), 4), "readings": len(recent)}
    steady = max(recent) - min(recent) <= STEADY
    return Recommendation(at_pace if steady else at_plan, "steady_pace" if steady else "unsteady_pace", shown)
