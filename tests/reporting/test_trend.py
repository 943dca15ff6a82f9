"""Better, same or worse, from two standings."""

from decimal import Decimal

import pytest

from projects.health import Thresholds
from reporting.trend import Standing, trend_of

LIMITS = Thresholds(slip_days_amber=10, overrun_share_amber=Decimal("0.05"))


def compared(now, before):
    return trend_of(Standing(*now), Standing(*before), LIMITS)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (("red", 0, None), ("green", 90, None), "worse"),
        (("green", 90, None), ("amber", 0, None), "better"),
        (("amber", 15, None), ("amber", 10, None), "worse"),
        (("amber", 14, None), ("amber", 10, None), "same"),
        (("amber", 10, None), ("amber", 15, None), "better"),
        (("amber", None, Decimal("2.5")), ("amber", None, Decimal(0)), "worse"),
        (("amber", None, Decimal("2.4")), ("amber", None, Decimal(0)), "same"),
        (("amber", 0, Decimal(9)), ("amber", 20, Decimal(0)), "worse"),
        (("none", None, None), ("none", None, None), "unknown"),
        (("none", 3, None), ("green", 3, None), "same"),
        (("green", None, None), ("green", None, None), "same"),
    ],
)
def test_colour_first_then_slip_and_overrun(now, before, expected):
    assert compared(now, before) == expected


def test_without_a_past_there_is_no_trend():
    assert trend_of(Standing("red", 1, None), None, LIMITS) == "unknown"


def test_thresholds_that_are_switched_off_compare_nothing():
    off = Thresholds(slip_days_amber=None, overrun_share_amber=None)
    assert trend_of(Standing("green", 90, None), Standing("green", 0, None), off) == "same"
