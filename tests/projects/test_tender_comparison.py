"""Comparing quotes: by hand-calculated figures."""

from datetime import date
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from projects.tender_comparison import Offer, change_percent, price_scores, validity, weighted_total


def test_amounts_with_vat_and_with_scope_differences():
    offer = Offer(D("1000"), D("20"), D("150"))
    assert (offer.with_vat, offer.comparable) == (D("1200.00"), D("1150"))


def test_the_lowest_price_gets_five_the_others_in_proportion():
    assert price_scores({1: D(800), 2: D(1000), 3: D(1600)}) == {1: D("5.0"), 2: D("4.0"), 3: D("2.5")}
    assert price_scores({}) == {}
    assert price_scores({1: D(0), 2: D(10)}) == {1: D(5), 2: D(0)}


def test_the_total_weighs_each_score_and_waits_for_the_last():
    assert weighted_total({1: D(5), 2: D(3)}, {1: 40, 2: 60}) == D("3.80")
    assert weighted_total({1: D(5)}, {1: 40, 2: 60}) is None
    assert weighted_total({}, {}) is None


def test_the_change_between_rounds():
    assert change_percent(D(1000), D(930)) == D("-7.0")
    assert change_percent(D(0), D(1)) is None


def test_validity_warns_two_weeks_ahead():
    today = date(2026, 3, 10)
    days = {date(2026, 3, 9): "expired", date(2026, 3, 10): "soon", date(2026, 3, 24): "soon",
            date(2026, 3, 25): "valid", None: "open"}  # fmt: skip
    assert {day: validity(day, today) for day in days} == days


@given(st.dictionaries(st.integers(), st.decimals(D("0.01"), D("1e9"), places=2), min_size=1))
def test_scores_of_prices_stay_between_nothing_and_five_and_fall_with_the_price(amounts):
    scores = price_scores(amounts)
    ordered = [scores[key] for key in sorted(amounts, key=amounts.get)]
    assert ordered[0] == 5 and ordered == sorted(ordered, reverse=True) and min(ordered) >= 0
