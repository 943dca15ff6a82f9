"""Where each measure of health turns amber and red. Which measures there are is said in `measures.py`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from .numbers import Number, exact, plain

GREEN, AMBER, RED, NONE = "green", "amber", "red", "none"


@dataclass(frozen=True)
class Thresholds:
    """Where a measure turns amber and red: at or beyond the value; None switches that colour off.

    Beyond means above, but below for SPI and CPI. Names are measure + colour, so that a settings row with the
    same field names maps onto it one to one.
    """

    slip_days_amber: Number | None = 10
    slip_days_red: Number | None = 30
    slip_share_amber: Number | None = 0.10
    slip_share_red: Number | None = 0.20
    spi_amber: Number | None = 0.95
    spi_red: Number | None = 0.85
    milestones_late_amber: Number | None = 1
    milestones_late_red: Number | None = 3
    milestone_slip_days_amber: Number | None = 10
    milestone_slip_days_red: Number | None = 30
    overrun_share_amber: Number | None = 0.05
    overrun_share_red: Number | None = 0.10
    cpi_amber: Number | None = 0.95
    cpi_red: Number | None = 0.85
    scope_change_share_amber: Number | None = 0.10
    scope_change_share_red: Number | None = 0.25
    deliverables_late_amber: Number | None = 1
    deliverables_late_red: Number | None = 3
    load_share_amber: Number | None = 1
    load_share_red: Number | None = 1.2
    over_allocation_share_amber: Number | None = 0.10
    over_allocation_share_red: Number | None = 0.25
    unfilled_share_amber: Number | None = 0.10
    unfilled_share_red: Number | None = 0.30
    risk_score_amber: Number | None = 10
    risk_score_red: Number | None = 16
    exposure_share_amber: Number | None = 0.10
    exposure_share_red: Number | None = 0.20
    critical_issues_amber: Number | None = 1
    critical_issues_red: Number | None = 3
    stale_after_days: int | None = 35

    @cached_property
    def limits(self) -> dict[str, tuple[Decimal | None, Decimal | None, dict]]:
        """Amber and red of each measure, exact and as JSON: worked out once, not for each of many projects."""
        return {
            name.removesuffix("_red"): self._pair(name.removesuffix("_red"))
            for name in vars(self)
            if name.endswith("_red")
        }

    def _pair(self, measure: str) -> tuple[Decimal | None, Decimal | None, dict]:
        pair = {colour: getattr(self, f"{measure}_{colour}") for colour in (AMBER, RED)}
        amber, red = (None if limit is None else exact(limit) for limit in pair.values())
        return amber, red, {colour: plain(limit) for colour, limit in pair.items()}
