"""Earned value and earned schedule: arrays of numbers in and out; no rows, clock, settings or texts.

Money is one currency; times are working minutes (any unit does, if all are the same) from the baseline start.
"""

from .baseline import Baseline, CostCurve, times_of
from .forecasts import (
    COST_METHODS,
    FINISH_METHODS,
    Forecast,
    Recommendation,
    cost_forecasts,
    finish_forecasts,
    finish_moment,
    recommended_cost,
    recommended_finish,
)
from .measures import EarnedValue, Position, earned_value
from .portfolio import GroupTotals, earned_schedules, group_totals, project_positions

__all__ = [
    "COST_METHODS",
    "FINISH_METHODS",
    "Baseline",
    "CostCurve",
    "EarnedValue",
    "Forecast",
    "GroupTotals",
    "Position",
    "Recommendation",
    "cost_forecasts",
    "earned_schedules",
    "earned_value",
    "finish_forecasts",
    "finish_moment",
    "group_totals",
    "project_positions",
    "recommended_cost",
    "recommended_finish",
    "times_of",
]
