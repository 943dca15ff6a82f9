"""ROI, NPV, payback and IRR, and when they say nothing."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portfolio.business_case import YearFlow, business_case, by_year, differences, incremental, internal_rate

EIGHT_PERCENT = Decimal("0.08")


def case(*nets, rate=EIGHT_PERCENT):
    flows = [
        YearFlow(2026 + n, max(Decimal(-net), Decimal(0)), max(Decimal(net), Decimal(0))) for n, net in enumerate(nets)
    ]
    return business_case(flows, rate)


def test_an_investment_reads_as_by_hand():
    found = case(-1000, 500, 500, 500)
    assert (found.costs, found.gains, found.net, found.roi) == (1000, 1500, 500, Decimal("0.5"))
    assert float(found.npv) == pytest.approx(-1000 + 500 / 1.08 + 500 / 1.08**2 + 500 / 1.08**3)
    assert found.payback == 3
    assert found.irr == pytest.approx(0.2337519, abs=1e-6)
    assert float(found.benefit_cost_ratio) == pytest.approx(1 + float(found.npv) / 1000)
    assert found.reasons == {}


def test_payback_falls_within_the_year_in_proportion():
    assert case(-1000, 400, 400, 400).payback == Decimal("3.5")
    assert float(case(-1000, 400, 400, 400, 400).discounted_payback) == pytest.approx(3.9, abs=0.05)


def test_payback_is_final_not_the_first_time_the_total_is_positive():
    assert case(-100, 150, -100, 100).payback == Decimal("3.5")


def test_a_discounted_payback_may_be_missing_where_the_simple_one_is_not():
    found = case(-1000, 505, 505)
    assert found.payback is not None
    assert (found.discounted_payback, found.reasons["discounted_payback"]) == (None, "never_pays_back")


@pytest.mark.parametrize(
    ("nets", "expected"),
    [
        ((), {"roi": "no_cost", "npv": "no_flows", "payback": "no_flows", "irr": "no_flows"}),
        ((-100, -50), {"irr": "no_sign_change", "payback": "never_pays_back"}),
        ((100, 50), {"roi": "no_cost", "irr": "no_sign_change", "payback": "no_cost", "benefit_cost_ratio": "no_cost"}),
        ((-100, 230, -132), {"irr": "several_rates", "payback": "never_pays_back"}),
        ((100, -200, 150), {"irr": "no_rate", "payback": None}),
    ],
)
def test_what_cannot_be_calculated_is_none_with_its_reason(nets, expected):
    found = case(*nets)
    for name, reason in expected.items():
        assert found.reasons.get(name) == reason
        assert (getattr(found, name) is None) == (reason is not None)


def test_a_year_whose_gains_cover_its_costs_has_costs_all_the_same():
    found = business_case([YearFlow(2026, Decimal(100), Decimal(150))], Decimal("0.08"))
    assert (found.roi, found.payback, found.discounted_payback) == (Decimal("0.5"), None, None)
    assert found.reasons["payback"] == found.reasons["discounted_payback"] == "always_covered"


def test_a_loss_has_a_negative_rate_of_return_not_none():
    assert case(-100, 50, 40).irr == pytest.approx(-0.0697, abs=1e-3)


def test_a_rate_of_minus_one_hundred_percent_is_refused():
    with pytest.raises(ValueError, match="-100 %"):
        case(-1, 1, rate=Decimal(-1))


def test_lines_of_a_year_add_up_and_years_without_lines_count():
    years = by_year([YearFlow(2028, gain=Decimal(5)), YearFlow(2026, Decimal(1)), YearFlow(2026, Decimal(2))])
    assert [(year.year, year.net) for year in years] == [(2026, -3), (2027, 0), (2028, 5)]


def test_an_option_is_compared_with_doing_nothing_by_what_it_adds():
    nothing = [YearFlow(2026, cost=Decimal(100)), YearFlow(2027, cost=Decimal(100), gain=Decimal(30))]
    option = [YearFlow(2026, cost=Decimal(150)), YearFlow(2027, cost=Decimal(20))]
    found = incremental(option, nothing)
    assert [(flow.cost, flow.gain) for flow in found] == [(50, 0), (30, 80)]


def test_a_frozen_case_is_held_against_the_present_one():
    found = differences(case(-100, 150), case(-120, 150))
    assert (found["costs"].frozen, found["costs"].current, found["costs"].change) == (100, 120, 20)
    assert differences(case(-100, 150), case(-100))["irr"].change is None


amounts = st.lists(st.integers(-1000, 1000), min_size=2, max_size=8)


@given(amounts)
def test_the_value_at_the_internal_rate_is_nothing(nets):
    rate, reason = internal_rate([Decimal(net) for net in nets])
    assume(rate is not None)
    assert reason is None
    assert rate > -1
    terms = [net / (1 + rate) ** number for number, net in enumerate(nets)]
    assert sum(terms) == pytest.approx(0, abs=1e-5 * max(abs(term) for term in terms))


@given(amounts, st.decimals("0", "0.5", places=3))
def test_net_present_value_falls_short_of_the_plain_net_when_gains_come_last(nets, rate):
    ordered = sorted(nets)
    found = case(*ordered, rate=rate)
    if found.net >= 0:
        assert found.npv <= found.net + Decimal("1e-9")
