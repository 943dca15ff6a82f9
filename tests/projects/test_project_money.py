"""Spreading years over months and running totals, by hand."""

from datetime import date
from decimal import Decimal as D

from projects.project_money import (
    Amount,
    by_kind,
    by_month,
    month_after,
    months_between,
    running,
    spread,
    still_to_come,
)

JANUARY, MARCH = date(2026, 1, 1), date(2026, 3, 1)


def test_months_cross_years():
    assert month_after(date(2025, 12, 1)) == JANUARY and month_after(JANUARY, -1) == date(2025, 12, 1)
    assert months_between(date(2025, 11, 1), JANUARY) == [date(2025, 11, 1), date(2025, 12, 1), JANUARY]


def test_a_year_is_spread_to_the_cent_over_its_fiscal_months():
    sums = by_month([Amount("labour", "opex", D(100), None, 2026)], 4)
    assert (min(sums), max(sums), sum(sums.values())) == (date(2026, 4, 1), date(2027, 3, 1), D(100))
    assert spread(D(1), []) == {}


def test_running_totals_count_what_came_before():
    assert running({JANUARY: D(5), MARCH: D(2)}, [date(2026, 2, 1), MARCH]) == [D(5), D(7)]


def test_what_is_still_to_come_leaves_out_the_past():
    lines = [Amount("labour", "opex", D(7), JANUARY), Amount("labour", "opex", D(8), MARCH),
             Amount("media", "opex", D(100), None, 2026)]  # fmt: skip
    found = still_to_come(lines, MARCH, 1)
    assert found["labour", "opex", MARCH] == D(8) and ("labour", "opex", JANUARY) not in found
    assert sum(amount for (category, *_), amount in found.items() if category == "media") == D(100)
    assert by_kind(lines, "category") == {"labour": D(15), "media": D(100)}
