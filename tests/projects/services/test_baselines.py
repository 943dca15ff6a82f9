"""Baselines freeze the plan, are answered once, and one of them is current."""

from datetime import date, datetime
from decimal import Decimal
from time import perf_counter

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from projects.models import Baseline, BaselineTask, Milestone, Task
from projects.services import approve_baseline, make_current, reject_baseline, take_baseline, take_reference_dates
from tests.factories import TODAY, DecisionFactory, MilestoneFactory, ProjectFactory
from tests.plan_factories import TaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def project():
    return ProjectFactory(plan_start=datetime(2025, 6, 16, 9))


def taken(project, name="First"):
    return take_baseline(None, project=project, name=name, reason="The plan is agreed", on=TODAY)


def approved(project, name="First", decision=None):
    return approve_baseline(None, baseline=taken(project, name), reason="Agreed", on=TODAY, decision=decision)


def test_a_baseline_holds_dates_work_and_cost_of_every_task(project):
    summary = TaskFactory(project=project, name="Build", fixed_cost=999)
    task = TaskFactory(
        project=project, parent=summary, duration=840, work=600, fixed_cost=100, work_cost=Decimal("50.5")
    )
    TaskFactory(project=project, is_scheduled=False, fixed_cost=5)
    baseline = taken(project)
    rows = {row.task_id: row for row in BaselineTask.objects.filter(baseline=baseline)}
    assert set(rows) == {summary.pk, task.pk}
    assert (rows[task.pk].wbs, rows[task.pk].work, rows[task.pk].duration) == ("1.1", 600, 840)
    assert rows[summary.pk].is_summary and rows[summary.pk].fixed_cost == 0
    assert rows[summary.pk].finish == rows[task.pk].finish
    assert (baseline.state, baseline.is_current, baseline.cost) == ("proposed", False, Decimal("150.50"))
    assert baseline.finish.date() == date(2025, 6, 17)


def test_the_plan_is_scheduled_before_it_is_frozen(project):
    task = TaskFactory(project=project)
    taken(project)
    Task.objects.filter(pk=task.pk).update(duration=1260)
    assert taken(project, "Second").finish.date() == date(2025, 6, 18)


def test_many_tasks_take_a_fixed_number_of_statements(project):
    counts = []
    for size in (2, 20):
        for _number in range(size):
            TaskFactory(project=project)
        taken(project, f"warm {size}")
        with CaptureQueriesContext(connection) as queries:
            taken(project, f"baseline {size}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.full
@pytest.mark.alone
def test_five_thousand_tasks_are_frozen_within_two_seconds(project):
    Task.objects.bulk_create(Task(project=project, name=f"Task {n}", position=n, duration=60) for n in range(5000))
    taken(project, "warm")
    begin = perf_counter()
    taken(project)
    assert perf_counter() - begin < 2


def test_an_approved_baseline_cannot_be_changed_in_the_database(project):
    TaskFactory(project=project)
    baseline = approved(project)
    for rows, values in (
        (BaselineTask.objects.filter(baseline=baseline), {"finish": datetime(2030, 1, 1)}),
        (BaselineTask.objects.filter(baseline=baseline), {"work_cost": 5}),
        (Baseline.objects.filter(pk=baseline.pk), {"cost": 5}),
        (Baseline.objects.filter(pk=baseline.pk), {"taken_on": date(2020, 1, 1)}),
    ):
        with pytest.raises(IntegrityError, match="stays as it was frozen"), transaction.atomic():
            rows.update(**values)
    assert baseline.refusal()


def test_a_frozen_row_stays_when_its_task_goes(project):
    task = TaskFactory(project=project)
    baseline = approved(project)
    task.delete()
    row = BaselineTask.objects.get(baseline=baseline)
    assert (row.task_id, row.name) == (None, task.name)


def test_the_first_approved_baseline_is_current(project):
    TaskFactory(project=project)
    baseline = approved(project)
    assert baseline.is_current and baseline.state == "approved" and baseline.approved_on == TODAY
    assert baseline.answer == "Agreed"
    with pytest.raises(ValidationError, match="answered already"):
        approve_baseline(None, baseline=baseline, reason="", on=TODAY)


def test_another_becomes_current_only_by_a_decision_that_is_taken(project):
    TaskFactory(project=project)
    first, second = approved(project), approved(project, "Second")
    assert not second.is_current
    asked = DecisionFactory(project=project)
    for decision in (None, asked):
        with pytest.raises(ValidationError, match="Another baseline is current"), transaction.atomic():
            make_current(None, baseline=second, decision=decision)
    taken_one = DecisionFactory(project=project, state="taken", outcome="Yes", decided_on=TODAY)
    make_current(None, baseline=second, decision=taken_one)
    assert list(Baseline.objects.current().filter(project=project)) == [second]
    first.refresh_from_db()
    assert not first.is_current and first.state == "approved"
    third = approved(project, "Third", decision=taken_one)
    assert third.is_current


def test_a_rejected_baseline_stays_as_not_approved(project):
    TaskFactory(project=project)
    baseline = taken(project)
    with pytest.raises(ValidationError):
        reject_baseline(None, baseline=baseline, reason=" ", on=TODAY)
    reject_baseline(None, baseline=baseline, reason="Too late", on=TODAY)
    assert (baseline.state, baseline.answer) == ("rejected", "Too late")
    with pytest.raises(ValidationError):
        make_current(None, baseline=baseline)


def test_a_baseline_without_tasks_is_not_approved(project):
    with pytest.raises(ValidationError, match="no task"):
        approved(project)


def test_milestones_may_take_their_reference_from_the_baseline(project):
    task = TaskFactory(project=project, duration=840)
    followed = MilestoneFactory(project=project, task=task, reference_date=date(2025, 1, 1))
    alone = MilestoneFactory(project=project, reference_date=date(2025, 1, 1))
    baseline = approved(project)
    assert take_reference_dates(None, baseline=baseline) == 1
    assert take_reference_dates(None, baseline=baseline) == 0
    dates = dict(Milestone.objects.values_list("pk", "reference_date"))
    assert dates == {followed.pk: date(2025, 6, 17), alone.pk: date(2025, 1, 1)}
