"""Earned value against published figures: worked examples, seven tracked projects, and what ProTrack printed."""

import csv
import json
from collections import defaultdict
from datetime import datetime
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from projects.earned_value import (
    Baseline,
    CostCurve,
    Position,
    cost_forecasts,
    earned_schedules,
    earned_value,
    finish_forecasts,
    finish_moment,
)
from projects.working_time import weekly

DATA = Path(__file__).parents[2].parent / "shared" / "data"
DSLIB = DATA / "dslib-or-as"
CASES = DATA / "evm-cpm-worked-examples" / "validation_cases.json"
needs_dslib = pytest.mark.skipif(not DSLIB.exists(), reason="the tracked projects of ../shared/data are absent")
needs_cases = pytest.mark.skipif(not CASES.exists(), reason="the worked examples of ../shared/data are absent")
TRACKED = ("C2011-05", "C2011-07", "C2011-10", "C2011-12", "C2012-13", "C2012-15", "C2012-17")
HOUR = 60


# -- Worked examples ---------------------------------------------------------------------------------------


def worked_examples(*methods):
    if not CASES.exists():
        return []
    cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in cases if case["method"] in methods]


@needs_cases
@pytest.mark.parametrize("case", worked_examples("evm"))
def test_a_worked_example_of_earned_value_comes_out_to_its_tolerance(case):
    given = case["inputs"]
    curve = CostCurve(np.array(given["periods"], float), np.array(given["pv"], float))
    found = earned_value(
        Position.of(
            bac=given["pv"][-1],
            pv=curve.planned_value(given["at"]),
            ev=given["ev"],
            ac=given["ac"],
            at=given["at"],
            pd=given["periods"][-1],
            es=curve.earned_schedule(given["ev"]),
        )
    )
    names = {"eac_cpi": "eac", "eac_typical": "eac_atypical", "tcpi_bac": "tcpi"}
    for name, value in case["expected"].items():
        measure = getattr(found, names.get(name, name))
        assert measure == pytest.approx(value, rel=case["tol"], abs=case["tol"]), name


@needs_cases
@pytest.mark.parametrize("case", worked_examples("earned_schedule"))
def test_a_worked_example_of_earned_schedule_comes_out_to_its_tolerance(case):
    given = case["inputs"]
    curve = CostCurve(np.array(given["periods"], float), np.array(given["pv"], float))
    assert curve.earned_schedule(given["ev"]) == pytest.approx(case["expected"]["es"], abs=case["tol"])


@needs_cases
def test_all_worked_examples_of_the_two_methods_are_here():
    assert (len(worked_examples("evm")), len(worked_examples("earned_schedule"))) == (6, 3)


# -- The tracked projects ----------------------------------------------------------------------------------


@cache
def rows_of(name):
    with (DSLIB / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def activities(project):
    return [row for row in rows_of("activities.csv") if row["project"] == project]


@cache
def baseline(project):
    """Hours of the file as minutes; what is not a fixed cost is spent evenly over the duration."""

    def column(name):
        return np.array([float(row[name]) for row in activities(project)])

    starts, durations = column("start_offset_h") * HOUR, column("baseline_duration_h") * HOUR
    return Baseline.of(starts, durations, column("fixed_cost"), column("total_cost") - column("fixed_cost"))


@cache
def tracking(project):
    found = defaultdict(dict)
    for row in rows_of("tracking.csv"):
        if row["project"] == project:
            found[int(row["period_no"])][row["activity_id"]] = row
    return found


def progress(project, period, name):
    """A column of the tracking of a period in the order of the activities, 0 for an activity left out of it."""
    rows = tracking(project)[period]
    found = [rows.get(row["activity_id"]) for row in activities(project)]
    if name == "started":
        return np.array([bool(row and row["actual_start"]) for row in found])
    return np.array([float(row[name]) if row else 0.0 for row in found])


def earned_by_task(project, period):
    fraction, started = progress(project, period, "fraction_complete"), progress(project, period, "started")
    return baseline(project).earned_value_by_task(fraction, started)


def actual_cost(project, period):
    durations = progress(project, period, "actual_duration_h") * HOUR
    deviation = progress(project, period, "actual_cost_dev")
    return baseline(project).actual_cost_by_task(durations, progress(project, period, "started"), deviation).sum()


def status_dates(project):
    return [row for row in rows_of("evm_series_derived.csv") if row["project"] == project]


# One of the 153 readings cannot be had from the file's own curve: at 203.81 h the plan stands at 129,265.5, while
# 129,405.89 is earned; the curve reaches that at 204.11 h.
NOT_ON_ITS_CURVE = {("C2011-05", 3): 204.106}


@needs_dslib
@pytest.mark.parametrize("project", TRACKED)
def test_planned_value_earned_value_actual_cost_and_earned_schedule_of_a_tracked_project(project):
    curve = baseline(project).curve(HOUR)
    for row in status_dates(project):
        period = int(row["period_no"])
        earned = earned_by_task(project, period).sum()
        planned = baseline(project).planned_value_by_task(float(row["at_h"]) * HOUR).sum()
        assert planned == pytest.approx(float(row["pv"]), abs=0.006)
        assert earned == pytest.approx(float(row["ev"]), abs=0.006)
        assert actual_cost(project, period) == pytest.approx(float(row["ac"]), abs=0.006)
        hours = NOT_ON_ITS_CURVE.get((project, period), float(row["es_h"]))
        assert curve.earned_schedule(earned) / HOUR == pytest.approx(hours, abs=0.006), period


@needs_dslib
def test_all_status_dates_of_the_seven_projects_are_compared():
    assert sum(len(status_dates(project)) for project in TRACKED) == 153
    assert {row["project"] for row in rows_of("evm_series_derived.csv")} == set(TRACKED)


@needs_dslib
@pytest.mark.parametrize("project", TRACKED)
def test_all_projects_at_once_find_the_same_hour(project):
    tasks = baseline(project)
    every = status_dates(project)
    copies = Baseline(
        *(np.tile(column, len(every)) for column in (tasks.start, tasks.duration, tasks.fixed, tasks.variable))
    )
    number = np.repeat(np.arange(len(every)), len(tasks.start))
    at = np.array([float(row["at_h"]) * HOUR for row in every])
    earned = np.array([earned_by_task(project, int(row["period_no"])).sum() for row in every])
    planned = tasks.planned_values(at)
    found = earned_schedules(copies, number, earned, planned, at, np.full(len(every), tasks.planned_duration))
    curve = tasks.curve(HOUR)
    expected = [curve.earned_schedule(value, moment) for value, moment in zip(earned, at, strict=True)]
    assert np.abs(found - expected).max() < HOUR


# -- What ProTrack printed ---------------------------------------------------------------------------------

PROJECT = "C2011-12"
START = datetime(2006, 4, 17, 8)
CALENDAR = weekly([(480, 720), (780, 1020)])
FINISH_COLUMNS = {
    "EAC(t)-PV (PF=1)": "planned_value_1",
    "EAC(t)-PV (PF=SPI)": "planned_value_spi",
    "EAC(t)-PV (PF=SCI)": "planned_value_sci",
    "EAC(t)-ED (PF=1)": "earned_duration_1",
    "EAC(t)-ED (PF=SPI)": "earned_duration_spi",
    "EAC(t)-ED (PF=SCI)": "earned_duration_sci",
    "EAC(t)-ES (PF=1)": "earned_schedule_1",
    "EAC(t)-ES (PF=SPI(t))": "earned_schedule_spi_t",
    "EAC(t)-ES (PF=SCI(t))": "earned_schedule_sci_t",
}
COST_COLUMNS = {
    "EAC (PF=1)": "cost_1",
    "EAC (PF=CPI)": "cost_cpi",
    "EAC (PF=SPI)": "cost_spi",
    "EAC (PF=SPI(t))": "cost_spi_t",
    "EAC (PF=SCI)": "cost_sci",
    "EAC (PF=SCI(t))": "cost_sci_t",
    "EAC (PF=0.8*CPI+0.2*SPI)": "cost_cpi_spi",
    "EAC (PF=0.8*CPI+0.2*SPI(t))": "cost_cpi_spi_t",
}
MONEY_COLUMNS = {"Planned Value (PV)": "pv", "Earned Value (EV)": "ev", "Actual Cost (AC)": "ac"}
VARIANCE_COLUMNS = {"Schedule Variance (SV)": "sv", "Cost Variance (CV)": "cv"}
INDEX_COLUMNS = {
    "Schedule Performance Index (SPI)": "spi",
    "Cost Performance Index (CPI)": "cpi",
    "Schedule Performance Index (SPI(t))": "spi_t",
}
INPUT_COLUMNS = ("Name", "Start tracking period", "Status date", "Overridden/Retained logic")
OTHER_COLUMNS = ("Earned Schedule (ES)", "Schedule Variance (SV(t))", "p-factor")


def printed():
    return list(enumerate(rows_of("protrack_oracle_C2011-12.csv"), start=1)) if DSLIB.exists() else []


def position_of(period, row):
    """The tool keeps earned schedule in whole hours, rounded down."""
    tasks = baseline(PROJECT)
    at = CALENDAR.between(START, datetime.fromisoformat(row["Status date"]))
    earned = earned_by_task(PROJECT, period).sum()
    return Position.of(
        bac=tasks.budget,
        pv=tasks.planned_value_by_task(at).sum(),
        ev=earned,
        ac=actual_cost(PROJECT, period),
        at=at,
        pd=tasks.planned_duration,
        es=tasks.curve(HOUR).earned_schedule(earned, at),
    ).in_whole(HOUR)


def in_days_and_hours(minutes):
    """Working time as the tool prints it, in days of eight hours: -39d 7h."""
    days, hours = divmod(abs(round(minutes / HOUR)), 8)
    parts = [f"{count}{unit}" for count, unit in ((days, "d"), (hours, "h")) if count]
    return ("-" if minutes < 0 else "") + " ".join(parts) if parts else "0"


each_period = pytest.mark.parametrize(("period", "row"), [pytest.param(n, row, id=row["Name"]) for n, row in printed()])


@needs_dslib
@each_period
def test_amounts_of_each_period_to_a_millionth(period, row):
    """The tool prints 32-bit numbers: a variance is held to a millionth of the amounts it is the difference of."""
    found = earned_value(position_of(period, row))
    for column, name in MONEY_COLUMNS.items():
        assert getattr(found, name) == pytest.approx(float(row[column]), rel=1e-6), column
    for column, name in VARIANCE_COLUMNS.items():
        assert getattr(found, name) == pytest.approx(float(row[column]), rel=1e-6, abs=1e-6 * found.ac), column


@needs_dslib
@each_period
def test_indices_of_each_period(period, row):
    position = position_of(period, row)
    found = earned_value(position)
    for column, name in INDEX_COLUMNS.items():
        assert f"{getattr(found, name):.0%}" == row[column], column
    adherence = baseline(PROJECT).adherence(earned_by_task(PROJECT, period), found.es)
    assert f"{adherence:.0%}" == row["p-factor"]


@needs_dslib
@each_period
def test_earned_schedule_of_each_period_to_the_minute(period, row):
    found = earned_value(position_of(period, row))
    assert finish_moment(CALENDAR, START, found.es) == datetime.fromisoformat(row["Earned Schedule (ES)"])
    assert in_days_and_hours(found.sv_t) == row["Schedule Variance (SV(t))"]


@needs_dslib
@each_period
def test_nine_forecasts_of_the_finish_of_each_period_to_the_minute(period, row):
    found = {each.method: each.value for each in finish_forecasts(position_of(period, row), unit=HOUR)}
    for column, method in FINISH_COLUMNS.items():
        moment = finish_moment(CALENDAR, START, found[method])
        assert moment == datetime.fromisoformat(row[column]), column


@needs_dslib
@each_period
def test_eight_forecasts_of_the_cost_of_each_period_to_a_millionth(period, row):
    found = {each.method: each.value for each in cost_forecasts(position_of(period, row))}
    for column, method in COST_COLUMNS.items():
        assert found[method] == pytest.approx(float(row[column]), rel=1e-6), column


@needs_dslib
@each_period
def test_periods_follow_each_other_as_in_the_tracking(period, row):
    assert next(iter(tracking(PROJECT)[period].values()))["period_name"] == row["Name"]
    previous = printed()[period - 2][1]["Status date"] if period > 1 else "2006-04-17 00:00"
    assert (row["Start tracking period"], row["Overridden/Retained logic"]) == (previous, "0")


@needs_dslib
def test_no_column_of_the_eight_periods_is_left_out():
    compared = {*INPUT_COLUMNS, *MONEY_COLUMNS, *VARIANCE_COLUMNS, *INDEX_COLUMNS, *OTHER_COLUMNS}
    compared |= {*FINISH_COLUMNS, *COST_COLUMNS}
    assert compared == set(printed()[0][1])
    assert (len(compared), len(printed())) == (32, 8)
