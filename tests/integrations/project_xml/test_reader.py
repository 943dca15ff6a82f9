"""MS Project XML: what is read, what is refused, and what an unreadable row costs (only itself)."""

import io
from datetime import date, datetime

import pytest

from integrations.project_xml import UnreadableProject, plan_of, read_project_xml
from integrations.project_xml.calendars import working_calendars
from integrations.project_xml.cells import minutes_of_period
from projects.critical_path import schedule

HEAD = '<Project xmlns="http://schemas.microsoft.com/project"><StartDate>2024-03-04T08:00:00</StartDate>'
WEEK = "".join(
    f"<WeekDay><DayType>{day}</DayType><DayWorking>{int(1 < day < 7)}</DayWorking><WorkingTimes><WorkingTime>"
    "<FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>"
    for day in range(1, 8)
)


def document(tasks: str = "", more: str = ""):
    return read_project_xml(f"{HEAD}{more}<Tasks>{tasks}</Tasks></Project>".encode())


def task(uid: int, inside: str = "", level: int = 1, hours: int = 8) -> str:
    return (
        f"<Task><UID>{uid}</UID><ID>{uid}</ID><Name>Task {uid}</Name><OutlineLevel>{level}</OutlineLevel>"
        f"<Duration>PT{hours}H0M0S</Duration>{inside}</Task>"
    )


def link(before: int, inside: str = "") -> str:
    return f"<PredecessorLink><PredecessorUID>{before}</PredecessorUID>{inside}</PredecessorLink>"


def calendar(inside: str, uid: int = 1) -> str:
    return (
        f"<CalendarUID>1</CalendarUID><Calendars><Calendar><UID>{uid}</UID><IsBaseCalendar>1</IsBaseCalendar>"
        f"<WeekDays>{WEEK}</WeekDays>{inside}</Calendar></Calendars>"
    )


def exception(kind: int, period: str, inside: str = "") -> str:
    first, last = period.split("/")
    return (
        f"<Exceptions><Exception><TimePeriod><FromDate>{first}T00:00:00</FromDate><ToDate>{last}T23:59:00</ToDate>"
        f"</TimePeriod><Type>{kind}</Type><DayWorking>0</DayWorking>{inside}</Exception></Exceptions>"
    )


def days_off(kind: int, period: str, inside: str = "") -> list[str]:
    found = document(more=calendar(exception(kind, period, inside)))
    assert not found.problems
    return [str(day) for day in working_calendars(found.calendars)[1].exceptions]


# -- Attacks ------------------------------------------------------------------------------------------------

BOMB = '<!DOCTYPE Project [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><Project><Name>&b;</Name></Project>'
OUTSIDE = '<!DOCTYPE Project [<!ENTITY f SYSTEM "file:///etc/hostname">]><Project><Name>&f;</Name></Project>'
REMOTE = '<!DOCTYPE Project SYSTEM "http://127.0.0.1:9/p.dtd"><Project/>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, REMOTE], ids=["bomb", "file", "remote"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_any_entity_is_read(text, encoding):
    with pytest.raises(UnreadableProject) as refusal:
        read_project_xml(text.encode(encoding))
    assert refusal.value.code == "has_doctype"


@pytest.mark.parametrize("content", [b"", b"not xml", b"<Project><Tasks>", b"\x00\x01", b"<Project>&a;</Project>"])
def test_a_file_that_is_not_xml_is_refused_by_name(content):
    with pytest.raises(UnreadableProject) as refusal:
        read_project_xml(content)
    assert refusal.value.code == "not_xml"


def test_another_kind_of_xml_is_refused():
    with pytest.raises(UnreadableProject) as refusal:
        read_project_xml(b"<html/>")
    assert refusal.value.code == "not_a_project"


def test_a_file_too_large_is_refused_unread(monkeypatch):
    monkeypatch.setattr("integrations.project_xml.row_parser.LARGEST_FILE", 10)
    with pytest.raises(UnreadableProject) as refusal:
        read_project_xml(b"<Project></Project>")
    assert refusal.value.code == "too_large"


def test_elements_nested_without_end_are_refused():
    with pytest.raises(UnreadableProject) as refusal:
        read_project_xml(b"<Project>" + b"<Tasks>" * 100_000)
    assert refusal.value.code == "too_deep"


@pytest.mark.parametrize(("limit", "value"), [("MOST_ROWS", 2), ("LONGEST_ROW", 3)])
def test_more_than_a_plan_can_hold_is_refused(monkeypatch, limit, value):
    monkeypatch.setattr(f"integrations.project_xml.row_parser.{limit}", value)
    with pytest.raises(UnreadableProject) as refusal:
        document(task(1) + task(2) + task(3))
    assert refusal.value.code == "too_large"


def test_a_file_is_read_piece_by_piece(monkeypatch):
    monkeypatch.setattr("integrations.project_xml.row_parser.PIECE", 7)
    text = f"{HEAD}<Name>Süd</Name><Tasks>{task(1)}{task(2)}</Tasks></Project>".encode("utf-16")
    assert read_project_xml(io.BytesIO(text)) == read_project_xml(text)
    assert [each.name for each in read_project_xml(io.BytesIO(text)).tasks] == ["Task 1", "Task 2"]


def test_what_is_nothing_of_ours_is_passed_over():
    hours = "<TimephasedData><UID>9</UID><Value>PT8H0M0S</Value></TimephasedData>"
    views = "<Views><View><Name>Gantt</Name><Task><UID>7</UID></Task></View></Views>"
    found = document(task(1, hours), views)
    assert [(each.uid, each.name) for each in found.tasks] == [(1, "Task 1")]
    assert (found.name, found.problems) == ("", [])


def test_of_very_many_unreadable_values_the_first_are_named_and_the_others_counted(monkeypatch):
    monkeypatch.setattr("integrations.project_xml.reader.MOST_PROBLEMS", 2)
    found = document("".join(task(uid, "<Deadline>soon</Deadline>") for uid in range(1, 6)))
    assert [(each.code, each.row, each.value) for each in found.problems] == [
        ("unreadable_value", "Task 1", "soon"),
        ("unreadable_value", "Task 2", "soon"),
        ("more_problems", "Project", "3"),
    ]
    assert len(found.tasks) == 5


@pytest.mark.parametrize("cost", ["NaN", "Infinity", "1e999999", "ten"])
def test_money_that_is_no_number_is_named(cost):
    found = document(task(1, f"<Cost>{cost}</Cost>"))
    assert [(each.row, each.element) for each in found.problems] == [("Task 1", "Cost")]
    assert found.tasks[0].cost is None


# -- Rows ---------------------------------------------------------------------------------------------------


def test_an_unreadable_value_costs_only_itself_and_is_named():
    found = document(task(1, "<ConstraintDate>soon</ConstraintDate>") + task(2, "<Duration>long</Duration>"))
    assert [(each.row, each.element, each.value) for each in found.problems] == [
        ("Task 1", "ConstraintDate", "soon"),
        ("Task 2", "Duration", "long"),
    ]
    assert [each.uid for each in found.tasks] == [1, 2]


def test_a_task_without_a_number_is_reported_and_an_empty_row_is_not():
    found = document("<Task><ID>7</ID><Name>Lost</Name></Task><Task><ID>8</ID><IsNull>1</IsNull></Task>")
    assert [(each.code, each.row) for each in found.problems] == [("missing_value", "Task 7")]
    assert found.tasks == []


def test_a_project_planned_from_its_finish_is_read_and_said_to_be_planned_from_its_start():
    found = document(task(1), "<ScheduleFromStart>0</ScheduleFromStart>")
    assert [each.code for each in found.problems] == ["scheduled_from_finish"]
    assert len(schedule(plan_of(found))) == 1


def test_the_tree_follows_the_levels():
    plan = plan_of(document(task(0, level=0) + task(1) + task(2, level=2) + task(3, level=3) + task(4)))
    assert [each.parent for each in plan.tasks] == [None, 0, 1, 2, 0]


def test_the_tree_follows_the_outline_number_when_there_is_no_level():
    rows = "".join(
        f"<Task><UID>{uid}</UID><OutlineNumber>{number}</OutlineNumber></Task>"
        for uid, number in ((1, "1"), (2, "1.1"), (3, "1.1.1"), (4, "2"))
    )
    assert [each.parent for each in plan_of(document(rows)).tasks] == [None, 1, 2, None]


def test_links_keep_their_kind_lag_and_unit():
    links = (
        link(1, "<Type>3</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat>")
        + link(1, "<Type>0</Type><LinkLag>-600</LinkLag><LagFormat>8</LagFormat>")
        + link(1, "<LinkLag>50</LinkLag><LagFormat>19</LagFormat>")
    )
    found = [(each.kind, each.lag, each.is_elapsed) for each in plan_of(document(task(1) + task(2, links))).links]
    assert found == [("SS", 480, False), ("FF", -60, True), ("FS", 240, False)]


def test_an_inactive_task_is_not_planned_and_the_link_to_it_is_reported_by_the_engine():
    found = schedule(plan_of(document(task(1, "<Active>0</Active>") + task(2, link(1)))))
    assert found.keys == [2]
    assert [each.code for each in found.problems] == ["dangling_link"]


def test_an_elapsed_duration_runs_through_the_weekend():
    found = schedule(plan_of(document(task(1, "<DurationFormat>8</DurationFormat>", hours=24 * 7))))
    assert found[1].finish == datetime(2024, 3, 11, 8)


def test_progress_and_actual_dates_are_kept():
    inside = (
        "<PercentComplete>25</PercentComplete><ActualStart>2024-03-05T08:00:00</ActualStart>"
        "<RemainingDuration>PT6H0M0S</RemainingDuration>"
    )
    found = schedule(plan_of(document(task(1, inside))))
    assert (found[1].start, found[1].finish) == (datetime(2024, 3, 5, 8), datetime(2024, 3, 5, 17))


def test_a_task_with_hours_of_its_own_meets_the_hours_of_its_people():
    weeks = calendar("")
    nights = (
        "<Resources><Resource><UID>1</UID><CalendarUID>1</CalendarUID></Resource></Resources>"
        "<Assignments><Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID></Assignment></Assignments>"
    )
    found = document(task(1, "<CalendarUID>1</CalendarUID>"), weeks + nights)
    assert plan_of(found).tasks[0].calendar is None


def test_a_project_without_any_date_says_so():
    found = read_project_xml(b"<Project><Tasks><Task><UID>1</UID></Task></Tasks></Project>")
    with pytest.raises(ValueError, match="neither"):
        plan_of(found)


@pytest.mark.parametrize(("text", "minutes"), [("PT8H0M0S", 480), ("P1DT30M", 1470), ("-PT90S", -2), ("PT0H0M0S", 0)])
def test_periods_are_read_in_minutes(text, minutes):
    assert minutes_of_period(text) == minutes


@pytest.mark.parametrize("text", ["", "P", "PT", "8h", "PT8", "P1Y"])
def test_other_periods_are_refused(text):
    with pytest.raises(ValueError):
        minutes_of_period(text)


# -- Calendars ----------------------------------------------------------------------------------------------


def test_the_week_of_the_file_begins_on_sunday():
    found = working_calendars(document(more=calendar("")).calendars)[1]
    assert [bool(spans) for spans in found.week] == [True] * 5 + [False] * 2


def test_a_span_to_midnight_lasts_to_the_end_of_the_day():
    night = WEEK.replace("08:00:00", "23:00:00").replace("12:00:00", "00:00:00")
    found = document(more=calendar("").replace(WEEK, night))
    assert working_calendars(found.calendars)[1].spans_on(date(2024, 3, 4)) == ((1380, 1440),)


def test_a_calendar_takes_from_its_base_what_it_does_not_say_itself():
    own = (
        "<Calendar><UID>2</UID><BaseCalendarUID>1</BaseCalendarUID><WeekDays><WeekDay><DayType>2</DayType>"
        "<DayWorking>0</DayWorking></WeekDay></WeekDays></Calendar></Calendars>"
    )
    more = calendar(exception(1, "2024-05-01/2024-05-01")).replace("</Calendars>", own)
    found = working_calendars(document(more=more).calendars)[2]
    assert [bool(spans) for spans in found.week] == [False] + [True] * 4 + [False] * 2
    assert found.spans_on(date(2024, 5, 1)) == ()


def test_calendars_based_on_each_other_are_cut():
    both = "".join(
        f"<Calendar><UID>{uid}</UID><BaseCalendarUID>{3 - uid}</BaseCalendarUID></Calendar>" for uid in (1, 2)
    )
    found = working_calendars(document(more=f"<Calendars>{both}</Calendars>").calendars)
    assert found[1].minutes_per_week == 2400


def test_every_day_of_a_range_is_off():
    assert days_off(1, "2024-12-24/2024-12-26") == ["2024-12-24", "2024-12-25", "2024-12-26"]


def test_every_second_friday_is_off():
    inside = "<Period>2</Period><DaysOfWeek>32</DaysOfWeek>"
    assert days_off(6, "2024-03-01/2024-03-31", inside) == ["2024-03-01", "2024-03-15", "2024-03-29"]


def test_the_same_day_every_year_is_off_as_often_as_said():
    inside = "<Month>11</Month><MonthDay>25</MonthDay><EnteredByOccurrences>1</EnteredByOccurrences>"
    inside += "<Occurrences>2</Occurrences>"
    assert days_off(2, "2024-01-01/2030-01-01", inside) == ["2024-12-25", "2025-12-25"]


def test_the_last_monday_of_may_is_off():
    inside = "<Month>4</Month><MonthItem>4</MonthItem><MonthPosition>4</MonthPosition>"
    assert days_off(3, "2024-01-01/2025-12-31", inside) == ["2024-05-27", "2025-05-26"]


def test_the_31st_of_every_month_is_off_where_there_is_one():
    assert days_off(4, "2024-01-01/2024-05-31", "<MonthDay>31</MonthDay>") == [
        "2024-01-31",
        "2024-03-31",
        "2024-05-31",
    ]


def test_the_first_weekday_of_every_month_is_off():
    inside = "<MonthItem>1</MonthItem><MonthPosition>0</MonthPosition>"
    assert days_off(5, "2024-05-01/2024-06-30", inside) == ["2024-05-01", "2024-06-03"]


def test_weeks_with_another_pattern_are_kept_day_by_day():
    week = (
        "<WorkWeeks><WorkWeek><TimePeriod><FromDate>2024-07-01T00:00:00</FromDate>"
        "<ToDate>2024-07-14T00:00:00</ToDate></TimePeriod><WeekDays><WeekDay><DayType>6</DayType>"
        "<DayWorking>0</DayWorking></WeekDay></WeekDays></WorkWeek></WorkWeeks>"
    )
    found = working_calendars(document(more=calendar(week)).calendars)[1]
    assert [str(day) for day in found.exceptions] == ["2024-07-05", "2024-07-12"]
