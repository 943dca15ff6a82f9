"""Weighted criteria, WSJF, RICE, sizes, ranking and the cut line."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.scoring import Candidate, Criterion, cut_line, ranking, rice, size_of, weighted_score, wsjf

VALUE = Criterion("value", Decimal(3))
EFFORT = Criterion("effort", Decimal(1), high_is_bad=True)


def marks(value, effort):
    return {"value": value, "effort": effort}


def test_a_weighted_score_runs_from_nothing_to_a_hundred_and_effort_speaks_against():
    assert weighted_score(marks(Decimal(5), Decimal(1)), [VALUE, EFFORT]).value == 100
    assert weighted_score(marks(Decimal(1), Decimal(5)), [VALUE, EFFORT]).value == 0
    found = weighted_score(marks(Decimal(3), Decimal(1)), [VALUE, EFFORT])
    assert (found.value, found.parts) == (Decimal("62.5"), {"value": Decimal("37.5"), "effort": Decimal(25)})


def test_a_missing_mark_leaves_no_score_and_is_named():
    found = weighted_score({"value": Decimal(3)}, [VALUE, EFFORT])
    assert (found.value, found.reason, found.missing) == (None, "marks_missing", ("effort",))


def test_a_criterion_without_weight_needs_no_mark():
    assert weighted_score({"value": Decimal(5)}, [VALUE, Criterion("effort", Decimal(0))]).value == 100


def test_marks_outside_the_scale_and_useless_weights_are_refused():
    with pytest.raises(ValueError, match="value: 6 lies outside 1 to 5"):
        weighted_score(marks(Decimal(6), Decimal(1)), [VALUE, EFFORT])
    with pytest.raises(ValueError, match="Weights"):
        weighted_score({}, [Criterion("value", Decimal(0))])


def test_wsjf_is_cost_of_delay_over_size():
    assert wsjf(Decimal(8), Decimal(5), Decimal(3), Decimal(2)).value == 8
    assert wsjf(Decimal(8), Decimal(5), Decimal(3), Decimal(0)).reason == "no_size"
    assert wsjf(None, Decimal(5), None, Decimal(1)).missing == ("value", "risk_reduction")


def test_rice_is_reach_impact_and_confidence_over_effort():
    assert rice(Decimal(1000), Decimal(2), Decimal("0.8"), Decimal(4)).value == 400
    assert rice(Decimal(1000), Decimal(2), Decimal("0.8"), Decimal(0)).reason == "no_effort"
    assert rice(None, Decimal(2), Decimal(1), Decimal(1)).missing == ("reach",)
    with pytest.raises(ValueError, match="0 to 1"):
        rice(Decimal(1), Decimal(1), Decimal(80), Decimal(1))


def test_sizes_grow_and_an_unknown_size_has_no_effort():
    assert [size_of(letters) for letters in ("xs", "S", "M ", "L", "XL")] == [1, 2, 3, 5, 8]
    assert (size_of("XXL"), size_of(None), size_of("")) == (None, None, None)


def candidate(key, score, cost, **more):
    money = None if cost is None else Decimal(cost)
    return Candidate(key, None if score is None else Decimal(score), money, **more)


def test_a_must_comes_before_a_should_whatever_the_score_and_no_score_comes_last():
    found = ranking(
        [
            candidate("a", 90, 1, group="should"),
            candidate("b", 10, 1, group="must"),
            candidate("c", None, 1, group="must"),
            candidate("d", 99, 1, group="wont"),
        ]
    )
    assert [each.key for each in found] == ["b", "c", "a", "d"]


def keys(found):
    return [each.candidate.key for each in found if each.selected]


LIST = [candidate("a", 90, 60), candidate("b", 80, 50), candidate("c", 70, 30), candidate("d", 60, None)]


def test_the_cut_line_falls_at_the_first_that_does_not_fit():
    found = cut_line(LIST, Decimal(100))
    assert keys(found) == ["a"]
    assert [each.reason for each in found] == ["within_budget", "over_budget", "over_budget", "no_cost"]


def test_what_is_left_may_be_filled_with_smaller_ones():
    assert keys(cut_line(LIST, Decimal(100), fill=True)) == ["a", "c"]


def test_mandatory_candidates_are_paid_first_even_beyond_the_budget():
    found = cut_line([*LIST, candidate("law", None, 70, mandatory=True)], Decimal(100), fill=True)
    assert keys(found) == ["c", "law"]
    assert found[-1].running_cost == 100
    assert keys(cut_line([candidate("law", 1, 500, mandatory=True)], Decimal(100))) == ["law"]


def test_what_is_not_wanted_or_not_scored_is_never_taken():
    found = cut_line([candidate("x", 99, 1, group="wont"), candidate("y", None, 1)], Decimal(100))
    assert {each.candidate.key: each.reason for each in found} == {"x": "not_wanted", "y": "no_score"}


CANDIDATES = st.lists(
    st.builds(
        candidate,
        st.integers(),
        st.none() | st.integers(0, 100),
        st.none() | st.integers(0, 100),
        group=st.sampled_from([None, "must", "should", "could", "wont"]),
    )
)


@given(CANDIDATES, st.integers(0, 500), st.booleans())
def test_the_selection_never_costs_more_than_the_budget_and_loses_nobody(candidates, budget, fill):
    found = cut_line(candidates, Decimal(budget), fill)
    assert sum(each.candidate.cost for each in found if each.selected) <= budget
    assert len(found) == len(candidates)
    assert [each.rank for each in found] == list(range(1, len(found) + 1))


@given(CANDIDATES, st.integers(0, 500))
def test_more_budget_never_drops_anyone_above_the_line(candidates, budget):
    less, more = cut_line(candidates, Decimal(budget)), cut_line(candidates, Decimal(budget + 50))
    assert all(b.selected for a, b in zip(less, more, strict=True) if a.selected)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5))
def test_a_better_mark_never_lowers_the_score(value, better, effort):
    low, high = sorted((value, better))
    scores = [weighted_score(marks(Decimal(v), Decimal(effort)), [VALUE, EFFORT]).value for v in (low, high)]
    assert scores[0] <= scores[1]
