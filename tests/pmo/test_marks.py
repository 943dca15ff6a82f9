"""Every fact leaves marks, whatever way it is written, and nothing else does."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection

from accounts.models import Calendar, CalendarException, Currency, ExchangeRate, Person
from pmo.marks import FACTS, PLANS
from pmo.models import Mark, Organisation
from portfolio.models import Portfolio
from projects.models import Project, ProjectSnapshot, ProjectState
from tests import factories, plan_factories
from tests.factories import TODAY, days

pytestmark = pytest.mark.django_db

# Rows with a project that the roll-up writes or that say nothing about how the project stands.
NO_FACTS = {
    "projects.ProjectState", "projects.ProjectSnapshot", "projects.MilestoneForecast", "projects.ObjectiveLink",
    "accounts.Membership", "accounts.Invitation", "portfolio.KpiValue", "risks.Assumption", "projects.TaskSchedule",
    "projects.BaselineTask", "projects.Sprint", "projects.TaskAssignment",
    # Bought and argued, not measured: what an order commits and costs is in cost entries.
    "projects.Tender", "projects.TenderCriterion", "projects.Quote", "projects.QuoteScore", "projects.PurchaseOrder",
    "projects.Receipt", "projects.Penalty", "projects.BusinessCase", "projects.BusinessCaseLine",
}  # fmt: skip

OF_ONE_PROJECT = {
    "Milestone": (factories.MilestoneFactory, "name"),
    "BudgetLine": (factories.BudgetLineFactory, "label"),
    "CostEntry": (factories.CostEntryFactory, "label"),
    "StatusReport": (factories.StatusReportFactory, "summary"),
    "Decision": (factories.DecisionFactory, "name"),
    "Action": (factories.ActionFactory, "name"),
    "Risk": (factories.RiskFactory, "name"),
    "Response": (factories.ResponseFactory, "name"),
    "Issue": (factories.IssueFactory, "name"),
    "Allocation": (factories.AllocationFactory, "note"),
    "Task": (plan_factories.TaskFactory, "description"),
}
# Tested on their own: they never change their project, or have no text to change.
OTHERS = {"TaskLink", "TaskMove", "Baseline"}


def marked() -> set:
    """The projects marked since the last look; None stands for everything."""
    found = set(Mark.objects.values_list("project_id", flat=True))
    Mark.objects.all().delete()
    return found


def test_every_row_of_a_project_is_a_fact_or_known_not_to_be_one():
    with_project = {
        model
        for model in apps.get_models()
        if any(
            field.is_relation and field.related_model is Project and field.many_to_one for field in model._meta.fields
        )
        and not model._meta.label.endswith("Event")
    }
    forgotten = {model._meta.label for model in with_project - set(FACTS) - PLANS} - NO_FACTS
    assert not forgotten, f"declare them facts with @marks_project, or list them in NO_FACTS: {forgotten}"


def test_every_fact_is_tested_below():
    tested = set(OF_ONE_PROJECT) | OTHERS | {"Project"}
    assert {model.__name__ for model, marks in FACTS.items() if marks == "project"} <= tested
    assert {model.__name__ for model, marks in FACTS.items() if marks == "everything"} == {
        "Organisation", "Calendar", "CalendarException", "Currency", "ExchangeRate",
    }  # fmt: skip
    assert {model.__name__ for model, marks in FACTS.items() if marks == "projects"} == {
        "Allocation", "Absence", "NonProjectWork", "Person", "Portfolio",
    }  # fmt: skip


@pytest.mark.parametrize("model", FACTS, ids=lambda model: model.__name__)
def test_every_fact_has_its_four_triggers_in_the_database(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT event_manipulation FROM information_schema.triggers WHERE event_object_table = %s "
            "AND trigger_name LIKE 'pgtrigger_mark_%%' UNION ALL SELECT 'TRUNCATE' FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relname = %s AND t.tgname LIKE 'pgtrigger_mark_truncate%%'",
            [model._meta.db_table, model._meta.db_table],
        )
        assert {row[0] for row in cursor.fetchall()} == {"INSERT", "UPDATE", "DELETE", "TRUNCATE"}


@pytest.mark.parametrize("name", OF_ONE_PROJECT)
def test_a_fact_marks_its_project_when_added_changed_moved_and_deleted(name):
    factory, field = OF_ONE_PROJECT[name]
    here, there = factories.ProjectFactory(), factories.ProjectFactory()
    row = factory() if name == "Response" else factory(project=here)
    marked()
    rows = type(row).objects.filter(pk=row.pk)
    first = row.project_id
    rows.update(**{field: "changed"})
    assert marked() == {first}
    rows.update(project=there)
    assert marked() == {first, there.pk}
    rows.delete()
    assert marked() == {there.pk}
    if name != "Response":
        factory(project=here)
        assert marked() == {here.pk}


def test_links_moves_and_baselines_mark_their_project():
    link = plan_factories.TaskLinkFactory()
    marked()
    type(link).objects.filter(pk=link.pk).update(lag=60)
    assert marked() == {link.project_id}
    baseline = plan_factories.BaselineFactory()
    marked()
    type(baseline).objects.filter(pk=baseline.pk).update(reason="Another")
    assert marked() == {baseline.project_id}
    column = plan_factories.BoardColumnFactory(project=link.project)
    marked()
    type(link.predecessor).objects.filter(pk=link.predecessor_id).update(column=column)
    assert marked() == {link.project_id}


def plans_marked() -> set:
    """The plans that are to be scheduled anew since the last look."""
    found = set(Mark.objects.filter(of_plan=True).values_list("project_id", flat=True))
    Mark.objects.all().delete()
    return found


def test_a_task_marks_its_plan_when_its_dates_may_move_and_only_then():
    task = plan_factories.TaskFactory()
    assert plans_marked() == {task.project_id}
    rows = type(task).objects.filter(pk=task.pk)
    rows.update(name="Renamed", description="x", actual_cost=5)
    assert plans_marked() == set()
    rows.update(duration=840)
    assert plans_marked() == {task.project_id}
    rows.delete()
    assert plans_marked() == {task.project_id}


def test_links_steps_and_columns_mark_the_plan():
    link = plan_factories.TaskLinkFactory()
    plans_marked()
    link.delete()
    assert plans_marked() == {link.project_id}
    step = plan_factories.ChecklistItemFactory(task=link.predecessor, project=link.project)
    assert plans_marked() == {link.project_id}
    rows = type(step).objects.filter(pk=step.pk)
    rows.update(label="Other words")
    assert plans_marked() == set()
    rows.update(is_done=True)
    assert plans_marked() == {link.project_id}
    column = plan_factories.BoardColumnFactory(project=link.project)
    assert plans_marked() == set()
    type(column).objects.filter(pk=column.pk).update(kind="done")
    assert plans_marked() == {link.project_id}


def test_the_start_of_a_plan_marks_it_but_not_a_project_without_tasks():
    task, empty = plan_factories.TaskFactory(), factories.ProjectFactory()
    plans_marked()
    Project.objects.update(name="Renamed")
    assert plans_marked() == set()
    Project.objects.update(planned_start=days(3), planned_finish=days(9))
    assert plans_marked() == {task.project_id}
    assert empty.pk != task.project_id


def test_a_calendar_marks_the_plans_that_use_it():
    mine = Calendar.objects.create(name="Mine")
    of_task = plan_factories.TaskFactory(calendar=mine)
    of_project = plan_factories.TaskFactory(project=factories.ProjectFactory(calendar=mine))
    of_all = plan_factories.TaskFactory()
    plans_marked()
    exception = CalendarException.objects.create(calendar=mine, first_day=TODAY, last_day=TODAY)
    assert plans_marked() == {of_task.project_id, of_project.project_id}
    exception.delete()
    assert plans_marked() == {of_task.project_id, of_project.project_id}
    Calendar.objects.filter(pk=mine.pk).update(name="Renamed")
    assert plans_marked() == set()
    Calendar.objects.create(name="Everybody's", is_default=True)
    assert plans_marked() == {of_task.project_id, of_all.project_id}


def test_a_project_marks_itself():
    project = factories.ProjectFactory()
    assert marked() == {project.pk}
    Project.objects.filter(pk=project.pk).update(name="Renamed")
    assert marked() == {project.pk}
    pk = project.pk
    project.delete()
    assert marked() == {pk}


def test_deleting_a_project_with_its_facts_marks_it():
    milestone = factories.MilestoneFactory()
    project = milestone.project
    pk = project.pk
    marked()
    project.delete()
    assert marked() == {pk}


def test_one_statement_marks_each_project_once():
    first, second = factories.ProjectFactory(), factories.ProjectFactory()
    for project in (first, first, second):
        factories.MilestoneFactory(project=project)
    marked()
    type(factories.MilestoneFactory(project=first)).objects.update(note="x")
    marks = list(Mark.objects.values_list("project_id", flat=True))
    assert sorted(marks) == sorted([first.pk, first.pk, second.pk])  # one for the insert, two for the update


def test_a_statement_that_touches_no_row_leaves_no_mark():
    Project.objects.filter(pk=0).update(name="x")
    Person.objects.filter(pk=0).delete()
    assert marked() == set()


def test_decisions_of_a_portfolio_mark_nothing():
    factories.DecisionFactory(project=None, portfolio=factories.PortfolioFactory())
    assert marked() == set()


def test_an_allocation_also_marks_who_shares_the_person():
    person = factories.PersonFactory()
    one = factories.AllocationFactory(person=person)
    far = factories.AllocationFactory(person=person, first_day=days(400), last_day=days(410))
    marked()
    other = factories.AllocationFactory(person=person, first_day=days(30), last_day=days(40))
    assert marked() - {other.project_id} == {one.project_id}
    assert far.project_id != one.project_id


@pytest.mark.parametrize("factory", [factories.AbsenceFactory, factories.NonProjectWorkFactory])
def test_capacity_marks_the_projects_that_ask_for_the_person(factory):
    asked, elsewhere = factories.AllocationFactory(), factories.AllocationFactory()
    marked()
    row = factory(person=asked.person)
    assert marked() == {asked.project_id}
    type(row).objects.filter(pk=row.pk).update(person=elsewhere.person)
    assert marked() == {asked.project_id, elsewhere.project_id}
    row.delete()
    assert marked() == {elsewhere.project_id}


def test_working_time_of_a_person_marks_but_a_new_name_does_not():
    allocation = factories.AllocationFactory()
    marked()
    rows = Person.objects.filter(pk=allocation.person_id)
    rows.update(name="Renamed")
    assert marked() == set()
    rows.update(working_share=Decimal("80"))
    assert marked() == {allocation.project_id}


def test_a_status_date_marks_the_projects_of_its_portfolio_only():
    project, _elsewhere = factories.ProjectFactory(), factories.ProjectFactory()
    marked()
    rows = Portfolio.objects.filter(pk=project.portfolio_id)
    rows.update(name="Renamed")
    assert marked() == set()
    rows.update(status_date=TODAY)
    assert marked() == {project.pk}


def test_thresholds_mark_everything_but_a_new_name_does_not():
    rows = Organisation.objects.filter(pk=1)
    rows.update(name="Renamed")
    assert marked() == set()
    rows.update(slip_red_days=40)
    assert marked() == {None}


def test_rates_and_calendars_mark_everything():
    calendar = Calendar.objects.create(name="Somewhere")
    assert marked() == {None}
    CalendarException.objects.create(calendar=calendar, first_day=TODAY, last_day=TODAY)
    assert marked() == {None}
    currency = Currency.objects.create(code="CHF", name="Franc")
    assert marked() == {None}
    ExchangeRate.objects.create(currency=currency, month=date(2025, 6, 1), rate=1)
    assert marked() == {None}
    Currency.objects.filter(pk=currency.pk).update(name="Franken")
    assert marked() == set()


def test_truncating_a_fact_table_marks_everything():
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE projects_costentry")
    assert marked() == {None}


def test_states_and_snapshots_leave_no_mark():
    project = factories.ProjectFactory()
    marked()
    computed = {"project": project, "as_of": TODAY, "computed_at": project.created_at}
    ProjectState.objects.create(**computed)
    ProjectSnapshot.objects.create(name="x", portfolio=project.portfolio, **computed)
    ProjectState.objects.update(health="red")
    assert marked() == set()
