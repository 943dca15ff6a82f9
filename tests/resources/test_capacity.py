"""Capacity against demand: nothing is lost in a spread, part time and absences count, overload shows."""

import math
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.working_time import STANDARD, weekly
from resources.capacity import (
    DAYS,
    FTE,
    SHARE,
    UNITS_PER_DAY,
    Demand,
    Part,
    Period,
    Worker,
    apportioned,
    in_days,
    load_table,
    months,
    weeks,
)

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 6)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
ONE_WEEK = weeks(MONDAY, FRIDAY)


def capacity_days(worker, periods=ONE_WEEK):
    return [float(in_days(units)) for units in load_table({"ana": worker}, [], periods).capacity[0]]


def demand_days(worker, periods=ONE_WEEK, **demand):
    asked = Demand("ana", "shop", **{"first": MONDAY, "last": FRIDAY} | demand)
    return [float(in_days(units)) for units in load_table({"ana": worker}, [asked], periods).demand[0]]


def test_a_full_time_week_is_five_days():
    assert capacity_days(Worker(STANDARD)) == [5]


def test_public_holidays_part_time_absences_and_other_work_lower_capacity():
    calendar = STANDARD.closed_on([date(2026, 3, 4)])
    worker = Worker(
        calendar,
        working_share=Decimal("0.8"),
        absences=[Part(date(2026, 3, 5), date(2026, 3, 5)), Part(FRIDAY, FRIDAY, Decimal("0.5"))],
        non_project=[Part(date(2026, 1, 1), share=Decimal("0.25"))],
    )
    assert capacity_days(worker) == [pytest.approx((2 + 0.5) * 0.8 * 0.75)]


def test_overlapping_absences_never_take_more_than_the_day():
    twice = [Part(MONDAY, FRIDAY), Part(MONDAY, MONDAY)]
    assert capacity_days(Worker(STANDARD, absences=twice)) == [0]


def test_a_person_has_no_capacity_before_coming_and_after_leaving():
    worker = Worker(STANDARD, starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 5))
    assert capacity_days(worker) == [3]


def test_a_day_is_the_longest_day_of_the_calendar():
    assert capacity_days(Worker(weekly([(540, 750), (840, 1050)]))) == [5]


def test_days_in_all_are_spread_over_the_days_worked():
    worker = Worker(STANDARD, absences=[Part(MONDAY, FRIDAY)])
    spread = demand_days(
        worker, weeks(MONDAY, date(2026, 3, 13)), last=date(2026, 3, 13), unit=DAYS, quantity=Decimal(4)
    )
    assert spread == [0, 4]


def test_days_asked_of_someone_absent_all_along_stay_and_show_as_overload():
    table = load_table(
        {"ana": Worker(STANDARD, absences=[Part(MONDAY, FRIDAY)])},
        [Demand("ana", "shop", MONDAY, FRIDAY, DAYS, Decimal(2))],
        ONE_WEEK,
    )
    assert in_days(table.excess[0, 0]) == 2
    assert math.isnan(table.load[0, 0])


def test_days_on_a_weekend_alone_are_not_lost():
    saturday = date(2026, 3, 7)
    assert demand_days(Worker(STANDARD), first=saturday, last=saturday, unit=DAYS, quantity=Decimal(1)) == [1]


def test_full_time_equivalents_are_of_the_calendar_and_shares_of_the_persons_own_time():
    part_time = Worker(STANDARD, working_share=Decimal("0.8"))
    assert demand_days(part_time, unit=FTE, quantity=Decimal("0.5")) == [2.5]
    assert demand_days(part_time, unit=SHARE, quantity=Decimal("0.5")) == [2]


def test_rates_pause_while_the_person_is_absent():
    worker = Worker(STANDARD, absences=[Part(MONDAY, date(2026, 3, 4))])
    assert demand_days(worker, unit=SHARE, quantity=Decimal(1)) == [2]
    assert demand_days(worker, unit=FTE, quantity=Decimal(1)) == [2]


def test_a_role_nobody_is_named_for_has_demand_and_no_capacity():
    role = Worker(STANDARD, named=False)
    assert capacity_days(role) == [0]
    assert demand_days(role, unit=SHARE, quantity=Decimal("0.5")) == [2.5]
    assert demand_days(role, unit=DAYS, quantity=Decimal(3)) == [3]


def test_an_allocation_by_month_covers_the_whole_month():
    first = date(2026, 3, 1)
    whole = demand_days(
        Worker(STANDARD), [MARCH], first=first, last=first, unit=FTE, quantity=Decimal(1), whole_months=True
    )
    assert whole == [22]


def test_only_the_part_of_an_allocation_inside_the_periods_is_counted_after_the_spread():
    asked = {"first": date(2026, 2, 23), "last": FRIDAY, "unit": DAYS, "quantity": Decimal(10)}
    assert demand_days(Worker(STANDARD), **asked) == [5]


def test_overload_is_the_demand_beyond_capacity_and_full_load_is_none():
    demands = [
        Demand("ana", "shop", MONDAY, FRIDAY, SHARE, Decimal("0.6")),
        Demand("ana", "app", MONDAY, FRIDAY, SHARE, Decimal("0.6")),
        Demand("bob", "app", MONDAY, FRIDAY, SHARE, Decimal(1)),
    ]
    table = load_table({"ana": Worker(STANDARD), "bob": Worker(STANDARD)}, demands, ONE_WEEK)
    assert [in_days(units) for units in table.excess[:, 0]] == [1, 0]
    assert table.load[:, 0].tolist() == [1.2, 1.0]


def test_projects_share_the_overload_of_a_person_by_their_demand():
    demands = [
        Demand("ana", "shop", MONDAY, FRIDAY, DAYS, Decimal(2)),
        Demand("ana", "app", MONDAY, FRIDAY, DAYS, Decimal(8)),
        Demand("bob", "app", MONDAY, FRIDAY, DAYS, Decimal(2)),
    ]
    table = load_table({"ana": Worker(STANDARD), "bob": Worker(STANDARD)}, demands, ONE_WEEK)
    assert table.over_allocated_shares == {"shop": pytest.approx(0.5), "app": pytest.approx(0.4)}


def test_thirds_of_a_person_are_a_full_load_and_no_overload():
    demands = [Demand("ana", n, MONDAY, FRIDAY, SHARE, Decimal("0.333333")) for n in range(3)]
    table = load_table({"ana": Worker(STANDARD, working_share=Decimal("0.77"))}, demands, ONE_WEEK)
    assert not table.excess.any()


def test_an_unknown_unit_or_worker_is_refused():
    with pytest.raises(ValueError, match="parsecs"):
        demand_days(Worker(STANDARD), unit="parsecs", quantity=Decimal(1))
    with pytest.raises(KeyError):
        load_table({}, [Demand("ana", "shop", MONDAY, FRIDAY, DAYS, Decimal(1))], ONE_WEEK)


def test_weeks_start_on_monday_and_months_on_the_first():
    assert weeks(date(2026, 3, 4), date(2026, 3, 9)) == [
        Period(MONDAY, date(2026, 3, 8)),
        Period(date(2026, 3, 9), date(2026, 3, 15)),
    ]
    assert [period.last for period in months(date(2026, 1, 31), date(2026, 3, 1))] == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
    ]


day = st.integers(0, 500).map(lambda count: date(2025, 11, 3) + timedelta(days=count))
share = st.decimals(0, 1, places=2)
parts = st.lists(st.builds(lambda a, b, c: Part(min(a, b), max(a, b), c), day, day, share), max_size=3)


@given(
    first=day,
    length=st.integers(0, 300),
    quantity=st.decimals(0, 99_999, places=2),
    working_share=share,
    absences=parts,
)
def test_weeks_and_months_both_add_up_to_the_days_allocated(first, length, quantity, working_share, absences):
    last = first + timedelta(days=length)
    workers = {"ana": Worker(STANDARD, working_share, absences=absences)}
    asked = [Demand("ana", "shop", first, last, DAYS, quantity)]
    for periods in (weeks(first, last), months(first, last)):
        assert in_days(load_table(workers, asked, periods).demand.sum()) == quantity


@given(total=st.integers(0, 10**9), weights=st.lists(st.integers(0, 10**6), min_size=1).filter(any))
def test_an_apportionment_is_fair_to_half_a_unit_at_every_moment(total, weights):
    weights = np.array(weights)
    reached = np.cumsum(apportioned(total, weights))
    ideal = [total * int(done) / int(weights.sum()) for done in np.cumsum(weights)]
    assert reached[-1] == total
    assert all(abs(a - b) <= 0.5 + 1e-6 for a, b in zip(reached.tolist(), ideal, strict=True))
    assert (np.diff(reached, prepend=0) >= 0).all()


@given(working_share=share, absences=parts, other=parts)
def test_capacity_lies_between_nothing_and_full_time(working_share, absences, other):
    worker = Worker(STANDARD, working_share, absences=absences, non_project=other)
    found = load_table({"ana": worker}, [], weeks(MONDAY, date(2026, 6, 30))).capacity
    assert (found >= 0).all()
    assert (found <= 5 * UNITS_PER_DAY).all()
