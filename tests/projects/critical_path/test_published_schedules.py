"""The engine against schedules published by others: PSPLIB, the OR-AS project database, textbook networks."""

import csv
import json
import math
import re
from datetime import datetime
from pathlib import Path

import pytest

from projects.critical_path import Link, Plan, PlannedTask, schedule
from projects.critical_path.three_point import expected_duration, path_deviation, variance
from projects.working_time import CONTINUOUS, WorkingCalendar, minute_of, weekly

DATA = Path(__file__).parents[3].parent / "shared" / "data"
PSPLIB, DSLIB, WORKED = DATA / "psplib", DATA / "dslib-or-as", DATA / "evm-cpm-worked-examples"
START = datetime(2024, 1, 1)


def rows(path: Path) -> list[dict]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) if path.exists() else []


# -- PSPLIB -------------------------------------------------------------------------------------------------


def psplib_plan(path: Path) -> Plan:
    """Jobs and successors of a PSPLIB file, one period as one minute."""
    text = path.read_text(encoding="latin-1")
    count = int(re.search(r"^jobs.*?:\s*(\d+)", text, re.MULTILINE)[1])
    precedence = [row for row in text.split("PRECEDENCE RELATIONS:")[1].split("***")[0].splitlines()[2:] if row]
    durations = text.split("REQUESTS/DURATIONS:")[1].split("RESOURCE")[0]
    tasks = [
        PlannedTask(int(job), int(duration))
        for job, duration in re.findall(r"^\s*(\d+)\s+\d+\s+(\d+)", durations, re.MULTILINE)
    ]
    links = [Link(int(row.split()[0]), int(after)) for row in precedence for after in row.split()[3:]]
    assert len(tasks) == count
    return Plan(START, tasks, links, calendar=CONTINUOUS)


@pytest.mark.skipif(not PSPLIB.exists(), reason="../shared/data/psplib is absent")
def test_the_critical_path_of_every_psplib_instance_has_the_listed_length():
    listed = rows(PSPLIB / "cpm_critical_path.csv")
    assert len(listed) == 240
    for row in listed:
        found = schedule(psplib_plan(PSPLIB / "j30" / row["instance"]))
        length = minute_of(found.finish) - minute_of(found.start)
        assert (row["instance"], length) == (row["instance"], int(row["critical_path_length"]))
        assert not found.problems


# -- OR-AS --------------------------------------------------------------------------------------------------


def dslib_calendar(row: dict) -> WorkingCalendar:
    hours = [(int(hour) * 60, int(hour) * 60 + 60) for hour in row["working_hours"].split()]
    closed = {int(day) for day in row["non_working_weekdays"].split()}
    return weekly(hours, set(range(7)) - closed, name=row["name"])


def dslib_plan(row: dict) -> Plan:
    project = row["project"]
    activities = [each for each in rows(DSLIB / "activities.csv") if each["project"] == project]
    relations = [each for each in rows(DSLIB / "relations.csv") if each["project"] == project]
    tasks = [PlannedTask(each["activity_id"], int(each["baseline_duration_h"]) * 60) for each in activities]
    links = [Link(each["from_id"], each["to_id"], each["type"], int(each["lag_h"]) * 60) for each in relations]
    return Plan(datetime.fromisoformat(row["start"]), tasks, links, dslib_calendar(row))


def is_full(match: str) -> bool:
    return len(set(match.split("/"))) == 1


@pytest.mark.skipif(not DSLIB.exists(), reason="../shared/data/dslib-or-as is absent")
@pytest.mark.parametrize(
    "row",
    [row for row in rows(DSLIB / "projects.csv") if is_full(row["pure_cpm_match"])],
    ids=lambda row: row["project"],
)
def test_real_projects_that_were_not_levelled_are_scheduled_start_by_start(row):
    plan = dslib_plan(row)
    found = schedule(plan)
    first = plan.calendar.position(minute_of(plan.start))
    listed = [each for each in rows(DSLIB / "activities.csv") if each["project"] == row["project"]]
    offsets = {task.key: plan.calendar.position(minute_of(task.start)) - first for task in found}
    assert offsets == {each["activity_id"]: int(each["start_offset_h"]) * 60 for each in listed}
    assert plan.calendar.between(plan.start, found.finish) == int(row["planned_duration_h"]) * 60
    if row["holidays"] == "0":
        assert {task.key: str(task.start) for task in found} == {
            each["activity_id"]: each["baseline_start"] for each in listed
        }
        assert str(found.finish) == row["planned_finish"]
    assert not found.problems


@pytest.mark.skipif(not DSLIB.exists(), reason="../shared/data/dslib-or-as is absent")
def test_no_real_project_starts_a_task_before_the_engine_says_it_can():
    for row in rows(DSLIB / "projects.csv"):
        plan = dslib_plan(row)
        found = schedule(plan)
        first = plan.calendar.position(minute_of(plan.start))
        for each in rows(DSLIB / "activities.csv"):
            if each["project"] == row["project"]:
                start = plan.calendar.position(minute_of(found[each["activity_id"]].start)) - first
                assert start <= int(each["start_offset_h"]) * 60, (row["project"], each["activity_id"])


# -- Textbooks ----------------------------------------------------------------------------------------------


def worked_examples(method: str) -> list[dict]:
    path = WORKED / "validation_cases.json"
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"] if path.exists() else []
    return [case for case in cases if case["method"] == method]


def textbook_plan(case: dict, durations: dict) -> Plan:
    activities = case["inputs"]["activities"]
    tasks = [PlannedTask(each["id"], durations[each["id"]]) for each in activities]
    links = [Link(before, each["id"]) for each in activities for before in each["predecessors"]]
    return Plan(START, tasks, links, calendar=CONTINUOUS)


@pytest.mark.skipif(not WORKED.exists(), reason="../shared/data/evm-cpm-worked-examples is absent")
def test_textbook_networks_have_the_printed_dates_floats_and_critical_path():
    cases = worked_examples("cpm")
    assert len(cases) == 4
    for case in cases:
        durations = {each["id"]: each["duration"] for each in case["inputs"]["activities"]}
        found, expected = schedule(textbook_plan(case, durations)), case["expected"]
        zero = minute_of(START)
        for key, printed in expected["schedule"].items():
            task = found[key]
            dates = (task.start, task.finish, task.late_start, task.late_finish)
            got = dict(zip(("es", "ef", "ls", "lf"), (minute_of(date) - zero for date in dates), strict=True))
            assert {**got, "slack": task.total_float} == printed
        assert found.critical_tasks() == expected["critical_path"]
        assert minute_of(found.finish) - zero == expected["project_duration"]
        assert found.driving_chain(expected["critical_path"][-1]) == expected["critical_path"]


@pytest.mark.skipif(not WORKED.exists(), reason="../shared/data/evm-cpm-worked-examples is absent")
def test_three_point_networks_have_the_printed_length_and_deviation():
    cases = worked_examples("pert")
    assert len(cases) == 3
    for case in cases:
        estimates = {each["id"]: (each["a"], each["m"], each["b"]) for each in case["inputs"]["activities"]}
        # Tasks last whole minutes: a sixth of a printed unit is one minute here, so that nothing is rounded.
        sixths = {key: round(expected_duration(*three) * 6) for key, three in estimates.items()}
        found = schedule(textbook_plan(case, sixths))
        path = found.critical_tasks()
        length = (minute_of(found.finish) - minute_of(START)) / 6
        assert math.isclose(length, case["expected"]["expected_duration"], abs_tol=case["tol"])
        deviation = path_deviation(variance(estimates[key][0], estimates[key][2]) for key in path)
        assert math.isclose(deviation, case["expected"]["sigma_critical_path"], abs_tol=case["tol"])
