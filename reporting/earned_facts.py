"""The shape of a project's earned value for a day, in its own currency; `earned.py` calculates it."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class EarnedFacts:
    """Money as floats, times in working days, None where undefined; `detail` is what a state keeps as JSON."""

    bac: float | None = None
    pv: float | None = None
    ev: float | None = None
    ac: float | None = None
    eac: float | None = None
    spi: float | None = None
    cpi: float | None = None
    spi_time: float | None = None
    actual_time: float | None = None
    earned_schedule: float | None = None
    planned_duration: float | None = None
    expected_finish: date | None = None
    detail: dict = field(default_factory=dict)
