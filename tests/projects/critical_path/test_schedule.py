"""What the engine decides, one rule at a time, on plans small enough to be checked by hand."""

from datetime import date, datetime

import pytest

from projects.critical_path import Link
from projects.working_time import CONTINUOUS, STANDARD, WorkingCalendar, weekly
from tests.projects.critical_path.plans import DAY, MONDAY, codes, dates, late_dates, on, planned, task

# -- Links --------------------------------------------------------------------------------------------------


def test_a_plan_without_tasks_is_an_empty_schedule():
    found = planned()
    assert (len(found), found.start, found.finish, found.problems) == (0, MONDAY, MONDAY, [])


def test_a_task_without_links_starts_with_the_project():
    assert dates(planned(task("A", 2)), "A") == ("03-04 08:00", "03-05 17:00")


def test_a_project_that_starts_at_midnight_starts_to_work_at_the_opening():
    assert dates(planned(task("A"), start=datetime(2024, 3, 3)), "A") == ("03-04 08:00", "03-04 17:00")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (Link("A", "B", "FS"), ("03-06 08:00", "03-06 17:00")),
        (Link("A", "B", "FS", DAY), ("03-07 08:00", "03-07 17:00")),
        (Link("A", "B", "FS", -DAY), ("03-05 08:00", "03-05 17:00")),
        (Link("A", "B", "SS"), ("03-04 08:00", "03-04 17:00")),
        (Link("A", "B", "SS", 240), ("03-04 13:00", "03-05 12:00")),
        (Link("A", "B", "FF"), ("03-05 08:00", "03-05 17:00")),
        (Link("A", "B", "FF", DAY), ("03-06 08:00", "03-06 17:00")),
        (Link("A", "B", "FF", -DAY), ("03-04 08:00", "03-04 17:00")),
        (Link("A", "B", "SF", 2 * DAY), ("03-05 08:00", "03-05 17:00")),
    ],
    ids=lambda value: f"{value.kind}{value.lag:+}" if isinstance(value, Link) else "",
)
def test_each_kind_of_link_with_lead_and_lag(link, expected):
    assert dates(planned(task("A", 2), task("B"), link), "B") == expected


def test_a_lead_never_pulls_a_task_before_the_project():
    assert dates(planned(task("A"), task("B"), Link("A", "B", "FS", -10 * DAY)), "B")[0] == "03-04 08:00"


def test_a_working_lag_skips_the_weekend_and_an_elapsed_lag_does_not():
    both = task("A", 5), task("B"), task("C")
    found = planned(*both, Link("A", "B", "FS", DAY), Link("A", "C", "FS", 1440, is_elapsed=True))
    assert dates(found, "B")[0] == "03-12 08:00"
    assert dates(found, "C")[0] == "03-11 08:00"


def test_an_elapsed_lag_can_end_in_the_middle_of_a_day():
    found = planned(task("A"), task("B"), Link("A", "B", "FS", 20 * 60, is_elapsed=True))
    assert dates(found, "B") == ("03-05 13:00", "03-06 12:00")


def test_a_finish_set_by_the_start_of_another_task_stays_at_that_opening():
    found = planned(task("A"), task("B"), task("C"), Link("A", "B"), Link("B", "C", "SF"))
    assert dates(found, "C") == ("03-04 08:00", "03-05 08:00")


def test_a_milestone_stands_where_the_work_before_it_ended():
    found = planned(task("A"), task("M", 0), task("B"), Link("A", "M"), Link("M", "B"))
    assert dates(found, "M") == ("03-04 17:00", "03-04 17:00")
    assert dates(found, "B")[0] == "03-05 08:00"


def test_the_latest_of_several_predecessors_decides():
    found = planned(task("A", 3), task("B", 1), task("C"), Link("A", "C"), Link("B", "C"))
    assert dates(found, "C")[0] == "03-07 08:00"
    assert found["C"].driving_predecessor == "A"


# -- Floats -------------------------------------------------------------------------------------------------


def diamond():
    links = Link("A", "B"), Link("A", "C"), Link("C", "D"), Link("B", "E"), Link("D", "E")
    return task("A"), task("B", 5), task("C"), task("D"), task("E"), *links


def test_total_float_is_shared_along_a_path_and_free_float_is_at_its_end():
    found = planned(*diamond())
    assert {key: (found[key].total_float, found[key].free_float) for key in "ABCDE"} == {
        "A": (0, 0),
        "B": (0, 0),
        "C": (3 * DAY, 0),
        "D": (3 * DAY, 3 * DAY),
        "E": (0, 0),
    }
    assert found.critical_tasks() == ["A", "B", "E"]
    assert late_dates(found, "C") == ("03-08 08:00", "03-08 17:00")


def test_a_threshold_widens_the_critical_path():
    assert planned(*diamond(), critical_threshold=3 * DAY).critical_tasks() == ["A", "C", "B", "D", "E"]


def test_a_required_finish_gives_float_to_all_or_takes_it():
    assert planned(*diamond(), required_finish=on("03-14 17:00"))["E"].total_float == 2 * DAY
    late = planned(*diamond(), required_finish=on("03-11 17:00"))
    assert late["E"].total_float == -DAY
    assert codes(late) == ["required_finish_missed"]


def test_the_driving_chain_leads_back_to_the_start():
    assert planned(*diamond()).driving_chain("E") == ["A", "B", "E"]


def test_what_waits_for_the_start_of_a_task_limits_its_late_start():
    found = planned(task("A"), task("B", 5), task("C", 2), Link("A", "B", "SS", DAY), Link("A", "C", "SS"))
    assert found["A"].total_float == 0
    assert found["C"].total_float == 4 * DAY


@pytest.mark.parametrize(
    ("days", "start", "float_days"),
    [(1, "03-07 08:00", 0), (2, "03-06 08:00", 1), (4, "03-04 08:00", 3), (5, "03-04 08:00", 2)],
)
def test_a_task_held_at_its_finish_eases_the_plan_as_it_grows_because_it_starts_earlier(days, start, float_days):
    """Reverse critical: B ends with A on 03-07, C may begin once B has, and C ends the plan."""
    found = planned(task("A", 4), task("B", days), task("C", 4), Link("A", "B", "FF"), Link("B", "C", "SS"),
                    required_finish=on("03-12 17:00"))  # fmt: skip
    assert dates(found, "B")[0] == start
    assert found["B"].total_float == float_days * DAY


# -- Constraints --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("SNET", "03-06 08:00", ("03-06 08:00", "03-07 17:00")),
        ("SNET", "03-09 11:00", ("03-11 08:00", "03-12 17:00")),
        ("FNET", "03-07 17:00", ("03-06 08:00", "03-07 17:00")),
        ("MSO", "03-06 10:00", ("03-06 10:00", "03-08 10:00")),
        ("MFO", "03-08 17:00", ("03-07 08:00", "03-08 17:00")),
        ("SNLT", "03-06 08:00", ("03-04 08:00", "03-05 17:00")),
        ("FNLT", "03-08 17:00", ("03-04 08:00", "03-05 17:00")),
        ("ASAP", "03-08 17:00", ("03-04 08:00", "03-05 17:00")),
    ],
)
def test_each_constraint_moves_the_early_dates_as_it_says(code, day, expected):
    found = planned(task("A", 2, constraint=code, constraint_date=on(day)), task("Long", 20))
    assert dates(found, "A") == expected
    assert not found.problems


@pytest.mark.parametrize(
    ("code", "day", "slack"),
    [("SNLT", "03-06 08:00", 2), ("FNLT", "03-08 17:00", 3), ("MSO", "03-06 08:00", 0), ("MFO", "03-08 17:00", 0)],
)
def test_each_limit_is_kept_in_the_late_dates(code, day, slack):
    found = planned(task("A", 2, constraint=code, constraint_date=on(day)), task("Long", 20))
    assert found["A"].total_float == slack * DAY


def test_a_deadline_takes_float_and_moves_nothing():
    found = planned(task("A", 2, deadline=on("03-07 17:00")), task("Long", 20))
    assert dates(found, "A")[0] == "03-04 08:00"
    assert found["A"].total_float == 2 * DAY


@pytest.mark.parametrize(
    ("fields", "code", "late_by"),
    [
        ({"constraint": "MSO", "constraint_date": on("03-05 08:00")}, "impossible_constraint", 2 * DAY),
        ({"constraint": "SNLT", "constraint_date": on("03-06 08:00")}, "impossible_constraint", DAY),
        ({"constraint": "MFO", "constraint_date": on("03-05 17:00")}, "impossible_constraint", 2 * DAY),
        ({"constraint": "FNLT", "constraint_date": on("03-06 17:00")}, "impossible_constraint", DAY),
        ({"deadline": on("03-06 17:00")}, "deadline_missed", DAY),
    ],
)
def test_a_limit_that_the_links_break_is_named_and_shows_as_negative_float(fields, code, late_by):
    found = planned(task("A", 3), task("B", **fields), Link("A", "B"))
    assert dates(found, "B")[0] == "03-07 08:00"
    (problem,) = found.problems
    assert (problem.code, problem.tasks, problem.arguments["late_by"]) == (code, ("B",), late_by)
    assert found["B"].total_float == found["A"].total_float == -late_by
    assert found["B"].is_critical


def test_as_late_as_possible_uses_the_free_float_and_delays_nobody():
    found = planned(*diamond()[:3], task("D", constraint="ALAP"), *diamond()[4:])
    assert dates(found, "D") == ("03-11 08:00", "03-11 17:00")
    assert (found["D"].free_float, found["D"].total_float) == (0, 0)
    assert dates(found, "E") == dates(planned(*diamond()), "E")
    assert found["C"].free_float == 3 * DAY


def test_tasks_in_a_row_that_are_all_as_late_as_possible_move_together():
    rows = task("A"), task("C", constraint="ALAP"), task("D", constraint="ALAP"), task("Long", 10)
    found = planned(*rows, Link("A", "C"), Link("C", "D"))
    assert (dates(found, "C")[0], dates(found, "D")[0]) == ("03-14 08:00", "03-15 08:00")


def test_as_late_as_possible_goes_no_further_than_its_own_deadline():
    found = planned(task("A", constraint="ALAP", deadline=on("03-06 17:00")), task("Long", 10))
    assert dates(found, "A") == ("03-06 08:00", "03-06 17:00")


# -- Calendars ----------------------------------------------------------------------------------------------

WEEKEND = weekly([(540, 1080)], [5, 6], name="Weekend")


def test_a_task_works_on_its_own_calendar():
    found = planned(task("A", 2), task("Move", calendar="weekend"), Link("A", "Move"), calendars={"weekend": WEEKEND})
    assert dates(found, "Move") == ("03-09 09:00", "03-09 17:00")
    # The move cannot start before Saturday: until Friday evening there is time.
    assert (found["Move"].total_float, found["A"].total_float) == (0, 3 * DAY)


def test_float_counts_on_the_calendar_of_the_task():
    rows = task("A"), task("Move", calendar="weekend"), task("B"), Link("A", "Move"), Link("Move", "B")
    found = planned(*rows, calendars={"weekend": WEEKEND})
    assert dates(found, "B")[0] == "03-11 08:00"
    # The move may go on until Sunday 18:00: 1 hour of Saturday and 9 of Sunday; A may end on Friday evening.
    assert found["Move"].total_float == 10 * 60
    assert late_dates(found, "A") == ("03-08 08:00", "03-08 17:00")


def test_a_working_lag_counts_on_the_calendar_of_the_successor():
    rows = task("A"), task("Move", calendar="weekend"), Link("A", "Move", "FS", 60)
    assert dates(planned(*rows, calendars={"weekend": WEEKEND}), "Move")[0] == "03-09 10:00"


def test_public_holidays_of_the_project_move_the_work():
    closed = STANDARD.closed_on([date(2024, 3, 5)])
    assert dates(planned(task("A", 2), calendar=closed), "A") == ("03-04 08:00", "03-06 17:00")


def test_an_unknown_calendar_is_named_and_the_calendar_of_the_project_used():
    found = planned(task("A", calendar="moon"))
    assert dates(found, "A") == ("03-04 08:00", "03-04 17:00")
    assert [(each.code, each.tasks, each.arguments) for each in found.problems] == [
        ("unknown_calendar", ("A",), {"calendar": "moon"})
    ]


def test_a_calendar_without_working_time_is_named_and_replaced():
    never = WorkingCalendar([()] * 7, name="Never")
    assert codes(planned(task("A", calendar="n"), calendars={"n": never})) == ["calendar_without_working_time"]
    found = planned(task("A"), calendar=never)
    assert codes(found) == ["calendar_without_working_time"]
    assert dates(found, "A") == ("03-04 08:00", "03-04 16:00")


# -- Summaries ----------------------------------------------------------------------------------------------


def test_a_summary_spans_its_children_at_any_depth():
    rows = [task("S0", 9)]
    rows += [task(f"S{level}", 9, parent=f"S{level - 1}") for level in range(1, 60)]
    found = planned(*rows, task("A", 2, parent="S59"), task("B", 1, parent="S3"), Link("A", "B"))
    assert dates(found, "S59") == ("03-04 08:00", "03-05 17:00")
    assert dates(found, "S3") == dates(found, "S0") == ("03-04 08:00", "03-06 17:00")
    assert found["S0"].duration == 3 * DAY
    assert found["S0"].is_summary


def test_what_a_summary_waits_for_holds_back_all_its_children():
    rows = task("A", 2), task("S"), task("B", parent="S"), task("T", parent="S"), task("C", parent="T")
    found = planned(*rows, Link("A", "S"))
    assert dates(found, "B")[0] == dates(found, "C")[0] == "03-06 08:00"
    assert found["C"].driving_predecessor == "A"


def test_what_waits_for_a_summary_waits_for_its_last_child():
    rows = task("S"), task("A", 1, parent="S"), task("B", 3, parent="S"), task("C"), Link("S", "C")
    found = planned(*rows)
    assert dates(found, "C")[0] == "03-07 08:00"
    assert (found["A"].total_float, found["B"].total_float) == (2 * DAY, 0)
    assert (found["A"].free_float, found["S"].total_float) == (2 * DAY, 0)


def test_what_waits_for_the_start_of_a_summary_holds_its_first_child_only():
    rows = task("S"), task("A", 1, parent="S"), task("B", 1, parent="S"), task("C", 5)
    found = planned(*rows, Link("A", "B"), Link("S", "C", "SS", DAY))
    assert found["A"].total_float == 0
    assert found["B"].total_float == 4 * DAY


def test_limits_of_a_summary_hold_for_its_children():
    rows = task("S", deadline=on("03-06 17:00")), task("A", 1, parent="S"), task("Long", 9)
    assert planned(*rows)["A"].total_float == 2 * DAY
    rows = task("S", constraint="SNET", constraint_date=on("03-07 08:00")), task("A", parent="S")
    assert dates(planned(*rows), "A")[0] == "03-07 08:00"


def test_a_link_between_a_summary_and_its_own_child_is_refused_by_name():
    rows = task("S"), task("A", parent="S"), Link("S", "A")
    found = planned(*rows)
    assert [(each.code, each.tasks) for each in found.problems] == [("link_to_own_summary", ("S", "A"))]
    assert dates(found, "A")[0] == "03-04 08:00"


def test_a_link_to_the_finish_of_a_summary_and_a_constraint_it_cannot_have_are_named():
    rows = task("S", constraint="ALAP"), task("A", parent="S"), task("B"), Link("B", "S", "FF")
    assert sorted(codes(planned(*rows))) == ["constraint_not_for_summary", "link_to_finish_of_summary"]


def test_a_summary_of_children_on_other_calendars_spans_them_to_the_minute():
    rows = task("S"), task("A", parent="S"), task("M", parent="S", calendar="weekend"), task("B"), Link("S", "B")
    found = planned(*rows, calendars={"weekend": WEEKEND})
    assert dates(found, "S") == ("03-04 08:00", "03-09 17:00")
    assert dates(found, "B")[0] == "03-11 08:00"


# -- Progress -----------------------------------------------------------------------------------------------


def test_work_done_stands_where_it_was_done_and_is_never_critical():
    done = task("A", 2, actual_start=on("03-05 09:00"), actual_finish=on("03-05 15:00"))
    found = planned(done, task("B"), Link("A", "B"))
    assert dates(found, "A") == ("03-05 09:00", "03-05 15:00")
    assert late_dates(found, "A") == dates(found, "A")
    assert dates(found, "B")[0] == "03-05 15:00"
    assert (found["A"].total_float, found["A"].is_critical) == (0, False)


def test_work_under_way_goes_on_from_what_is_done():
    found = planned(task("A", 4, actual_start=on("03-05 08:00"), percent_complete=25))
    assert dates(found, "A") == ("03-05 08:00", "03-08 17:00")


def test_remaining_work_that_is_given_wins_over_the_percentage():
    found = planned(task("A", 4, actual_start=on("03-05 08:00"), percent_complete=25, remaining=5 * DAY))
    assert dates(found, "A") == ("03-05 08:00", "03-11 17:00")


def test_remaining_work_waits_for_the_status_date():
    begun = task("A", 4, actual_start=on("03-04 08:00"), percent_complete=25)
    found = planned(begun, task("B"), status_date=on("03-07 08:00"))
    assert dates(found, "A") == ("03-04 08:00", "03-11 17:00")
    assert dates(found, "B")[0] == "03-07 08:00"
    assert found["B"].reason.code == "status_date"


def test_retained_logic_makes_the_remaining_work_wait_for_the_predecessor():
    begun = task("B", 2, actual_start=on("03-04 08:00"), percent_complete=50)
    found = planned(task("A", 5), begun, Link("A", "B"))
    assert dates(found, "B") == ("03-04 08:00", "03-11 17:00")
    assert found["B"].driving_predecessor == "A"
    assert [(each.code, each.tasks) for each in found.problems] == [("out_of_sequence", ("B", "A"))]
    assert found["A"].total_float == 0


def test_the_float_of_work_under_way_is_that_of_its_finish():
    begun = task("A", 2, actual_start=on("03-04 08:00"), percent_complete=50)
    found = planned(begun, task("Long", 5))
    assert found["A"].total_float == 3 * DAY
    assert late_dates(found, "A") == ("03-04 08:00", "03-08 17:00")


def test_a_hundred_percent_of_work_that_has_begun_is_done():
    found = planned(task("A", 2, actual_start=on("03-05 08:00"), percent_complete=100))
    assert dates(found, "A") == ("03-05 08:00", "03-06 17:00")
    assert not found["A"].is_critical


def test_progress_without_a_start_is_named_and_the_links_decide():
    found = planned(task("A", 2, percent_complete=50), task("B", 1, percent_complete=100))
    assert codes(found) == ["progress_without_actual_start"] * 2
    assert dates(found, "A")[0] == "03-04 08:00"


def test_a_finish_without_a_start_counts_the_work_back():
    found = planned(task("A", 2, actual_finish=on("03-06 17:00")))
    assert dates(found, "A") == ("03-05 08:00", "03-06 17:00")
    assert codes(found) == ["actual_finish_without_start"]


def test_a_finish_before_the_start_is_named():
    found = planned(task("A", 1, actual_start=on("03-06 08:00"), actual_finish=on("03-05 08:00")))
    assert dates(found, "A") == ("03-06 08:00", "03-06 08:00")
    assert codes(found) == ["actual_finish_before_start"]


# -- Manual tasks -------------------------------------------------------------------------------------------


def by_hand(key, start: str, finish: str | None = None, **fields):
    return task(key, 1, is_manual=True, manual_start=on(start), manual_finish=on(finish) if finish else None, **fields)


def test_a_manual_task_stays_where_it_was_put_and_others_wait_for_it():
    found = planned(by_hand("A", "03-09 10:00", "03-09 18:00"), task("B"), Link("A", "B"))
    assert dates(found, "A") == ("03-09 10:00", "03-09 18:00")
    assert dates(found, "B")[0] == "03-11 08:00"


def test_a_manual_task_without_a_finish_lasts_as_long_as_its_work():
    assert dates(planned(by_hand("A", "03-05 13:00")), "A") == ("03-05 13:00", "03-06 12:00")


def test_a_manual_task_before_its_predecessor_is_named():
    found = planned(task("A", 3), by_hand("B", "03-05 08:00"), Link("A", "B"))
    assert [(each.code, each.tasks) for each in found.problems] == [("manual_before_predecessor", ("B", "A"))]


def test_a_manual_task_without_dates_is_planned_by_its_links():
    found = planned(task("A"), task("B", is_manual=True), Link("A", "B"))
    assert dates(found, "B")[0] == "03-05 08:00"
    assert codes(found) == ["manual_without_dates"]


def test_a_manual_task_nothing_is_linked_to_is_not_critical():
    assert not planned(by_hand("A", "03-05 08:00"))["A"].is_critical
    assert planned(by_hand("A", "03-05 08:00"), task("B"), Link("A", "B"))["A"].is_critical


def test_a_summary_shows_the_very_minutes_of_a_manual_child():
    found = planned(task("S"), by_hand("A", "03-09 10:00", "03-09 18:00", parent="S"), task("B", parent="S"))
    assert dates(found, "S") == ("03-04 08:00", "03-09 18:00")


# -- Reasons ------------------------------------------------------------------------------------------------


def reason(found, key):
    return found[key].reason.code, dict(found[key].reason.arguments)


def test_a_task_says_why_it_starts_when_it_does():
    rows = (
        task("A"),
        task("B", constraint="SNET", constraint_date=on("03-08 08:00")),
        task("C", actual_start=on("03-05 08:00"), percent_complete=10),
        by_hand("D", "03-06 08:00"),
        task("E", constraint="ALAP"),
        task("F", constraint="ALAP"),
    )
    found = planned(*rows, Link("A", "B", "SS", 60), Link("F", "B", "FS", 30, is_elapsed=True))
    assert reason(found, "A") == ("project_start", {"date": MONDAY})
    assert reason(found, "B") == ("constraint", {"constraint": "SNET", "date": on("03-08 08:00")})
    assert reason(found, "C") == ("actual_start", {"date": on("03-05 08:00")})
    assert reason(found, "D") == ("manual", {"date": on("03-06 08:00")})
    assert reason(found, "E") == ("as_late_as_possible", {"successor": None})
    assert reason(found, "F") == ("as_late_as_possible", {"successor": "B"})


def test_a_task_names_the_link_that_drives_it():
    found = planned(task("A", 2), task("B"), Link("A", "B", "FF", 30, is_elapsed=True), calendar=CONTINUOUS)
    expected = {"predecessor": "A", "kind": "FF", "lag": 30, "is_elapsed": True}
    assert reason(found, "B") == ("predecessor", expected)


def test_a_child_names_the_summary_that_holds_it_back_and_what_holds_that():
    rows = task("A", 2), task("S"), task("T", parent="S"), task("B", parent="T"), Link("A", "S")
    code, arguments = reason(planned(*rows), "B")
    assert (code, arguments["summary"], arguments["reason"].arguments["predecessor"]) == ("summary", "S", "A")


def test_a_summary_names_the_child_it_starts_with():
    rows = task("S"), task("A", parent="S"), task("B", parent="S"), Link("B", "A")
    assert reason(planned(*rows), "S") == ("child", {"child": "B"})


# -- Bad data -----------------------------------------------------------------------------------------------


def test_a_cycle_is_named_by_its_members_and_the_rest_is_planned():
    rows = task("A"), task("B"), task("C"), task("D"), task("E")
    links = Link("A", "B"), Link("B", "C"), Link("C", "D"), Link("D", "B"), Link("D", "E")
    found = planned(*rows, *links)
    (problem,) = found.problems
    assert problem.code == "cycle"
    assert set(problem.tasks) == {"B", "C", "D"}
    assert problem.arguments["links_left_out"] == [("D", "B")]
    assert [dates(found, key)[0][:5] for key in "ABCDE"] == ["03-04", "03-05", "03-06", "03-07", "03-08"]


def test_two_cycles_are_two_problems():
    rows = [task(key) for key in "ABCD"]
    found = planned(*rows, Link("A", "B"), Link("B", "A"), Link("C", "D"), Link("D", "C"))
    assert [set(each.tasks) for each in found.problems] == [{"A", "B"}, {"C", "D"}]


def test_a_cycle_through_a_summary_names_it_too():
    rows = task("S"), task("A", parent="S"), task("X"), Link("S", "X"), Link("X", "A")
    (problem,) = planned(*rows).problems
    assert problem.code == "cycle"
    assert set(problem.tasks) == {"S", "A", "X"}


def test_thousands_of_cycles_are_cut_in_linear_time():
    rows = [task(number) for number in range(3000)]
    links = [Link(number, number + 1) for number in range(2999)] + [Link(n + 1, n) for n in range(2999)]
    found = planned(*rows, *links)
    assert set(codes(found)) == {"cycle"}
    assert len(found) == 3000


def test_links_that_lead_nowhere_are_named():
    rows = task("A"), task("B"), Link("A", "Z"), Link("A", "A"), Link("A", "B", "XX"), Link("A", "B", "FS", "2")
    found = planned(*rows)
    assert [(each.code, each.tasks) for each in found.problems] == [
        ("dangling_link", ("A",)),
        ("self_link", ("A",)),
        ("unknown_link_kind", ("A", "B")),
        ("invalid_lag", ("A", "B")),
    ]
    assert dates(found, "B")[0] == "03-04 08:00"


def test_tasks_that_lie_in_each_other_are_named_and_kept():
    found = planned(task("A", parent="C"), task("B", parent="A"), task("C", parent="B"), task("D", parent="X"))
    assert codes(found) == ["unknown_parent", "parent_cycle"]
    assert set(found.problems[1].tasks) == {"A", "B", "C"}
    assert len(found) == 4


def test_the_first_of_two_tasks_with_one_key_is_kept():
    found = planned(task("A", 2), task("A", 5), task("B"), task("B"))
    assert [(each.code, each.tasks) for each in found.problems] == [
        ("duplicate_task", ("A",)),
        ("duplicate_task", ("B",)),
    ]
    assert found["A"].duration == 2 * DAY


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"constraint": "LATER"}, "unknown_constraint"),
        ({"constraint": "SNET"}, "constraint_without_date"),
        ({"percent_complete": 120, "actual_start": MONDAY}, "invalid_percent_complete"),
        ({"percent_complete": "half", "actual_start": MONDAY}, "invalid_percent_complete"),
        ({"duration": -5}, "invalid_duration"),
        ({"duration": "long"}, "invalid_duration"),
        ({"duration": None}, "invalid_duration"),
        ({"duration": 10**30}, "invalid_duration"),
        ({"duration": float("nan")}, "invalid_duration"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(fields, code):
    row = task("A")
    for name, value in fields.items():
        setattr(row, name, value)
    found = planned(row, task("B"), Link("A", "B"))
    assert code in codes(found)
    assert found["B"].start >= MONDAY


def test_a_plan_longer_than_the_calendar_says_so():
    found = planned(*[task(n, 900_000) for n in range(9)], *[Link(n, n + 1) for n in range(8)])
    assert codes(found) == ["beyond_the_calendar"]
    assert found.finish == datetime(9999, 12, 31, 23, 59)


# -- Closes and openings ------------------------------------------------------------------------------------


def test_a_start_that_must_not_pass_a_close_is_late_a_minute_before_it():
    """B must have finished when A starts, before the night shift that needs B begins."""
    nights = weekly([(0, 240), (1320, 1440)], range(7))
    rows = task("A", 0.125), task("B", 0.125), task("C", 1, calendar="nights")
    links = Link("A", "B", "SF"), Link("B", "C", "FS")
    found = planned(*rows, *links, calendars={"nights": nights})
    assert (found["B"].late_finish, found["A"].late_start) == (on("03-04 17:00"), on("03-04 16:59"))
    held = task("A", 0.125, constraint="SNET", constraint_date=found["A"].late_start)
    assert planned(held, *rows[1:], *links, calendars={"nights": nights}).finish == found.finish


@pytest.mark.parametrize("code", ["MSO", "SNLT"])
def test_work_that_must_start_at_a_close_starts_at_the_opening_after_it_without_breaking_its_date(code):
    found = planned(task("A"), task("B", constraint=code, constraint_date=on("03-04 17:00")), Link("A", "B", "FS"))
    assert dates(found, "B")[0] == "03-05 08:00"
    assert found["B"].total_float == 0
    assert codes(found) == []
