"""A plan is read, scheduled and kept; only what moved is written."""

import itertools
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Milestone, PlanState, TaskSchedule
from projects.services.planning import recalculate
from tests.factories import MilestoneFactory, ProjectFactory
from tests.plan_factories import ChecklistItemFactory, TaskFactory, TaskLinkFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 6, 16, 12, tzinfo=UTC)
# The organisation's default day is 9:00-12:30 and 14:00-17:30, that is 420 minutes.


@pytest.fixture
def project():
    return ProjectFactory(plan_start=datetime(2025, 6, 16, 9))


def chain(project, *durations):
    tasks = [TaskFactory(project=project, duration=duration) for duration in durations]
    for first, second in itertools.pairwise(tasks):
        TaskLinkFactory(project=project, predecessor=first, successor=second)
    return tasks


def test_tasks_follow_their_links_in_working_time(project):
    first, second = chain(project, 420, 840)
    recalculate(project, now=NOW)
    found = {row.task_id: row for row in TaskSchedule.objects.all()}
    assert found[first.pk].start.hour in (8, 9) and found[first.pk].start.date() == date(2025, 6, 16)
    assert found[second.pk].start.date() == date(2025, 6, 17) and found[second.pk].finish.date() == date(2025, 6, 18)
    assert found[second.pk].driver_id == first.pk and found[second.pk].reason["code"] == "predecessor"
    assert all(row.is_critical and row.total_float == 0 for row in found.values())
    state = PlanState.objects.get()
    assert (state.number, state.task_count, state.critical_count, state.problems) == (1, 2, 2, [])


def test_once_more_writes_nothing(project):
    chain(project, 420, 420, 420)
    recalculate(project, now=NOW)
    again = recalculate(project, now=NOW)
    assert (again.changed, again.removed, again.state.number) == ([], [], 1)


def test_only_what_moved_is_told(project):
    first, second, third = chain(project, 420, 420, 420)
    alone = TaskFactory(project=project, duration=60)
    recalculate(project, now=NOW)
    second.duration = 840
    second.save()
    moved = recalculate(project, now=NOW)
    assert set(moved.changed) == {second.pk, third.pk, alone.pk}  # the float of the free one grew
    assert first.pk not in moved.changed


def test_what_leaves_the_plan_loses_its_schedule(project):
    first, second = chain(project, 420, 420)
    recalculate(project, now=NOW)
    second.is_scheduled = False
    second.save()
    assert recalculate(project, now=NOW).removed == [second.pk]
    assert [row.task_id for row in TaskSchedule.objects.all()] == [first.pk]


def test_summaries_take_dates_and_progress_from_below(project):
    summary = TaskFactory(project=project)
    TaskFactory(project=project, parent=summary, duration=420, percent_complete=100, fixed_cost=300,
                actual_start=datetime(2025, 6, 16, 9), actual_finish=datetime(2025, 6, 16, 17, 30))  # fmt: skip
    TaskFactory(project=project, parent=summary, duration=840, fixed_cost=100)
    recalculate(project, now=NOW)
    row = TaskSchedule.objects.get(task=summary)
    assert row.is_summary and row.wbs == "1" and row.percent_complete == Decimal("75.00")


def test_a_checklist_makes_the_progress(project):
    task = TaskFactory(project=project, progress_by="checklist", actual_start=datetime(2025, 6, 16, 9))
    ChecklistItemFactory(project=project, task=task, is_done=True)
    ChecklistItemFactory(project=project, task=task)
    recalculate(project, now=NOW)
    assert TaskSchedule.objects.get().percent_complete == 50


def test_a_milestone_follows_the_task_that_dates_it(project):
    _first, second = chain(project, 420, 420)
    follows = MilestoneFactory(project=project, task=second, forecast_date=date(2030, 1, 1))
    stays = MilestoneFactory(project=project, forecast_date=date(2030, 1, 1))
    recalculate(project, now=NOW)
    assert Milestone.objects.get(pk=follows.pk).forecast_date == date(2025, 6, 17)
    assert Milestone.objects.get(pk=stays.pk).forecast_date == date(2030, 1, 1)


def test_problems_name_their_tasks_and_the_rest_is_scheduled(project):
    first, second = chain(project, 420, 420)
    TaskLinkFactory(project=project, predecessor=second, successor=first)
    free = TaskFactory(project=project)
    recalculate(project, now=NOW)
    (problem,) = PlanState.objects.get().problems
    assert problem["code"] == "cycle" and set(problem["tasks"]) == {first.pk, second.pk}
    assert TaskSchedule.objects.filter(task=free).exists() and TaskSchedule.objects.count() == 3


def test_the_number_of_queries_does_not_grow_with_the_tasks(project):
    counts = []
    for _ in range(2):
        chain(project, *[420] * 5)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            recalculate(project, now=NOW)
        counts.append(len(queries))
    assert counts[1] <= counts[0]
