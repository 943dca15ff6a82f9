"""Lead and cycle time, velocity, burn and flow series, throughput forecasts; on real boards where they are present."""

import csv
from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import holidays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.flow import (
    ScopeItem,
    Stay,
    burn_series,
    counts_by_week,
    cumulative_flow,
    cycle_days,
    days_taken,
    forecast_items,
    forecast_periods,
    lead_days,
    summary,
    sure_by,
    velocity,
)

DATA = Path(__file__).parents[2].parent / "shared" / "data"
KANBAN = DATA / "task-estimates" / "7digital_to_2011-06-30.csv"
SPRINTS = DATA / "agile-sprints"
needs_kanban = pytest.mark.skipif(not KANBAN.exists(), reason="the 7digital items of ../shared/data are absent")
needs_sprints = pytest.mark.skipif(not SPRINTS.exists(), reason="the sprints of ../shared/data are absent")
MONDAY = date(2026, 3, 2)


def seeded(seed=1):
    return np.random.default_rng(seed)


# -- Lead and cycle time -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (MONDAY, MONDAY, 1),
        (MONDAY, date(2026, 3, 6), 5),
        (date(2026, 3, 6), date(2026, 3, 9), 2),
        (date(2026, 3, 7), date(2026, 3, 9), 2),
        (date(2026, 3, 7), date(2026, 3, 7), 1),
        (date(2026, 3, 9), MONDAY, None),
    ],
)
def test_days_taken_are_working_days_with_both_ends(first, last, days):
    assert days_taken(first, last) == days


def test_a_public_holiday_in_between_is_not_counted_and_one_that_was_worked_is():
    easter_monday = date(2026, 4, 6)
    assert days_taken(date(2026, 4, 3), date(2026, 4, 7), [easter_monday]) == 2
    assert days_taken(easter_monday, date(2026, 4, 7), [easter_monday]) == 2


def test_a_summary_of_nothing_is_empty_and_unfinished_items_are_left_out():
    assert (summary([]).median, summary([None]).within) == (None, {})
    found = summary([1, 2, None, 9])
    assert (found.count, found.median, found.mean) == (3, 2, 4)
    assert found.within == {50: 2, 70: 9, 85: 9, 95: 9}


@given(st.lists(st.integers(1, 400), min_size=1), st.integers(1, 100))
def test_within_is_enough_for_at_least_that_share_of_the_items(days, level):
    limit = summary(days, [level]).within[level]
    assert sum(value <= limit for value in days) >= level / 100 * len(days) - 1e-9


@cache
def kanban_items():
    def day(text):
        return datetime.strptime(text, "%d/%m/%Y").date()

    with KANBAN.open(encoding="utf-8") as file:
        return [
            {
                "type": row["Type"],
                "requested": day(row["Prioritised"]),
                "started": day(row["Dev.Started"]),
                "done": day(row["Done"]),
                "lead": int(row["Lead.Time"]),
                "cycle": int(row["Cycle.Time"]),
            }
            for row in csv.DictReader(file)
        ]


@cache
def calculated_times():
    # The file counts the royal wedding of 29 April 2011 as a day of work.
    english = {*holidays.country_holidays("GB", subdiv="ENG", years=[2009, 2010, 2011])} - {date(2011, 4, 29)}
    lead = [lead_days(item["requested"], item["done"], days_off=english) for item in kanban_items()]
    return lead, [cycle_days(item["started"], item["done"], days_off=english) for item in kanban_items()]


@needs_kanban
def test_lead_and_cycle_time_of_real_items_are_as_published_but_for_work_on_weekends():
    """The file counts a weekend day on which work began or ended at times and at times not."""
    for found, name in zip(calculated_times(), ("lead", "cycle"), strict=True):
        different = [(item, days) for item, days in zip(kanban_items(), found, strict=True) if days != item[name]]
        assert len(kanban_items()) == 1441
        assert len(different) <= 0.03 * 1441
        assert all(abs(days - item[name]) == 1 for item, days in different)


@needs_kanban
@pytest.mark.parametrize("kind", [None, "MMF", "Production Bug", "Support", "Infrastructure", "Bug"])
def test_medians_and_percentiles_of_real_items_are_as_published(kind):
    chosen = [number for number, item in enumerate(kanban_items()) if kind in (None, item["type"])]
    for found, name in zip(calculated_times(), ("lead", "cycle"), strict=True):
        calculated = summary([found[number] for number in chosen])
        published = summary([kanban_items()[number][name] for number in chosen])
        assert calculated.within == published.within
        assert calculated.median == pytest.approx(published.median, abs=0.5 if kind == "Support" else 0)
        if kind is None:
            assert calculated.percentiles == pytest.approx(published.percentiles)


@needs_kanban
def test_the_published_figures_themselves():
    cycle = summary([item["cycle"] for item in kanban_items()])
    lead = summary([item["lead"] for item in kanban_items()])
    assert (cycle.median, cycle.within) == (3, {50: 3, 70: 8, 85: 13, 95: 26})
    assert (lead.median, lead.within) == (5, {50: 5, 70: 9, 85: 17, 95: 36})


# -- Velocity, burn, flow ----------------------------------------------------------------------------------


def test_velocity_is_of_the_last_sprints_and_of_none_before_the_first():
    found = velocity([100, 20, 30, 25], committed=[100, 30, 30, 30])
    assert (found.sprints, found.mean, found.lowest, found.highest) == (3, 25, 20, 30)
    assert found.kept == pytest.approx(75 / 90)
    assert (velocity([]).mean, velocity([5]).kept) == (None, None)


def test_burn_series_show_scope_added_taken_out_and_done_at_the_end_of_each_day():
    items = [
        ScopeItem(5, date(2026, 2, 20), done=date(2026, 3, 3)),
        ScopeItem(3, date(2026, 2, 20), removed=date(2026, 3, 4)),
        ScopeItem(2, date(2026, 3, 4)),
    ]
    found = burn_series(items, MONDAY, date(2026, 3, 6), until=date(2026, 3, 5))
    assert found.days[0] == date(2026, 3, 1)
    assert found.scope == [8, 8, 8, 7, 7, 7]
    assert found.done == [0, 0, 5, 5, 5, None]
    assert found.remaining == [8, 8, 3, 2, 2, None]


def test_the_ideal_line_rests_on_days_off_and_ends_at_nothing():
    off = frozenset({date(2026, 3, 3)})
    found = burn_series([ScopeItem(8, MONDAY - timedelta(days=9))], MONDAY, date(2026, 3, 6), MONDAY, off)
    assert found.ideal == [8, 6, 6, 4, 2, 0]


def test_cumulative_flow_counts_each_item_in_its_state_at_the_end_of_the_day():
    stays = [
        Stay("a", "to do", date(2026, 2, 1)),
        Stay("a", "doing", date(2026, 3, 3)),
        Stay("a", "done", date(2026, 3, 4)),
        Stay("b", "to do", date(2026, 3, 3)),
        Stay("b", "doing", date(2026, 3, 3)),
        Stay("b", "cancelled", date(2026, 3, 4)),
    ]
    found = cumulative_flow(stays, ["to do", "doing", "done"], MONDAY, date(2026, 3, 4))
    assert found.counts == {"to do": [1, 0, 0], "doing": [0, 2, 0], "done": [0, 0, 1]}
    assert found.in_progress(["to do", "doing"]) == [1, 2, 0]


STAYS = st.lists(
    st.builds(Stay, st.integers(0, 5), st.sampled_from(["a", "b", "c"]), st.dates(date(2026, 2, 1), date(2026, 4, 1)))
)


@given(STAYS)
def test_every_item_that_has_come_is_in_exactly_one_state(stays):
    found = cumulative_flow(stays, ["a", "b", "c"], MONDAY, date(2026, 3, 31))
    for number, day in enumerate(found.days):
        present = {stay.item for stay in stays if stay.since <= day}
        assert sum(counts[number] for counts in found.counts.values()) == len(present)
        assert all(counts[number] >= 0 for counts in found.counts.values())


# -- Throughput forecasts ----------------------------------------------------------------------------------


def test_a_steady_team_needs_exactly_its_periods():
    assert forecast_periods([5] * 12, 50, seeded()).certainty == {50: 10, 70: 10, 85: 10, 95: 10}
    assert forecast_items([5] * 12, 10, seeded()).certainty == {50: 50, 70: 50, 85: 50, 95: 50}


def test_more_certainty_takes_longer_and_promises_less():
    history = [2, 9, 4, 7, 1, 12, 5, 3]
    periods = list(forecast_periods(history, 60, seeded()).certainty.values())
    items = list(forecast_items(history, 8, seeded()).certainty.values())
    assert periods == sorted(periods)
    assert periods[0] < periods[-1]
    assert items == sorted(items, reverse=True)
    assert items[0] > items[-1]


def test_the_same_seed_draws_the_same_forecast():
    assert forecast_periods([1, 5, 3], 40, seeded(9)) == forecast_periods([1, 5, 3], 40, seeded(9))


def test_only_the_last_periods_count():
    assert forecast_periods([100] * 50 + [5] * 12, 50, seeded()).certainty[50] == 10


def test_without_throughput_there_is_no_forecast_and_a_reason():
    assert forecast_periods([0, 0, 0], 5, seeded()).reason == "nothing_done"
    assert forecast_items([4, 4], 5, seeded()).reason == "too_few_periods"
    assert forecast_periods([], 0, seeded()).certainty == {50: 0, 70: 0, 85: 0, 95: 0}


def test_a_level_that_no_horizon_reaches_is_left_out_and_never_invented():
    assert forecast_periods([0, 0, 0, 1], 10_000, seeded(), runs=200).certainty == {}


def test_a_forecast_of_weeks_is_dated_by_the_end_of_its_last_week():
    dates = sure_by(forecast_periods([5] * 12, 10, seeded()), MONDAY)
    assert dates[85] == date(2026, 3, 15)


def test_weeks_are_counted_whole_from_monday():
    done = [date(2026, 3, 1), MONDAY, date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 16)]
    assert counts_by_week(done, date(2026, 2, 27), date(2026, 3, 17)).tolist() == [2, 1]


def held(series, window, amounts, runs=1000):
    """Shares of unseen outcomes within the 85 and 95 % levels and inside the middle 80 %, at every origin."""
    generator, outcomes = seeded(7), []
    for counts in series:
        for origin in range(window, len(counts) - 1):
            past, ahead = counts[origin - window : origin], np.cumsum(counts[origin:])
            for amount in amounts(past):
                if past.sum() and ahead[-1] >= amount:
                    needed = int(np.argmax(ahead >= amount)) + 1
                    found = forecast_periods(past, amount, generator, (10, 85, 90, 95), window, runs).certainty
                    low, most, high, nearly = (found.get(level, 10**6) for level in (10, 85, 90, 95))
                    outcomes.append((needed <= most, needed <= nearly, low <= needed <= high))
    return len(outcomes), np.mean(outcomes, axis=0)


@needs_kanban
@pytest.mark.parametrize("amount", [20, 40, 80, 160])
def test_forecasts_on_a_real_board_hold_on_the_weeks_they_have_not_seen(amount):
    done = [item["done"] for item in kanban_items()]
    weeks = counts_by_week(done, date(2009, 5, 4), date(2011, 6, 30))
    origins, (most, nearly, band) = held([weeks], 12, lambda past: [amount])
    assert origins >= 85
    assert most >= 0.85
    assert nearly >= 0.95
    assert band >= 0.78


@cache
def sprint_series():
    """Issues done a sprint of every board with at least fifteen sprints, Apache and Spring."""
    boards = defaultdict(list)
    for path in sorted(SPRINTS.glob("*/*_iteration_80.csv")):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                boards[path.name, row["boardid"]].append((int(row["sprintid"]), int(row["no_issuedone"])))
    return [np.array([done for _, done in sorted(rows)]) for rows in boards.values() if len(rows) >= 15]


@pytest.mark.full
@needs_sprints
@pytest.mark.parametrize("sprints", [2, 4])
def test_forecasts_hold_on_the_sprints_of_other_teams_too(sprints):
    origins, (most, nearly, band) = held(
        sprint_series(), 12, lambda past: [max(int(past.mean() * sprints), 1)], runs=500
    )
    assert origins >= 250
    assert most >= 0.85
    assert nearly >= 0.93
    assert band >= 0.78
