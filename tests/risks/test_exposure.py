"""Scores, bands, expected monetary value and reserves."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.exposure import (
    OPPORTUNITY,
    Band,
    RiskFigures,
    band_of,
    chance,
    expected_value,
    exposure,
    matrix,
    reserve,
    score,
    simulated_reserve,
)

levels = st.integers(1, 5)
RISKS = st.lists(
    st.builds(
        RiskFigures,
        levels,
        levels,
        st.none() | levels,
        st.none() | levels,
        st.none() | st.decimals(0, 10**6, places=2),
        st.sampled_from(["threat", "opportunity"]),
    )
)


def test_a_score_is_probability_times_impact():
    assert score(4, 5) == 20


@pytest.mark.parametrize(("probability", "impact"), [(0, 3), (6, 3), (3, 0), (3, 6)])
def test_a_level_outside_one_to_five_is_refused(probability, impact):
    with pytest.raises(ValueError, match="1 to 5"):
        score(probability, impact)
    with pytest.raises(ValueError, match="1 to 5"):
        chance(9)


def test_bands_start_on_their_floor():
    names = {value: band_of(value).name for value in (1, 4, 5, 9, 10, 15, 16, 25)}
    assert [names[value] for value in (1, 4, 5, 9)] == ["low", "low", "moderate", "moderate"]
    assert [names[value] for value in (10, 15, 16, 25)] == ["high", "high", "critical", "critical"]


def test_bands_are_the_organisations_own():
    own = (Band("watch", 8, "orange"), Band("fine", 1, "green"), Band("act", 20, "red"))
    assert [band_of(value, own).name for value in (7, 8, 19, 20)] == ["fine", "watch", "watch", "act"]
    with pytest.raises(ValueError, match="below every band"):
        band_of(3, own[:1])


def test_expected_value_uses_the_chance_after_responses():
    risk = RiskFigures(4, 5, residual_probability=2, cost_impact=Decimal(1000))
    assert expected_value(risk) == Decimal("300")
    assert expected_value(risk, inherent=True) == Decimal("700")


def test_a_risk_without_estimate_is_counted_but_never_valued_at_zero():
    found = exposure([RiskFigures(3, 3), RiskFigures(3, 4)])
    assert (found.count, found.without_cost, found.highest_score) == (2, 2, 12)
    assert (found.threats, found.net, reserve(found)) == (None, None, None)


def test_exposure_adds_threats_and_keeps_opportunities_apart():
    found = exposure(
        [
            RiskFigures(3, 4, cost_impact=Decimal(100_000)),
            RiskFigures(1, 5, cost_impact=Decimal(20_000)),
            RiskFigures(5, 2, cost_impact=Decimal(10_000), kind=OPPORTUNITY),
        ]
    )
    assert (found.threats, found.opportunities, found.net) == (52_000, 9_000, 43_000)
    assert found.highest_score == 12


def test_a_reserve_credits_gains_only_as_far_as_policy_allows_and_pays_responses():
    found = exposure(
        [
            RiskFigures(3, 4, cost_impact=Decimal(100)),
            RiskFigures(5, 2, cost_impact=Decimal(1000), kind=OPPORTUNITY),
        ]
    )
    assert reserve(found) == 50
    assert reserve(found, opportunity_credit=Decimal("0.05"), response_cost=Decimal(7)) == 12
    assert reserve(found, opportunity_credit=Decimal(1), response_cost=Decimal(7)) == 7


def test_a_reserve_by_confidence_covers_a_rare_large_threat_where_its_expected_value_does_not():
    risks = [RiskFigures(1, 5, cost_impact=Decimal(1000))]
    assert simulated_reserve(risks, 0.8, np.random.default_rng(1)) == 0
    assert simulated_reserve(risks, 0.95, np.random.default_rng(1)) == 1000
    assert simulated_reserve([RiskFigures(1, 5)], 0.8, np.random.default_rng(1)) is None


def test_the_mean_of_the_simulation_is_the_expected_value():
    risks = [RiskFigures(level, 3, cost_impact=Decimal(100 * level)) for level in range(1, 6)]
    draws = [simulated_reserve(risks, 0.5, np.random.default_rng(seed), runs=1) for seed in range(2000)]
    assert np.mean(draws) == pytest.approx(float(exposure(risks).threats), rel=0.03)


@given(RISKS)
def test_the_matrix_holds_every_risk_once(risks):
    assert matrix(risks).sum() == matrix(risks, inherent=True).sum() == len(risks)


@given(RISKS, RISKS)
def test_exposure_of_two_lists_is_the_sum_of_both(first, second):
    both, one, other = exposure(first + second), exposure(first), exposure(second)
    assert (both.threats or 0) == (one.threats or 0) + (other.threats or 0)
    assert both.count == one.count + other.count
