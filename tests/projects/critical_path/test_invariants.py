"""What must hold of every plan, however odd: checked on plans that hypothesis makes up.

The quick set tries the same plans every time; `make test-full` thousands of others, new ones in each run.
"""

import copy
from collections import defaultdict
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.critical_path import CONSTRAINTS, LINK_KINDS, Link, Plan, PlannedTask, schedule
from projects.working_time import CONTINUOUS, STANDARD, minute_of, moment_of, weekly

INVARIANTS = []


def invented(*strategies):
    """A test of plans that hypothesis makes up from these strategies."""

    def decorate(function):
        INVARIANTS.append(pytest.param(function, strategies, id=function.__name__))
        return examples(60)(given(*strategies)(function))

    return decorate


def examples(count, **how):
    return settings(max_examples=count, deadline=None, suppress_health_check=[HealthCheck.too_slow], **how)


START = datetime(2024, 3, 4, 8)
CALENDARS = {
    "weekend": weekly([(540, 1080)], [5, 6]),
    "nights": weekly([(0, 240), (1320, 1440)], range(7)),
    "always": CONTINUOUS,
    "closed": STANDARD.closed_on([date(2024, 3, day) for day in range(5, 14)]),
}
moments = st.integers(0, 40 * 96).map(lambda quarters: START + timedelta(minutes=15 * quarters))
durations = st.sampled_from([0, 0, 60, 240, 480, 481, 960, 2400])
lags = st.sampled_from([0, 0, 0, 0, 60, 480, 1000, -60, -480])


@st.composite
def networks(draw, kinds=LINK_KINDS, calendars=(None,), lag=lags, size=10, milestones=True):
    """Plain tasks with links from earlier to later ones: no cycle, no constraint."""
    count = draw(st.integers(1, size))
    tasks = [
        PlannedTask(
            number,
            draw(durations if milestones else durations.filter(bool)),
            calendar=draw(st.sampled_from(calendars)),
        )
        for number in range(count)
    ]
    links = []
    for _ in range(draw(st.integers(0, 2 * count)) if count > 1 else 0):
        after = draw(st.integers(1, count - 1))
        before = draw(st.integers(0, after - 1))
        kind, is_elapsed = draw(st.sampled_from(kinds)), len(calendars) > 1 and draw(st.booleans())
        links.append(Link(before, after, kind, draw(lag), is_elapsed))
    return Plan(START, tasks, links, calendars=CALENDARS)


all_calendars = (None, *CALENDARS)


def with_start(plan: Plan, key, moment: datetime) -> Plan:
    """The plan with one task held back until a moment."""
    held = copy.deepcopy(plan.tasks)
    held[key].constraint, held[key].constraint_date = "SNET", moment
    return Plan(plan.start, held, plan.links, plan.calendar, plan.calendars)


def calendar_of(plan: Plan, key):
    """Calendar of a task."""
    return plan.calendars.get(plan.tasks[key].calendar, plan.calendar)


def assert_links_hold(plan: Plan, found) -> None:
    """No start or finish comes before what each link allows, on the clock or in working time."""
    for link in plan.links:
        before, after = found[link.predecessor], found[link.successor]
        sent = before.start if link.kind in ("SS", "SF") else before.finish
        reached = after.finish if link.kind in ("FF", "SF") else after.start
        if link.is_elapsed:
            assert reached >= sent + timedelta(minutes=link.lag), link
        else:
            calendar = calendar_of(plan, link.successor)
            assert calendar.between(sent, reached) >= link.lag, link
            if calendar_of(plan, link.predecessor) is not calendar and not link.lag:
                assert reached >= sent, link


@invented(networks(calendars=all_calendars))
def test_no_task_comes_before_its_predecessors_allow(plan):
    found = schedule(plan)
    assert not found.problems
    assert_links_hold(plan, found)
    for task in plan.tasks:
        calendar, row = calendar_of(plan, task.key), found[task.key]
        assert row.start >= plan.start
        assert calendar.between(row.start, row.finish) == task.duration


@invented(networks(calendars=all_calendars))
def test_no_task_could_start_a_minute_earlier(plan):
    """Every start is the first working minute, or equals what a link allows."""
    found = schedule(plan)
    for row in found:
        calendar = calendar_of(plan, row.key)
        if row.reason.code == "project_start":
            first = calendar.next_start(plan.start)
            assert calendar.between(first, row.start) == 0
        else:
            assert row.reason.code == "predecessor"
            assert row.reason.arguments["predecessor"] == row.driving_predecessor


@invented(networks(calendars=all_calendars))
def test_every_predecessor_comes_first_in_the_order_of_the_passes(plan):
    network = schedule(plan).passes.network
    place = {node: number for number, node in enumerate(network.order)}
    assert sorted(place) == list(range(network.count))
    for source, target in zip(network.arcs.source.tolist(), network.arcs.target.tolist(), strict=True):
        assert place[source >> 1] < place[target >> 1]


@invented(networks(calendars=all_calendars, milestones=False), st.integers(0, 9))
def test_a_task_held_back_to_its_late_start_does_not_delay_the_project(plan, number):
    found = schedule(plan)
    key = number % len(plan.tasks)
    assert schedule(with_start(plan, key, found[key].late_start)).finish == found.finish


@invented(networks(), st.integers(0, 9))
def test_a_task_held_back_a_minute_longer_than_its_float_delays_the_project(plan, number):
    found = schedule(plan)
    key = number % len(plan.tasks)
    calendar = calendar_of(plan, key)
    later = moment_of(calendar.opening(calendar.position(minute_of(found[key].late_start)) + 1))
    delayed = schedule(with_start(plan, key, later))
    assert calendar.between(found.finish, delayed.finish) == 1


def moved_by(plan: Plan, found, key, minutes: int) -> set:
    """Keys of the other tasks that move when a task is held back by so many working minutes."""
    calendar = calendar_of(plan, key)
    position = calendar.position(minute_of(found[key].start)) + minutes
    delayed = schedule(with_start(plan, key, moment_of(calendar.opening(position))))
    return {row.key for row in found if row.key != key and plan.calendar.between(row.start, delayed[row.key].start)}


@invented(networks(), st.integers(0, 9))
def test_free_float_is_just_what_delays_no_other_task(plan, number):
    found = schedule(plan)
    key = number % len(plan.tasks)
    free = found[key].free_float
    assert not moved_by(plan, found, key, free)
    if any(link.predecessor == key for link in plan.links) and free < found[key].total_float:
        assert moved_by(plan, found, key, free + 1)


@invented(networks(calendars=all_calendars))
def test_floats_are_never_negative_and_free_float_never_exceeds_total_float(plan):
    found = schedule(plan)
    assert all(0 <= row.free_float <= row.total_float for row in found)


@invented(networks())
def test_on_one_calendar_some_task_is_critical_and_the_driving_chain_of_the_last_is(plan):
    found = schedule(plan)
    last = max(found, key=lambda row: row.finish).key
    assert found[last].is_critical
    assert all(found[key].is_critical for key in found.driving_chain(last))


def grown(plan: Plan, key, minutes: int) -> Plan:
    """The plan with one longer task."""
    tasks = copy.deepcopy(plan.tasks)
    tasks[key].duration += minutes
    return Plan(plan.start, tasks, plan.links, plan.calendar, plan.calendars, required_finish=plan.required_finish)


@invented(networks(), st.integers(0, 9), st.integers(1, 3000))
def test_the_late_start_of_a_task_is_never_later_when_it_grows(plan, number, minutes):
    """In working time: a milestone stands at the close of a stretch, work that follows at the next opening."""
    key = number % len(plan.tasks)
    before, after = schedule(plan)[key], schedule(grown(plan, key, minutes))[key]
    assert plan.calendar.between(before.late_start, after.late_start) <= 0


@invented(networks(), st.integers(0, 9), st.integers(1, 3000))
def test_the_float_of_a_task_increases_when_it_grows_only_by_what_it_starts_earlier(plan, number, minutes):
    """A finish that a link holds (FF, SF) stays when the task grows, so its start moves back, away from what waits
    for that start (SS, SF). Such a task is "reverse critical": growing it eases the plan. All others lose float.
    """
    key = number % len(plan.tasks)
    before, after = schedule(plan)[key], schedule(grown(plan, key, minutes))[key]
    starts_earlier_by = plan.calendar.between(after.start, before.start)
    assert after.total_float <= before.total_float + starts_earlier_by
    assert not starts_earlier_by or before.reason.arguments["kind"] in ("FF", "SF")


@invented(networks(kinds=("FS", "SS")) | networks(kinds=("FS", "FF")), st.integers(0, 9), st.integers(1, 3000))
def test_the_float_of_a_task_never_increases_when_it_grows(plan, number, minutes):
    """Where no task is held at its finish and waited for at its start, there is no exception."""
    key = number % len(plan.tasks)
    assert schedule(grown(plan, key, minutes))[key].total_float <= schedule(plan)[key].total_float


@invented(networks(kinds=("FS", "SS")), st.integers(0, 9), st.integers(1, 3000))
def test_no_float_increases_when_a_task_grows_and_the_finish_is_fixed(plan, number, minutes):
    plan.required_finish = schedule(plan).finish
    before, after = schedule(plan), schedule(grown(plan, number % len(plan.tasks), minutes))
    assert all(after[row.key].total_float <= row.total_float for row in before)


@invented(networks(kinds=("FS", "FF")))
def test_calendars_that_only_differ_far_away_give_the_same_schedule_as_one(plan):
    """The way by the clock and the way by positions agree."""
    calendars = {name: STANDARD.closed_on([date(3000 + number, 1, 1)]) for number, name in enumerate(("x", "y", "z"))}
    several = copy.deepcopy(plan.tasks)
    for number, task in enumerate(several):
        task.calendar = ("x", "y", "z")[number % 3]
    one, other = schedule(plan), schedule(Plan(START, several, plan.links, calendars=calendars))
    for name in ("early_start", "early_finish", "late_start", "late_finish", "total_float", "free_float"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist(), name


@st.composite
def trees(draw):
    """A network whose tasks lie in summaries."""
    plan = draw(networks(calendars=all_calendars))
    summaries = [PlannedTask(f"S{number}") for number in range(draw(st.integers(1, 4)))]
    for number, summary in enumerate(summaries):
        above = draw(st.integers(-1, number - 1))
        summary.parent = f"S{above}" if above >= 0 else None
    for task in plan.tasks:
        task.parent = draw(st.sampled_from([None, *(summary.key for summary in summaries)]))
    keys = [row.key for row in (*plan.tasks, *summaries)]
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(("FS", "SS")))
        plan.links.append(Link(draw(st.sampled_from(keys)), draw(st.sampled_from(keys)), kind, draw(lags)))
    plan.tasks = [*plan.tasks, *summaries]
    return plan


@invented(trees())
def test_summaries_span_their_children_and_hold_them_back(plan):
    found = schedule(plan)
    children = defaultdict(list)
    for task in plan.tasks:
        children[task.parent].append(found[task.key])
    for key, rows in children.items():
        if key is not None:
            assert found[key].start == min(row.start for row in rows)
            assert found[key].finish == max(row.finish for row in rows)
            assert found[key].late_finish == max(row.late_finish for row in rows)
    left_out = {pair for each in found.problems for pair in each.arguments.get("links_left_out", ())}
    refused = {tuple(each.tasks) for each in found.problems if each.code != "cycle"}
    kept = [link for link in plan.links if (link.predecessor, link.successor) not in left_out | refused]
    kept = [link for link in kept if link.predecessor != link.successor]
    by_key = {task.key: task for task in plan.tasks}
    for link in kept:
        before, after = found[link.predecessor], found[link.successor]
        sent = before.start if link.kind in ("SS", "SF") else before.finish
        reached = after.finish if link.kind in ("FF", "SF") else after.start
        if not link.lag:
            calendar = CALENDARS.get(by_key[link.successor].calendar, STANDARD)
            assert reached >= sent or calendar.between(sent, reached) >= 0


@st.composite
def tangles(draw):
    """Links in any direction: cycles everywhere."""
    count = draw(st.integers(1, 8))
    numbers = st.integers(0, count - 1)
    tasks = [PlannedTask(number, 60) for number in range(count)]
    links = [Link(draw(numbers), draw(numbers)) for _ in range(draw(st.integers(0, 20)))]
    return Plan(START, tasks, links)


@invented(tangles())
def test_cycles_are_cut_at_the_links_named_and_all_other_links_hold(plan):
    found = schedule(plan)
    assert len(found) == len(plan.tasks)
    named = [pair for each in found.problems for pair in each.arguments.get("links_left_out", ())]
    for each in found.problems:
        if each.code == "cycle":
            ring = list(each.tasks)
            pairs = {(link.predecessor, link.successor) for link in plan.links}
            assert all(pair in pairs for pair in zip(ring, ring[1:] + ring[:1], strict=True))
    for link in plan.links:
        pair = (link.predecessor, link.successor)
        if link.predecessor != link.successor and pair not in named:
            assert found[link.successor].start >= found[link.predecessor].finish


@st.composite
def rough_plans(draw):
    """Whatever people may have filled in."""
    keys = st.sampled_from([0, 1, 2, 3, 4, 5, None, "x"])
    dates = st.none() | moments
    amounts = st.sampled_from([0, 1, 480, 5000, -5, 1.5, None, "x", 10**12])
    tasks = [
        PlannedTask(
            draw(keys.filter(lambda key: key is not None)),
            draw(amounts),
            parent=draw(keys),
            calendar=draw(st.sampled_from([*all_calendars, "moon"])),
            constraint=draw(st.sampled_from([*CONSTRAINTS, "", None])),
            constraint_date=draw(dates),
            deadline=draw(dates),
            is_manual=draw(st.booleans()),
            manual_start=draw(dates),
            manual_finish=draw(dates),
            percent_complete=draw(st.sampled_from([0, 0, 50, 100, -3, 120, None, "x"])),
            remaining=draw(amounts),
            actual_start=draw(dates),
            actual_finish=draw(dates),
        )
        for _ in range(draw(st.integers(0, 8)))
    ]
    links = [
        Link(draw(keys), draw(keys), draw(st.sampled_from([*LINK_KINDS, "?"])), draw(amounts), draw(st.booleans()))
        for _ in range(draw(st.integers(0, 12)))
    ]
    return Plan(START, tasks, links, calendars=CALENDARS, status_date=draw(dates), required_finish=draw(dates))


@invented(rough_plans())
def test_no_plan_is_refused_and_no_task_is_lost(plan):
    found = schedule(plan)
    assert set(found.keys) == {task.key for task in plan.tasks}
    for row in found:
        assert row.start <= row.finish
        assert row.reason.code
    assert all(problem.code for problem in found.problems)


@invented(networks(), st.integers(0, 9), moments, st.sampled_from([code for code in CONSTRAINTS if code != "ALAP"]))
def test_links_win_over_any_constraint_and_the_constraint_that_loses_is_named(plan, number, moment, code):
    key = number % len(plan.tasks)
    plan.tasks[key].constraint, plan.tasks[key].constraint_date = code, moment
    found = schedule(plan)
    assert_links_hold(plan, found)
    row, calendar = found[key], plan.calendar
    starts_late = calendar.between(moment, row.start) > 0
    ends_late = calendar.between(moment, row.finish) > 0
    broken = {"SNLT": starts_late, "MSO": starts_late, "FNLT": ends_late, "MFO": ends_late}.get(code, False)
    assert [each.code for each in found.problems] == ["impossible_constraint"] * broken
    assert (row.total_float < 0) == broken


@invented(networks(calendars=all_calendars, milestones=False), st.sets(st.integers(0, 9)))
def test_tasks_as_late_as_possible_move_alone_and_break_no_link(plan, chosen):
    before = schedule(plan)
    for task in plan.tasks:
        task.constraint = "ALAP" if task.key in chosen else "ASAP"
    after = schedule(plan)
    assert_links_hold(plan, after)
    assert after.finish == before.finish
    for row in before:
        moved = after[row.key]
        assert moved.start >= row.start
        if row.key not in chosen:
            assert moved.start == row.start
        else:
            assert moved.free_float == 0 or moved.start == row.start


@st.composite
def plans_under_way(draw):
    """A network of which some tasks are done or begun, in any order, at some status date."""
    plan = draw(networks(calendars=all_calendars, milestones=False))
    plan.status_date = draw(moments)
    for task in plan.tasks:
        state = draw(st.sampled_from(("open", "open", "begun", "done")))
        if state != "open":
            task.actual_start = draw(moments)
            task.percent_complete = draw(st.integers(0, 99))
        if state == "done":
            task.actual_finish = task.actual_start + timedelta(minutes=draw(st.integers(0, 5000)))
    return plan


@invented(plans_under_way())
def test_what_is_left_to_do_waits_for_the_status_date_and_for_the_predecessors(plan):
    found = schedule(plan)
    for task in plan.tasks:
        calendar, row = calendar_of(plan, task.key), found[task.key]
        if task.actual_finish is not None:
            assert (row.start, row.finish) == (task.actual_start, task.actual_finish)
            continue
        left = task.duration - round(task.duration * task.percent_complete / 100)
        assert calendar.between(plan.status_date, row.finish) >= left
        if task.actual_start is None:
            assert calendar.between(plan.status_date, row.start) >= 0
            assert calendar.between(row.start, row.finish) == task.duration
        else:
            assert row.start == task.actual_start
        for link in plan.links:
            if link.successor == task.key and link.kind == "FS" and not link.lag:
                assert calendar.between(found[link.predecessor].finish, row.finish) >= left


@pytest.mark.full
@pytest.mark.parametrize(("function", "strategies"), INVARIANTS)
def test_every_invariant_holds_of_thousands_of_other_plans(function, strategies):
    examples(1000, derandomize=False, print_blob=True)(given(*strategies)(function))()
