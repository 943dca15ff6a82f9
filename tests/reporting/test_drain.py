"""Marks become states and snapshots, once and in order."""

from datetime import timedelta

import pytest
from django.db import OperationalError, ProgrammingError, connection
from django.utils import timezone, translation
from psycopg2.errors import LockNotAvailable

from accounts.models import ExchangeRate
from pmo.models import Mark, Organisation, RollUpRun
from pmo.run_troubles import trouble
from portfolio.models import PortfolioSnapshot
from projects.models import Milestone, Project, ProjectSnapshot, ProjectState
from reporting import drain as draining
from reporting.drain import drain, drain_all
from reporting.services import cite_snapshots, pending_project_ids, record_snapshot
from reporting.trends import trend
from tests import factories
from tests.factories import TODAY, days

pytestmark = pytest.mark.django_db


def figures(rows) -> list:
    return list(rows.order_by("project_id").values("project_id", "as_of", "health", "slip_days", "budget", "finish"))


def test_a_marked_project_gets_its_state_and_todays_snapshot():
    project = factories.ProjectFactory(budget=5)
    assert pending_project_ids([project.pk]) == {project.pk}
    written = drain(today=TODAY)
    assert (written.projects, written.snapshots, written.troubles, written.full) == (1, 1, [], False)
    assert not pending_project_ids([project.pk])
    assert ProjectState.objects.get().budget == ProjectSnapshot.objects.get(as_of=TODAY).budget == 5


def test_draining_again_does_nothing_and_records_no_run():
    factories.ProjectFactory()
    drain(today=TODAY)
    runs = RollUpRun.objects.count()
    assert drain(today=TODAY).projects == 0
    assert RollUpRun.objects.count() == runs == 1


def test_rolling_up_twice_changes_no_figure():
    for number in range(3):
        project = factories.ProjectFactory(budget=number, planned_finish=days(9), forecast_finish=days(9 + number))
        factories.MilestoneFactory(project=project)
    drain_all(today=TODAY)
    states, snapshots = figures(ProjectState.objects), figures(ProjectSnapshot.objects)
    Project.objects.update(description="touched")
    drain_all(today=TODAY)
    assert (figures(ProjectState.objects), figures(ProjectSnapshot.objects)) == (states, snapshots)


def test_a_second_edit_of_the_day_updates_the_same_snapshot():
    project = factories.ProjectFactory(budget=5)
    drain(today=TODAY)
    Project.objects.update(budget=7)
    drain(today=TODAY)
    assert ProjectSnapshot.objects.get(project=project).budget == 7
    Project.objects.update(budget=8)
    drain(today=days(1))
    assert list(ProjectSnapshot.objects.order_by("as_of").values_list("budget", flat=True)) == [7, 8]


def test_a_run_is_listed_with_rows_and_errors():
    factories.ProjectFactory(budget=1, currency="USD")
    factories.ProjectFactory(budget=1, currency="USD")
    drain(today=TODAY)
    run = RollUpRun.objects.get()
    assert (run.kind, run.projects, run.snapshots) == ("drain", 2, 2)
    assert run.troubles == [
        {"code": "no_exchange_rate", "arguments": {"currency": "USD", "month": "2025-06", "projects": 2}}
    ]
    with translation.override("en"):
        assert run.error == "No exchange rate for USD in June 2025: 2 projects are in no total."
    with translation.override("fr"):
        assert run.error == "Pas de taux de change pour USD en juin 2025 : 2 projets ne sont dans aucun total."
    assert run.finished_at >= run.started_at


def test_marks_of_a_deleted_project_are_dropped():
    project = factories.ProjectFactory()
    project.delete()
    assert Mark.objects.exists()
    assert drain(today=TODAY).projects == 0
    assert not Mark.objects.exists()


def test_a_full_drain_is_followed_by_another(monkeypatch):
    monkeypatch.setattr(draining, "MARKS_AT_ONCE", 2)
    monkeypatch.setattr(draining.take_marks, "__defaults__", (2,))
    factories.ProjectFactory.create_batch(5)
    assert drain(today=TODAY).full
    assert drain_all(today=TODAY).projects == 3
    assert ProjectState.objects.count() == 5


def test_everything_is_enqueued_behind_single_edits():
    first, second = factories.ProjectFactory.create_batch(2)
    drain_all(today=TODAY)
    Organisation.objects.update(slip_red_days=99)
    assert pending_project_ids([first.pk, second.pk]) == {first.pk, second.pk}
    Project.objects.filter(pk=second.pk).update(budget=3)
    with connection.cursor() as cursor:
        assert draining.take_marks(cursor, limit=1) == (set(), set(), True)
        assert set(Mark.objects.values_list("project_id", "in_bulk")) == {(first.pk, True), (second.pk, False)}
        assert draining.take_marks(cursor, limit=1) == ({second.pk}, set(), True)
        assert draining.take_marks(cursor, limit=1) == ({first.pk}, set(), True)


def test_new_thresholds_recolour_every_project():
    project = factories.ProjectFactory(planned_finish=days(50), forecast_finish=days(62))
    drain_all(today=TODAY)
    assert ProjectState.objects.get().health == "amber"
    Organisation.objects.update(slip_amber_days=20)
    drain_all(today=TODAY)
    assert ProjectState.objects.get(project=project).health == "green"


def test_a_new_rate_fills_the_totals():
    factories.ProjectFactory(budget=100, currency="USD")
    drain_all(today=TODAY)
    assert ProjectState.objects.get().budget_total is None
    factories.ExchangeRateFactory(currency__code="USD", rate=2)
    drain_all(today=TODAY)
    assert ProjectState.objects.get().budget_total == 200
    ExchangeRate.objects.update(rate=3)
    drain_all(today=TODAY)
    assert ProjectState.objects.get().budget_total == 300


# -- what is never altered -------------------------------------------------------------------------------------


def test_an_imported_snapshot_of_the_day_stays_as_it_is():
    project = factories.ProjectFactory(budget=5)
    record_snapshot(project, TODAY, "Edition 1", budget=77)
    drain_all(today=TODAY)
    snapshot = ProjectSnapshot.objects.get(project=project)
    assert (snapshot.budget, snapshot.source, snapshot.source_label) == (77, "import", "Edition 1")
    assert ProjectState.objects.get().budget == 5


def test_a_cited_snapshot_stays_as_it_is():
    project = factories.ProjectFactory(budget=5)
    drain_all(today=TODAY)
    assert cite_snapshots([project.pk], TODAY) == 1
    Project.objects.update(budget=6)
    drain_all(today=TODAY)
    assert ProjectSnapshot.objects.get().budget == 5
    assert ProjectState.objects.get().budget == 6


def test_an_older_reading_never_overwrites_a_newer_one():
    project = factories.ProjectFactory(budget=5)
    drain_all(today=TODAY)
    later = timezone.now() + timedelta(hours=1)
    for rows in (ProjectState.objects, ProjectSnapshot.objects):
        rows.update(computed_at=later, budget=99)
    PortfolioSnapshot.objects.update(computed_at=later, budget=99)
    Project.objects.update(budget=6)
    drain_all(today=TODAY)
    assert ProjectState.objects.get(project=project).budget == 99
    assert ProjectSnapshot.objects.get().budget == PortfolioSnapshot.objects.get().budget == 99


# -- troubles --------------------------------------------------------------------------------------------------


def test_one_project_whose_measures_fail_does_not_stop_the_others(monkeypatch):
    bad, good = factories.ProjectFactory(), factories.ProjectFactory()
    real = draining.row_of

    def fails_once(found, *rest):
        if found.project.id == bad.pk:
            raise ValueError("odd figures")
        return real(found, *rest)

    monkeypatch.setattr(draining, "row_of", fails_once)
    written = drain(today=TODAY)
    assert written.troubles == [trouble("project_failed", project=bad.pk, error="ValueError: odd figures")]
    assert list(ProjectState.objects.values_list("project_id", flat=True)) == [good.pk]
    with translation.override("en"):
        assert RollUpRun.objects.get().error == f"Project {bad.pk} could not be calculated: ValueError: odd figures"


def test_a_figure_the_database_refuses_is_isolated_and_listed():
    bad = factories.ProjectFactory(budget=10**13, currency="USD")
    factories.ExchangeRateFactory(currency__code="USD", rate=10**8)
    Mark.objects.filter(project_id=None).delete()
    good = factories.ProjectFactory.create_batch(4)
    written = drain_all(today=TODAY)
    assert ProjectState.objects.count() == len(good)
    assert [one["arguments"]["project"] for one in written.troubles] == [bad.pk]
    assert not Mark.objects.exists()


def test_a_passing_trouble_leaves_the_project_marked(monkeypatch):
    locked, free = factories.ProjectFactory(), factories.ProjectFactory()
    real = draining.write_measures

    def locked_out(cursor, rows):
        if any(row["project_id"] == locked.pk for row in rows):
            raise OperationalError("canceling statement due to lock timeout") from LockNotAvailable()
        return real(cursor, rows)

    monkeypatch.setattr(draining, "write_measures", locked_out)
    assert drain(today=TODAY).troubles == []
    assert list(ProjectState.objects.values_list("project_id", flat=True)) == [free.pk]
    assert pending_project_ids([locked.pk, free.pk]) == {locked.pk}


@pytest.mark.parametrize("error", [OperationalError("disk full"), ProgrammingError("no such column")])
def test_a_trouble_of_the_whole_database_keeps_every_mark(monkeypatch, error):
    projects = factories.ProjectFactory.create_batch(3)
    attempts = []

    def broken(cursor, rows):
        attempts.append(rows)
        raise error

    monkeypatch.setattr(draining, "write_measures", broken)
    with pytest.raises(type(error)):
        drain(today=TODAY)
    assert len(attempts) == 1
    assert pending_project_ids([project.pk for project in projects]) == {project.pk for project in projects}


def test_facts_are_read_in_a_fixed_number_of_statements(django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _round in range(2):
        for _number in range(1 if not counts else 4):
            project = factories.ProjectFactory()
            factories.AllocationFactory(project=project)
            factories.RiskFactory(project=project)
        with CaptureQueriesContext(connection) as queries:
            drain(today=TODAY)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 40


# -- totals of portfolios --------------------------------------------------------------------------------------


def test_portfolio_totals_are_those_of_its_running_projects():
    portfolio = factories.PortfolioFactory()
    factories.ProjectFactory(portfolio=portfolio, budget=100, planned_finish=days(9))
    factories.ProjectFactory(portfolio=portfolio, budget=50, planned_finish=days(-50))
    factories.ProjectFactory(portfolio=portfolio, budget=7, currency="USD")
    factories.ProjectFactory(portfolio=portfolio, budget=900, status="closed")
    factories.ProjectFactory(portfolio=portfolio, budget=900, is_template=True)
    late = factories.ProjectFactory(portfolio=portfolio, status="on_hold")
    factories.MilestoneFactory(project=late, reference_date=days(-1))
    drain_all(today=TODAY)
    total = PortfolioSnapshot.objects.get(portfolio=portfolio)
    assert (total.as_of, total.project_count) == (TODAY, 4)
    assert (total.green, total.amber, total.red, total.not_reported) == (2, 1, 1, 0)
    assert (total.budget, total.budget_green, total.budget_red, total.without_rate) == (150, 100, 50, 1)
    assert total.late_milestone_count == 1


def test_amounts_that_no_project_has_are_unknown_and_not_nothing():
    factories.ProjectFactory(budget=100)
    drain_all(today=TODAY)
    total = PortfolioSnapshot.objects.get()
    assert (total.budget, total.actual) == (100, None)
    reader = factories.give_role(factories.UserFactory(), "administrator").user
    assert trend(reader)[-1].actual is None


def test_a_project_that_moves_or_goes_leaves_the_totals_of_its_portfolio():
    old, new = factories.PortfolioFactory.create_batch(2)
    moving, going = factories.ProjectFactory.create_batch(2, portfolio=old, budget=10)
    drain_all(today=TODAY)
    counts = PortfolioSnapshot.objects.filter(as_of=TODAY)
    assert dict(counts.values_list("portfolio_id", "project_count")) == {old.pk: 2}
    Project.objects.filter(pk=moving.pk).update(portfolio=new)
    drain_all(today=TODAY)
    assert dict(counts.values_list("portfolio_id", "project_count")) == {old.pk: 1, new.pk: 1}
    going.delete()
    drain_all(today=TODAY)
    assert dict(counts.values_list("portfolio_id", "project_count")) == {old.pk: 0, new.pk: 1}


def test_a_fixed_status_date_dates_the_totals():
    portfolio = factories.PortfolioFactory(status_date=days(-900))
    factories.ProjectFactory(portfolio=portfolio)
    drain_all(today=TODAY)
    assert PortfolioSnapshot.objects.get().as_of == days(-900)


def test_a_deleted_milestone_leaves_no_trace_in_the_state():
    milestone = factories.MilestoneFactory(reference_date=days(-5))
    drain_all(today=TODAY)
    assert ProjectState.objects.get().late_milestone_count == 1
    Milestone.objects.filter(pk=milestone.pk).delete()
    drain_all(today=TODAY)
    assert ProjectState.objects.get().late_milestone_count == 0
