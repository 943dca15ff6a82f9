"""Three-point (PERT) estimates: expected duration, variance and the deviation of a path. Any unit of time."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt


def expected_duration(optimistic: float, likely: float, pessimistic: float) -> float:
    """Mean of the beta distribution as PERT takes it: (a + 4m + b) / 6, in the unit of the estimates.

    Source: Malcolm, Roseboom, Clark, Fazar, Operations Research 7 (1959).
    """
    return (optimistic + 4 * likely + pessimistic) / 6


def variance(optimistic: float, pessimistic: float) -> float:
    """Variance as PERT takes it: ((b - a) / 6) squared, in the squared unit of the estimates."""
    return ((pessimistic - optimistic) / 6) ** 2


def path_deviation(variances: Iterable[float]) -> float:
    """Standard deviation of the length of a path from the variances of its tasks, taken as independent."""
    return sqrt(sum(variances))
