"""GanttProject files: tasks in tasks, links, holidays; and the dates that GanttProject itself had written."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from integrations.gantt_project import read_gantt_project
from integrations.project_xml import DocumentLink, UnreadableProject, plan_of
from projects.critical_path import schedule

HOUSE = Path(__file__).parents[3].parent / "shared" / "data" / "mspdi" / "HouseBuildingSample.gan"
PLAN = """<?xml version="1.0"?><project name="House"><calendars><day-types>
<default-week sun="1" mon="0" tue="0" wed="0" thu="0" fri="1" sat="1"/></day-types>
<date year="2024" month="3" date="5" type="HOLIDAY">Feast</date><date year="" month="12" date="25" type="HOLIDAY"/>
<date year="2024" month="3" date="8" type="WORKING_DAY"/></calendars><tasks>
<task id="0" name="Build" start="2024-03-04" duration="3" complete="50">
<task id="1" name="Walls" start="2024-03-04" duration="2" complete="0" cost-manual-value="12.5" cost-calculated="false">
<notes>Stone</notes><depend id="2" type="2" difference="1"/></task>
<task id="2" name="Roof" start="2024-03-08" duration="1" complete="0"/></task>
<task id="3" name="Done" start="2024-03-04" duration="1" complete="100"/>
<task id="4" name="End" meeting="true" start="2024-03-11" duration="0" thirdDate="2024-03-11" thirdDate-constraint="1"/>
%s</tasks><resources><resource id="7" name="Ann" contacts="ann@example.org"/></resources>
<allocations><allocation task-id="1" resource-id="7" load="50.0"/></allocations></project>"""


def plan(more: str = ""):
    return read_gantt_project((PLAN % more).encode())


def test_tasks_links_and_people_are_read():
    document = plan()
    assert document.problems == []
    assert [(task.uid, task.name, task.level, task.is_summary) for task in document.tasks] == [
        (1, "Build", 1, True), (2, "Walls", 2, False), (3, "Roof", 2, False),
        (4, "Done", 1, False), (5, "End", 1, False),
    ]  # fmt: skip
    walls, roof, done, end = document.tasks[1:]
    assert (walls.duration, walls.notes, walls.fixed_cost) == (960, "Stone", Decimal("12.5"))
    assert roof.links == [DocumentLink(2, "FS", 480)]
    assert (done.actual_start, done.actual_finish) == (datetime(2024, 3, 4, 8), datetime(2024, 3, 4, 17))
    assert (end.is_milestone, end.constraint, end.constraint_date) == (True, "SNET", datetime(2024, 3, 11))
    assert (document.resources[0].email, document.assignments[0].units) == ("ann@example.org", 0.5)


def test_days_off_and_days_worked_are_kept():
    (calendar,) = plan().calendars
    assert calendar.week[4] == [] and calendar.week[0] == [(480, 720), (780, 1020)]
    assert calendar.exceptions[date(2024, 3, 5)] == [] and calendar.exception_names[date(2024, 3, 5)] == "Feast"
    assert calendar.exceptions[date(2024, 3, 8)] and date(2030, 12, 25) in calendar.exceptions


def test_the_plan_is_scheduled_around_the_days_off():
    found = schedule(plan_of(plan()))
    assert found[2].finish == datetime(2024, 3, 6, 17)
    assert found[3].start == datetime(2024, 3, 8, 8)


def test_what_cannot_be_read_is_named_and_the_rest_kept():
    document = plan(
        '<task name="Lost"/><task id="8" name="Odd" start="soon" duration="x"><depend id="99" type="2"/></task>'
    )
    assert [(each.code, each.row, each.element) for each in document.problems] == [
        ("missing_value", "Task 6", "id"),
        ("unreadable_value", "Task 7", "duration"),
        ("unreadable_value", "Task 7", "start"),
        ("unknown_predecessor", "Task 7", "id"),
    ]
    assert document.tasks[-1].name == "Odd"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'<!DOCTYPE project [<!ENTITY a "b">]><project name="&a;"/>', "has_doctype"),
        (b"<project>" + b"<tasks>" * 1000, "too_deep"),
        (b"<Project/>", "not_a_project"),
        (b"<project>", "not_xml"),
    ],
)
def test_other_files_are_refused(content, code):
    with pytest.raises(UnreadableProject) as refusal:
        read_gantt_project(content)
    assert refusal.value.code == code


@pytest.mark.skipif(not HOUSE.exists(), reason="../shared/data/mspdi is absent")
def test_a_published_file_keeps_every_task_and_link_and_has_the_dates_of_gantt_project():
    text = HOUSE.read_text(encoding="utf-8")
    document = read_gantt_project(HOUSE.read_bytes())
    assert document.problems == []
    assert len(document.tasks) == text.count("<task ") == 20
    assert sum(len(task.links) for task in document.tasks) == text.count("<depend ") == 17
    given = {task.uid: task.calculated.start for task in document.tasks}
    for task in document.tasks:
        # From the links alone: as if nothing had begun.
        task.actual_start = task.actual_finish = None
        task.percent_complete = 0
    plan_read = plan_of(document)
    # A milestone stands at the end of a day with us, at the beginning of the next with them.
    apart = {task.key: plan_read.calendar.between(task.start, given[task.key]) for task in schedule(plan_read)}
    assert set(apart.values()) == {0}
