"""Calculated health of a project: facts and thresholds in, a colour with its reasons per dimension out.

Pure: no rows, no clock, no settings, no texts. Sentences for the reasons are in `health_reasons.py`.
"""

from .colours import (
    AMBER,
    DIMENSIONS,
    GREEN,
    NONE,
    OVERALL,
    RANK,
    RED,
    DimensionHealth,
    Reason,
    calculated_health,
)
from .facts import HealthFacts
from .numbers import exact
from .thresholds import Thresholds

__all__ = [
    "AMBER",
    "DIMENSIONS",
    "GREEN",
    "NONE",
    "OVERALL",
    "RANK",
    "RED",
    "DimensionHealth",
    "HealthFacts",
    "Reason",
    "Thresholds",
    "calculated_health",
    "exact",
]
