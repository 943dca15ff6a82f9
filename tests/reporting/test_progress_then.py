"""Earned value of an earlier day: from the progress known then, and what decides where nothing was recorded."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Calendar
from pmo.bin import put_in_bin
from projects.models import Baseline, ChecklistItem, ProjectSnapshot, Task, TaskMove
from projects.services import approve_baseline, take_baseline
from reporting.drain import drain_all
from reporting.facts import read_facts
from reporting.nightly import roll_up_everything
from tests.factories import TODAY, DecisionFactory, PortfolioFactory, ProjectFactory
from tests.plan_factories import BoardColumnFactory, ChecklistItemFactory, TaskFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime.combine(TODAY, time(9))
FRIDAY = TODAY + timedelta(days=4)


@pytest.fixture
def project():
    calendar = Calendar.objects.create(name="Seven hours", country="")
    return ProjectFactory(plan_start=MONDAY, calendar=calendar, portfolio=PortfolioFactory())


def planned(project, count=2, **values):
    """Tasks of 1,000 and one day each in a current baseline."""
    rows = [TaskFactory(project=project, work_cost=1000, **values) for _number in range(count)]
    baseline = take_baseline(None, project=project, name="Agreed", reason="x", on=TODAY)
    approve_baseline(None, baseline=baseline, reason="", on=TODAY)
    return rows


def dated(row, *days):
    """The events of a row, in their order, happened at noon of these days."""
    events = type(row).pgh_event_model.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id")
    assert len(events) == len(days)
    for event, day in zip(events, days, strict=True):
        noon = timezone.make_aware(datetime.combine(day, time(12)))
        type(event).objects.filter(pk=event.pk).update(pgh_created_at=noon)


def change(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)


def kept(project, day):
    """The snapshot that a roll-up of that day writes, a month later."""
    later = TODAY + timedelta(days=30)
    drain_all(today=later)
    roll_up_everything(today=later, as_of=day)
    return ProjectSnapshot.objects.get(project=project, as_of=day)


def day(number):
    return TODAY + timedelta(days=number)


def test_what_is_reported_later_does_not_count_on_an_earlier_day(project):
    task, other = planned(project)
    change(task, percent_complete=40, actual_start=MONDAY)
    change(task, percent_complete=90)
    dated(task, day(-3), day(1), day(3))
    dated(other, day(-3))
    assert [kept(project, day(number)).earned_value for number in (0, 1, 2, 3, 4)] == [0, 400, 400, 900, 900]
    found = kept(project, day(1))
    assert found.progress == 20 and found.earned_value_detail["progress"] == {"tasks": 2}
    assert kept(project, day(30)).earned_value == 900 and "progress" not in kept(project, day(30)).earned_value_detail


def test_progress_that_was_taken_back_counts_on_the_days_before(project):
    task, _other = planned(project)
    change(task, percent_complete=100, actual_start=MONDAY, actual_finish=MONDAY + timedelta(hours=8))
    change(task, percent_complete=50, actual_finish=None)
    dated(task, day(-3), day(1), day(3))
    assert [kept(project, day(number)).earned_value for number in (2, 3)] == [1000, 500]


def test_a_plan_imported_later_goes_by_its_actual_dates(project):
    done, running, coming, undated = planned(project, 4)
    change(done, percent_complete=100, actual_start=MONDAY, actual_finish=MONDAY + timedelta(hours=8))
    change(running, percent_complete=60, actual_start=MONDAY.replace(hour=0))
    change(coming, percent_complete=10, actual_start=MONDAY + timedelta(days=10))
    change(undated, percent_complete=30)
    for task in (done, running, coming, undated):
        dated(task, day(20), day(20))
    imported = timezone.make_aware(datetime.combine(day(15), time(0)))
    Task.pgh_event_model.objects.filter(pgh_obj_id=running.pk).update(pgh_created_at=imported)
    found = kept(project, FRIDAY)
    # Five of fifteen days of the running one: a third of 60 %. The undated one is as first recorded: nothing yet.
    assert found.earned_value == 1000 + 200
    assert found.earned_value_detail["progress"] == {
        "tasks": 4, "dated": 2, "between": 1, "undated": 0, "since": day(15).isoformat(),
    }  # fmt: skip


def test_progress_without_dates_counts_as_first_recorded_and_says_so(project):
    planned(project, 1, percent_complete=30)
    found = kept(project, FRIDAY)
    assert found.earned_value == 300 and found.earned_value_detail["progress"]["undated"] == 1


def test_units_check_lists_and_boards_are_read_as_they_were(project):
    counted, listed, carded = planned(project, 3)
    doing, finished = BoardColumnFactory(project=project), BoardColumnFactory(project=project, kind="done")
    change(counted, progress_by="units", units_total=10, units_done=2)
    change(counted, units_done=9)
    change(listed, progress_by="checklist")
    steps = ChecklistItemFactory(project=project, task=listed), ChecklistItemFactory(project=project, task=listed)
    ChecklistItem.objects.filter(pk=steps[0].pk).update(is_done=True)
    ChecklistItem.objects.filter(pk=steps[1].pk).update(is_done=True)
    change(carded, progress_by="board", percent_complete=50, column=doing)
    change(carded, column=finished)
    dated(counted, day(-3), day(1), day(3))
    dated(listed, day(-3), day(-2))
    dated(steps[0], day(-2), day(1))
    dated(steps[1], day(-2), day(3))
    dated(carded, day(-3), day(1), day(3))
    for move, number in zip(TaskMove.objects.order_by("pk"), (1, 3), strict=True):
        moved = timezone.make_aware(datetime.combine(day(number), time(12)))
        TaskMove.objects.filter(pk=move.pk).update(moved_at=moved)
    assert kept(project, day(2)).earned_value == 200 + 500 + 500
    assert kept(project, day(3)).earned_value == 900 + 1000 + 1000


def test_a_task_in_the_bin_by_now_had_earned_then(project):
    task, other = planned(project)
    change(task, percent_complete=100, actual_start=MONDAY)
    dated(task, day(-3), day(1))
    dated(other, day(-3))
    put_in_bin(Task.objects.get(pk=task.pk), actor=None)
    deleted = Task.pgh_event_model.objects.filter(pgh_obj_id=task.pk, pgh_label="delete")
    deleted.update(pgh_created_at=timezone.make_aware(datetime.combine(day(3), time(12))))
    assert [kept(project, day(number)).earned_value for number in (2, 3)] == [1000, 0]


def test_on_a_status_date_what_is_reported_by_now_counts(project):
    task, _other = planned(project)
    change(task, percent_complete=40, actual_start=MONDAY)
    dated(task, day(-3), day(10))
    project.portfolio.status_date = FRIDAY
    project.portfolio.save()
    drain_all(today=day(30))
    assert type(project).objects.get(pk=project.pk).state.earned_value == 400
    assert kept(project, day(3)).earned_value == 0


def test_an_earlier_day_is_compared_with_the_baseline_that_was_current_then(project):
    planned(project)
    first = project.baselines.get()
    Task.objects.filter(project=project).update(work_cost=3000)
    second = take_baseline(None, project=project, name="Second", reason="x", on=day(3))
    decision = DecisionFactory(project=project, state="taken", decided_on=day(3), outcome="Agreed")
    approve_baseline(None, baseline=second, reason="", on=day(3), decision=decision)
    # Taken and approved; then taken, approved and put back by the second.
    dated(Baseline.objects.get(pk=first.pk), *[day(0)] * 4, day(3))
    dated(Baseline.objects.get(pk=second.pk), *[day(3)] * 4)
    assert [kept(project, day(number)).budget_at_completion for number in (-1, 1, 3)] == [6000, 2000, 6000]


def test_the_past_of_many_tasks_is_read_in_as_many_statements_as_that_of_few(project):
    counts = []
    for tasks in (2, 40):
        one = ProjectFactory(plan_start=MONDAY)
        planned(one, tasks)
        drain_all(today=TODAY)
        with CaptureQueriesContext(connection) as queries:
            read_facts([one.pk], today=day(30), as_of=FRIDAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]
