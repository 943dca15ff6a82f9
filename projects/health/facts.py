"""What the health of a project is calculated from. No formula here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from .numbers import Number


class HealthFacts(NamedTuple):
    """What is known of a project on `as_of`. None means unknown; 0 means known to be none.

    Money is in one currency; shares are fractions (0.1 is 10 %); SPI and CPI are ratios. `finished_on` stops
    the clock of the schedule. `last_changes` dates single dimensions where `last_change` is too coarse.
    """

    as_of: date
    start: date | None = None
    baseline_finish: date | None = None
    planned_finish: date | None = None
    forecast_finish: date | None = None
    finished_on: date | None = None
    spi: Number | None = None
    milestones_late: int | None = None
    milestone_slip_days: int | None = None
    budget: Number | None = None
    forecast_cost: Number | None = None
    actual_cost: Number | None = None
    cpi: Number | None = None
    currency: str = ""
    scope_change_share: Number | None = None
    deliverables_late: int | None = None
    load_share: Number | None = None
    over_allocation_share: Number | None = None
    unfilled_share: Number | None = None
    risk_score: int | None = None
    risk_exposure: Number | None = None
    critical_issues: int | None = None
    last_change: date | None = None
    last_changes: Mapping[str, date] = MappingProxyType({})
