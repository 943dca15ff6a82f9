"""Earned value from rows in the database to the state of the project."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Calendar, Currency, ExchangeRate
from pmo.models import Mark, Organisation
from projects.models import Baseline, BaselineTask, PlanState, ProjectSnapshot, Task, TaskSchedule
from projects.services import approve_baseline, take_baseline
from reporting.drain import drain_all, roll_up
from reporting.facts import read_facts
from reporting.nightly import roll_up_everything
from tests.factories import TODAY, BudgetLineFactory, CostEntryFactory, PortfolioFactory, ProjectFactory
from tests.plan_factories import TaskFactory
from tests.projects import test_earned_value_published as published

pytestmark = pytest.mark.django_db
# Monday of the week of TODAY: plans of the tests start there, seven hours a day.
MONDAY = datetime.combine(TODAY - timedelta(days=TODAY.weekday()), datetime.min.time()).replace(hour=9)
DAY = 420


@pytest.fixture
def project():
    calendar = Calendar.objects.create(name="Seven hours", country="")
    tuesday = MONDAY.date() + timedelta(days=1)
    return ProjectFactory(plan_start=MONDAY, calendar=calendar, portfolio=PortfolioFactory(status_date=tuesday))


def planned(project, *tasks):
    """Tasks of one day each, one after the other, frozen in a current baseline; (cost, percent) each."""
    rows = [
        TaskFactory(
            project=project, fixed_cost=0, work_cost=cost, percent_complete=percent, constraint="MSO",
            constraint_date=MONDAY + timedelta(days=number),
        )
        for number, (cost, percent) in enumerate(tasks)
    ]  # fmt: skip
    return rows, approve_baseline(None, baseline=take_baseline(
        None, project=project, name="Agreed", reason="Agreed", on=TODAY
    ), reason="", on=TODAY)  # fmt: skip


def spent(project, amount, kind="actual"):
    return CostEntryFactory(project=project, amount=amount, kind=kind, month=MONDAY.date().replace(day=1))


# -- figures -------------------------------------------------------------------------------------------------


def test_planned_earned_and_spent_give_the_indices(project, rolled_up):
    planned(project, (1000, 100), (1000, 50), (1000, 0), (1000, 0))
    spent(project, 1500)
    spent(project, 375, "accrued")
    spent(project, 9999, "committed")
    state = rolled_up(project)
    assert (state.budget_at_completion, state.planned_value, state.earned_value) == (4000, 2000, 1500)
    assert (state.actual_cost, state.spi, state.cpi) == (1875, Decimal("0.75"), Decimal("0.8"))
    assert state.estimate_at_completion == 5000
    assert (state.actual_time_days, state.earned_schedule_days, state.planned_duration_days) == (2, Decimal("1.5"), 4)
    assert state.spi_time == Decimal("0.75")
    # Two days and the two and a half that remain at three quarters of the pace: a third of a day into Friday.
    assert state.expected_finish == MONDAY.date() + timedelta(days=7)
    detail = state.earned_value_detail
    assert detail["actual_cost_from"] == "entries"
    assert detail["cost"]["cost_1"] == 4375 and len(detail["cost"]) == 8 and len(detail["finish"]) == 9
    assert detail["suits"]["cost"]["method"] and detail["missing"] == {}
    assert state.progress == Decimal("37.50")


def test_costs_of_tasks_count_while_there_is_no_cost_entry(project, rolled_up):
    rows, _baseline = planned(project, (1000, 100), (1000, 0))
    Task.objects.filter(pk=rows[0].pk).update(actual_cost=1250)
    state = rolled_up(project)
    assert (state.actual_cost, state.cpi) == (1250, Decimal("0.8"))
    assert state.earned_value_detail["actual_cost_from"] == "tasks"
    spent(project, 1000)
    assert rolled_up(project).actual_cost == 1000


def test_what_is_missing_says_why(project, rolled_up):
    planned(project, (1000, 0), (1000, 0))
    state = rolled_up(project)
    missing = state.earned_value_detail["missing"]
    assert state.cpi is None and missing["cpi"] == "no_actual_cost"
    assert missing["earned_schedule_spi_t"] == "nothing_earned" and state.expected_finish is None
    assert state.spi == 0


def test_without_a_current_baseline_nothing_is_said(project, rolled_up):
    TaskFactory(project=project, work_cost=500)
    take_baseline(None, project=project, name="Proposed", reason="x", on=TODAY)
    state = rolled_up(project)
    assert state.budget_at_completion is state.spi is state.cpi is None
    assert state.earned_value_detail == {}


def test_a_baseline_without_a_cost_has_no_value_to_earn(project, rolled_up):
    planned(project, (0, 50))
    state = rolled_up(project)
    assert state.earned_value is state.spi is state.spi_time is None
    assert state.earned_value_detail["missing"]["ev"] == "no_baseline"
    assert {one["code"] for one in state.earned_value_detail["suits"].values()} == {"no_baseline"}


def test_a_finish_beyond_any_date_says_so_and_not_that_nothing_is_earned(project, rolled_up):
    planned(project, (1_000_000, 0), (1, 1))
    spent(project, 500)
    state = rolled_up(project)
    detail = state.earned_value_detail
    assert state.earned_value > 0 and detail["finish"]["earned_schedule_spi_t"] is None
    assert detail["missing"]["earned_schedule_spi_t"] == "too_far"


def test_what_was_earned_at_the_start_alone_gives_no_pace(project, rolled_up):
    """Two tasks cost a fixed amount when they start, and one has: no later than the start was all that planned."""
    dates = {"project": project, "constraint": "MSO", "constraint_date": MONDAY, "work_cost": 0}
    TaskFactory(fixed_cost=1000, percent_complete=50, **dates)
    TaskFactory(fixed_cost=500, percent_complete=0, **dates)
    taken = take_baseline(None, project=project, name="Agreed", reason="Agreed", on=TODAY)
    approve_baseline(None, baseline=taken, reason="", on=TODAY)
    state = rolled_up(project)
    detail = state.earned_value_detail
    assert (state.earned_value, state.spi_time) == (1000, 0)
    assert detail["missing"]["earned_schedule_spi_t"] == "no_time_earned"
    assert detail["suits"]["finish"]["code"] == "no_pace"


def test_the_reference_finish_is_that_of_the_baseline(project, rolled_up):
    rows, _baseline = planned(project, (1000, 0), (1000, 0))
    Task.objects.filter(pk=rows[1].pk).update(duration=3 * DAY)
    state = rolled_up(project)
    assert state.planned_finish == MONDAY.date() + timedelta(days=1)
    assert state.finish == MONDAY.date() + timedelta(days=3)
    assert state.slip_days == 2


def test_tasks_are_late_by_the_baseline_too(project, rolled_up):
    rows, _baseline = planned(project, (1000, 100), (1000, 0), (1000, 0))
    project.portfolio.status_date = MONDAY.date() + timedelta(days=2)
    project.portfolio.save()
    state = rolled_up(project)
    assert (state.task_count, state.late_task_count) == (3, 1)
    Task.objects.filter(pk=rows[1].pk).update(constraint_date=MONDAY + timedelta(days=9))
    assert rolled_up(project).late_task_count == 1


def test_totals_are_in_the_currency_of_the_organisation(project, rolled_up):
    currency = Currency.objects.create(code="CHF", name="Franc")
    ExchangeRate.objects.create(currency=currency, month=MONDAY.date().replace(day=1), rate=Decimal("0.5"))
    type(project).objects.filter(pk=project.pk).update(currency="CHF")
    planned(project, (1000, 100), (1000, 0))
    state = rolled_up(project)
    assert (state.earned_value, state.earned_value_total, state.budget_at_completion_total) == (1000, 500, 1000)


def test_progress_that_began_after_the_day_does_not_count_on_an_earlier_day(project):
    rows, _baseline = planned(project, (1000, 100), (1000, 100))
    Task.objects.filter(pk=rows[1].pk).update(actual_start=MONDAY + timedelta(days=1))
    roll_up_everything(today=TODAY, as_of=MONDAY.date())
    kept = ProjectSnapshot.objects.get(project=project, as_of=MONDAY.date())
    assert (kept.planned_value, kept.earned_value) == (1000, 1000)


def test_before_the_baseline_starts_its_duration_is_the_same(project):
    planned(project, (1000, 0), (1000, 0))
    roll_up_everything(today=TODAY, as_of=MONDAY.date() - timedelta(days=21))
    kept = ProjectSnapshot.objects.get(project=project, as_of=MONDAY.date() - timedelta(days=21))
    assert (kept.planned_duration_days, kept.actual_time_days, kept.planned_value) == (2, 0, 0)


# -- health --------------------------------------------------------------------------------------------------


def test_indices_colour_schedule_and_cost_by_the_settings(project, rolled_up):
    planned(project, (1000, 100), (1000, 80), (1000, 0))
    spent(project, 2000)
    BudgetLineFactory(project=project, amount=50_000)
    state = rolled_up(project)
    found = {reason["code"]: reason for reason in state.reasons["schedule"] + state.reasons["cost"]}
    assert (state.spi, state.cpi) == (Decimal("0.9"), Decimal("0.9"))
    assert (found["spi"]["colour"], found["cpi"]["colour"]) == ("amber", "amber")
    assert (found["spi"]["arguments"]["amber"], found["spi"]["arguments"]["red"]) == (0.95, 0.85)
    Organisation.objects.update(behind_red_percent=10, overspent_amber_percent=20)
    state = rolled_up(project)
    assert (state.schedule_health, state.cost_health) == ("red", "green")


# -- which forecast suits ------------------------------------------------------------------------------------


def test_earlier_snapshots_tell_a_steady_pace(project, rolled_up):
    planned(project, (1000, 100), (1000, 50), (1000, 0), (1000, 0))
    spent(project, 1875)
    before = rolled_up(project)
    assert before.earned_value_detail["suits"]["finish"]["code"] == "pace_without_history"
    for weeks, index in ((4, "0.76"), (8, "0.74")):
        ProjectSnapshot.objects.create(
            project=project, as_of=before.as_of - timedelta(weeks=weeks), name="x", portfolio=project.portfolio,
            computed_at=before.computed_at, spi_time=Decimal(index), cpi=Decimal("0.8"),
        )  # fmt: skip
    Mark.objects.create(project_id=project.pk, marked_at=before.computed_at)
    suits = rolled_up(project).earned_value_detail["suits"]
    assert (suits["finish"]["method"], suits["finish"]["code"]) == ("earned_schedule_spi_t", "steady_pace")
    assert suits["cost"]["code"] == "late_and_over_cost"


# -- many projects -------------------------------------------------------------------------------------------


def test_projects_with_and_without_plans_are_read_in_a_fixed_number_of_statements(project):
    ids, counts = [ProjectFactory().pk], []
    for calendar in (None, Calendar.objects.create(name="Own", week=[[[480, 960]]] * 5 + [[], []])):
        one = ProjectFactory(plan_start=MONDAY, calendar=calendar)
        planned(one, (1000, 50))
        ids.append(one.pk)
        drain_all(today=TODAY)
        with CaptureQueriesContext(connection) as queries:
            found = read_facts(ids, today=TODAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert [bool(one.earned) for one in found.projects] == [False, True, True]


# -- a tracked project ---------------------------------------------------------------------------------------

PERIODS = [pytest.param(n, row, id=row["Name"]) for n, row in published.printed()]


@pytest.fixture
def tracked_project():
    """The activities of C2011-12 as a frozen plan, on its own calendar."""
    week = [[[480, 720], [780, 1020]]] * 5 + [[], []]
    calendar = Calendar.objects.create(name="Eight hours", week=week, country="")
    project = ProjectFactory(calendar=calendar, portfolio=PortfolioFactory())
    hours = published.CALENDAR
    rows = published.activities(published.PROJECT)
    tasks = Task.objects.bulk_create(
        Task(project=project, name=row["name"][:250] or "x", position=n) for n, row in enumerate(rows)
    )
    baseline = Baseline(project=project, name="Agreed", reason="x", taken_on=TODAY, state="approved", is_current=True)
    baseline.save()
    frozen, schedules = [], []
    for number, (task, row) in enumerate(zip(tasks, rows, strict=True)):
        start = hours.add(published.START, round(float(row["start_offset_h"]) * 60))
        start = hours.next_start(start) if float(row["baseline_duration_h"]) else start
        minutes = round(float(row["baseline_duration_h"]) * 60)
        finish = hours.add(start, minutes) if minutes else start
        fixed, total = Decimal(row["fixed_cost"]), Decimal(row["total_cost"])
        frozen.append(BaselineTask(
            baseline=baseline, project=project, task=task, name=task.name, wbs=str(number), start=start, finish=finish,
            duration=minutes, fixed_cost=fixed, work_cost=total - fixed,
        ))  # fmt: skip
        schedules.append(TaskSchedule(
            task=task, project=project, row_number=number, level=0, wbs=str(number), start=start, finish=finish,
            late_start=start, late_finish=finish, duration=minutes, total_float=0, free_float=0,
        ))  # fmt: skip
    BaselineTask.objects.bulk_create(frozen)
    TaskSchedule.objects.bulk_create(schedules)
    finish = max(row.finish for row in frozen)
    PlanState.objects.create(project=project, start=published.START, finish=finish, task_count=len(tasks))
    return project


@published.needs_dslib
@pytest.mark.parametrize(("period", "row"), PERIODS[1:6])
def test_a_tracked_project_has_in_its_state_what_the_tool_printed(tracked_project, period, row):
    """Progress is kept to a hundredth of a per cent, so that amounts agree to a thousandth."""
    complete = published.progress(published.PROJECT, period, "fraction_complete")
    started = published.progress(published.PROJECT, period, "started")
    for schedule, percent, begun in zip(TaskSchedule.objects.order_by("row_number"), complete, started, strict=True):
        TaskSchedule.objects.filter(pk=schedule.pk).update(percent_complete=round(Decimal(percent * 100), 2))
        if begun:
            Task.objects.filter(pk=schedule.pk).update(actual_start=published.START)
    # The tool reads at eight in the morning, before work: the end of the day before.
    as_of = date.fromisoformat(row["Status date"][:10]) - timedelta(days=1)
    amount = round(Decimal(published.actual_cost(published.PROJECT, period)), 2)
    CostEntryFactory(project=tracked_project, kind="actual", month=as_of.replace(day=1), amount=amount)
    tracked_project.portfolio.status_date = as_of
    tracked_project.portfolio.save()
    roll_up([tracked_project.pk], today=as_of)
    state = type(tracked_project).objects.get(pk=tracked_project.pk).state
    for name, column in (("planned_value", "Planned Value (PV)"), ("earned_value", "Earned Value (EV)"),
                         ("actual_cost", "Actual Cost (AC)")):  # fmt: skip
        assert float(getattr(state, name)) == pytest.approx(float(row[column]), rel=1e-3), column
    assert f"{state.spi:.0%}" == row["Schedule Performance Index (SPI)"]
    assert f"{state.cpi:.0%}" == row["Cost Performance Index (CPI)"]
    assert f"{state.spi_time:.0%}" == row["Schedule Performance Index (SPI(t))"]
    detail = state.earned_value_detail
    for column, method in published.FINISH_COLUMNS.items():
        printed = datetime.fromisoformat(row[column]).date()
        assert abs(date.fromisoformat(detail["finish"][method]) - printed) <= timedelta(days=5), column
    for column, method in published.COST_COLUMNS.items():
        assert detail["cost"][method] == pytest.approx(float(row[column]), rel=2e-3), column
