"""How work flows: times, velocity, burn and flow series, throughput forecasts. No rows, clock or settings."""

from .durations import DurationSummary, cycle_days, days_taken, lead_days, summary
from .series import BurnSeries, FlowSeries, ScopeItem, Stay, Velocity, burn_series, cumulative_flow, velocity
from .throughput import ThroughputForecast, counts_by_week, forecast_items, forecast_periods, sure_by

__all__ = [
    "BurnSeries",
    "DurationSummary",
    "FlowSeries",
    "ScopeItem",
    "Stay",
    "ThroughputForecast",
    "Velocity",
    "burn_series",
    "counts_by_week",
    "cumulative_flow",
    "cycle_days",
    "days_taken",
    "forecast_items",
    "forecast_periods",
    "lead_days",
    "summary",
    "sure_by",
    "velocity",
]
