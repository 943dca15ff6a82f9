"""Plans follow every write before their facts are read, and only those that changed."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from accounts.models import Calendar, CalendarException, Person
from accounts.models.calendar import default_week
from pmo.models import Mark
from pmo.writing import delete_object
from projects.models import PlanState, Project, Task, TaskAssignment, TaskSchedule
from projects.services.planning import recalculate
from reporting import plans
from reporting.drain import drain, drain_all
from reporting.services import recalculate_few
from tests.factories import TODAY, MilestoneFactory, PersonFactory, ProjectFactory
from tests.plan_factories import ChecklistItemFactory, TaskAssignmentFactory, TaskFactory, TaskLinkFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 16, 12, tzinfo=UTC)


@pytest.fixture
def project():
    return ProjectFactory(plan_start=datetime(2025, 6, 16, 9))


@pytest.fixture
def scheduled(monkeypatch):
    """The projects whose plans were scheduled, in order."""
    found = []

    def told(project, **options):
        found.append(project.pk)
        return recalculate(project, **options)

    monkeypatch.setattr("projects.services.planning.recalculate", told)
    return found


def finish_of(task) -> date:
    return TaskSchedule.objects.get(task=task).finish.date()


def test_a_task_written_anywhere_is_scheduled_before_its_project_is_measured(project, rolled_up):
    task = TaskFactory(project=project, duration=840)
    state = rolled_up(project)
    assert finish_of(task) == date(2025, 6, 17)
    assert (state.start, state.finish, state.task_count) == (date(2025, 6, 16), date(2025, 6, 17), 1)
    Task.objects.filter(pk=task.pk).update(duration=1260)
    assert rolled_up(project).finish == date(2025, 6, 18)


def test_links_steps_and_deletions_reach_the_plan(project, rolled_up):
    first, second = TaskFactory(project=project), TaskFactory(project=project, progress_by="checklist")
    link = TaskLinkFactory(project=project, predecessor=first, successor=second)
    ChecklistItemFactory(project=project, task=second, is_done=True)
    rolled_up(project)
    assert finish_of(second) == date(2025, 6, 17)
    assert TaskSchedule.objects.get(task=second).percent_complete == 100
    link.delete()
    rolled_up(project)
    assert finish_of(second) == date(2025, 6, 16)
    delete_object(first, actor=None)
    assert rolled_up(project).task_count == 1


def test_only_plans_that_changed_are_scheduled(project, scheduled):
    TaskFactory(project=project)
    other = TaskFactory().project
    drain_all(today=TODAY)
    assert sorted(scheduled) == sorted([project.pk, other.pk])
    scheduled.clear()
    Project.objects.update(name="Renamed")
    Task.objects.update(name="Renamed")
    drain_all(today=TODAY)
    assert scheduled == []
    Task.objects.filter(project=project).update(duration=60)
    drain_all(today=TODAY)
    assert scheduled == [project.pk]


def test_projects_without_tasks_have_no_plan(project):
    Project.objects.filter(pk=project.pk).update(planned_start=TODAY)
    drain_all(today=TODAY)
    assert not PlanState.objects.exists()


def test_a_holiday_reaches_the_plans_that_use_its_calendar(project, scheduled):
    calendar = Calendar.objects.create(name="Own")
    here, elsewhere = TaskFactory(project=project, calendar=calendar), TaskFactory()
    drain_all(today=TODAY)
    scheduled.clear()
    CalendarException.objects.create(calendar=calendar, first_day=date(2025, 6, 16), last_day=date(2025, 6, 16))
    drain_all(today=TODAY)
    assert scheduled == [project.pk]
    assert finish_of(here) == date(2025, 6, 17)
    assert elsewhere.project_id not in scheduled


@pytest.fixture
def four_days():
    """A calendar without Mondays; the plan starts on one."""
    week = default_week()
    return Calendar.objects.create(name="Four days", week=[[], *week[1:]])


MONDAY, TUESDAY = date(2025, 6, 16), date(2025, 6, 17)


def test_a_task_follows_the_calendar_of_whoever_does_it(project, four_days):
    worker, second, other = PersonFactory(calendar=four_days), PersonFactory(calendar=four_days), PersonFactory()
    cases = {
        "responsible": ({"responsible": worker}, [], TUESDAY),
        "assigned": ({"responsible": other}, [{"person": worker}], TUESDAY),
        "somebody else does it": ({"responsible": worker}, [{"person": other}], MONDAY),
        "two with different calendars": ({}, [{"person": worker}, {"person": other}], MONDAY),
        "two with the same calendar": ({}, [{"person": worker}, {"person": second}], TUESDAY),
        "a role beside": ({}, [{"person": worker}, {"person": None, "role_name": "Tester"}], MONDAY),
        "its own calendar": ({"responsible": worker, "calendar": Calendar.objects.create(name="Own")}, [], MONDAY),
    }  # fmt: skip
    for name, (fields, doing, _day) in cases.items():
        task = TaskFactory(project=project, name=name, **fields)
        for one in doing:
            TaskAssignmentFactory(project=project, task=task, **one)
    recalculate(project, now=NOW)
    found = {name: start.date() for name, start in TaskSchedule.objects.values_list("task__name", "start")}
    assert found == {name: day for name, (_fields, _doing, day) in cases.items()}


def test_whoever_works_by_the_organisations_calendar_follows_that_of_the_project(four_days):
    usual = Calendar.objects.filter(is_default=True).first() or Calendar.objects.create(name="Usual", is_default=True)
    project = ProjectFactory(plan_start=datetime(2025, 6, 16, 9), calendar=four_days)
    task = TaskFactory(project=project, responsible=PersonFactory(calendar=usual))
    recalculate(project, now=NOW)
    assert finish_of(task) == TUESDAY


def test_who_does_a_task_and_when_they_work_reach_its_plan(project, scheduled, four_days):
    worker, task, elsewhere = PersonFactory(), TaskFactory(project=project), TaskFactory()
    drain_all(today=TODAY)

    def moved_to(day, write):
        scheduled.clear()
        write()
        drain_all(today=TODAY)
        assert (scheduled, finish_of(task)) == ([project.pk], day)

    moved_to(MONDAY, lambda: Task.objects.filter(pk=task.pk).update(responsible=worker))
    moved_to(TUESDAY, lambda: Person.objects.filter(pk=worker.pk).update(calendar=four_days))
    closed = {"first_day": TUESDAY, "last_day": TUESDAY}
    moved_to(date(2025, 6, 18), lambda: CalendarException.objects.create(calendar=four_days, **closed))
    moved_to(MONDAY, lambda: TaskAssignmentFactory(project=project, task=task, person=PersonFactory()))
    moved_to(date(2025, 6, 18), lambda: TaskAssignment.objects.update(person=worker))
    Person.objects.update(name="Renamed")
    scheduled.clear()
    drain_all(today=TODAY)
    assert scheduled == [] and elsewhere.project_id != project.pk


def test_a_plan_the_page_has_scheduled_is_not_scheduled_again(project, scheduled):
    TaskFactory(project=project)
    recalculate(project, now=NOW)
    drain_all(today=TODAY)
    assert scheduled == []


def test_a_request_schedules_what_it_has_written(project):
    task = TaskFactory(project=project)
    assert recalculate_few()
    assert finish_of(task) == date(2025, 6, 16)
    assert not Mark.objects.exists()


def test_milestones_that_follow_a_task_are_measured_in_the_same_run(project, rolled_up):
    task = TaskFactory(project=project, duration=420 * 5)
    MilestoneFactory(project=project, task=task, reference_date=date(2025, 6, 18), forecast_date=None)
    assert rolled_up(project).milestone_slip_days == 2


def test_a_plan_that_fails_is_listed_and_the_others_are_scheduled(project, monkeypatch, rolled_up):
    bad, good = TaskFactory(), TaskFactory(project=project)

    def fails(plan, **options):
        if plan.pk == bad.project_id:
            raise ValueError("no working time")
        return recalculate(plan, **options)

    monkeypatch.setattr("projects.services.planning.recalculate", fails)
    written = drain(today=TODAY)
    assert any("no working time" in one["arguments"]["error"] for one in written.troubles)
    assert finish_of(good) == date(2025, 6, 16)


def test_what_the_time_does_not_suffice_for_is_left_marked():
    first, second = TaskFactory().project_id, TaskFactory().project_id
    Mark.objects.all().delete()
    found = plans.schedule_plans([first, second], now=NOW, seconds=-1)
    assert (found.done, found.left) == ([], sorted([first, second]))
    assert set(Mark.objects.values_list("project_id", "of_plan")) == {(first, True), (second, True)}


@pytest.mark.django_db(transaction=True)
def test_a_plan_somebody_is_editing_is_left_for_the_next_drain():
    task = TaskFactory(project=ProjectFactory(plan_start=datetime(2025, 6, 16, 9)))
    recalculate(task.project, now=NOW)
    Task.objects.filter(pk=task.pk).update(duration=840)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM projects_planstate FOR UPDATE")
            drain(today=TODAY)
            assert finish_of(task) == date(2025, 6, 16)
            assert Mark.objects.filter(project_id=task.project_id, of_plan=True).exists()
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    drain(today=TODAY)
    assert finish_of(task) == date(2025, 6, 17)


@pytest.mark.django_db(transaction=True)
def test_a_crash_keeps_the_mark_of_the_plan():
    task = TaskFactory()
    with pytest.raises(RuntimeError), transaction.atomic():
        drain(today=TODAY)
        raise RuntimeError("the worker is gone")
    assert Mark.objects.filter(project_id=task.project_id, of_plan=True).exists()
    assert not TaskSchedule.objects.exists()
