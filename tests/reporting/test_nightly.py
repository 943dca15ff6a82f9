"""The nightly run and the command take every project."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from pmo.models import Mark, RollUpRun
from portfolio.models import PortfolioSnapshot
from projects.models import MilestoneForecast, Project, ProjectSnapshot, ProjectState
from reporting import nightly
from reporting.nightly import LockNeverFree, roll_up_everything
from reporting.tasks import drain_marks, send_reminders, thin_snapshots
from reporting.tasks import roll_up_everything as nightly_task
from tests import factories
from tests.factories import TODAY, days

pytestmark = pytest.mark.django_db


def test_every_project_is_taken_in_batches_and_the_run_is_listed():
    factories.ProjectFactory.create_batch(5)
    Mark.objects.all().delete()
    steps = []
    run = roll_up_everything(today=TODAY, batch=2, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(2, 5), (4, 5), (5, 5)]
    assert ProjectState.objects.count() == ProjectSnapshot.objects.count() == 5
    run.refresh_from_db()
    assert (run.kind, run.projects, run.error, run.as_of) == ("nightly", 5, "", TODAY)
    assert run.finished_at is not None


def test_measures_age_with_the_date_alone():
    project = factories.ProjectFactory(planned_finish=days(0))
    roll_up_everything(today=TODAY)
    assert ProjectState.objects.get().slip_days == 0
    roll_up_everything(today=days(31))
    assert ProjectState.objects.get(project=project).health == "red"


def test_another_day_gets_snapshots_and_leaves_the_states():
    project = factories.ProjectFactory(planned_finish=days(-5))
    factories.MilestoneFactory(project=project, reference_date=days(-5))
    roll_up_everything(today=TODAY)
    roll_up_everything(today=TODAY, as_of=days(-10))
    assert ProjectState.objects.get().as_of == TODAY
    found = dict(ProjectSnapshot.objects.values_list("as_of", "slip_days"))
    assert found == {TODAY: 5, days(-10): 0}
    assert set(PortfolioSnapshot.objects.values_list("as_of", flat=True)) == {TODAY, days(-10)}
    assert set(MilestoneForecast.objects.values_list("as_of", flat=True)) == {TODAY}


def test_marks_that_wait_are_taken_along_even_for_another_day():
    factories.ProjectFactory(budget=4)
    roll_up_everything(today=TODAY, as_of=days(-10))
    assert not Mark.objects.exists()
    assert ProjectState.objects.get().budget == 4


def test_a_run_that_breaks_off_says_why(monkeypatch):
    factories.ProjectFactory()

    def broken(*_arguments, **_options):
        raise RuntimeError("no more disk")

    monkeypatch.setattr(nightly, "one_batch", broken)
    with pytest.raises(RuntimeError):
        roll_up_everything(today=TODAY)
    with translation.override("en"):
        assert RollUpRun.objects.get().error == "The run broke off: RuntimeError: no more disk"


def test_a_lock_that_is_never_free_is_reported(monkeypatch):
    factories.ProjectFactory()
    monkeypatch.setattr(nightly, "PATIENCE", 0.1)
    monkeypatch.setattr(nightly, "take_lock", lambda cursor: False)
    with pytest.raises(LockNeverFree):
        roll_up_everything(today=TODAY)
    with pytest.raises(CommandError, match="Another roll-up"):
        call_command("roll_up", "--all", verbosity=0)


def test_the_command_drains_or_takes_all():
    factories.ProjectFactory.create_batch(2, budget=1, currency="USD")
    out, errors = StringIO(), StringIO()
    call_command("roll_up", stdout=out, stderr=errors)
    assert "2 projects recalculated, 1 errors" in out.getvalue()
    assert "No exchange rate for USD" in errors.getvalue()
    call_command("roll_up", "--all", stdout=out, stderr=errors)
    assert "2 of 2 projects" in out.getvalue()
    call_command("roll_up", "--as-of", "2025-01-31", stdout=out, stderr=errors, verbosity=0)
    assert ProjectSnapshot.objects.filter(as_of="2025-01-31").count() == 2


def test_the_tasks_do_what_their_names_say():
    factories.ProjectFactory()
    drain_marks()
    assert ProjectState.objects.get().as_of == timezone.localdate()
    Project.objects.update(budget=2)
    Mark.objects.all().delete()
    nightly_task()
    assert ProjectState.objects.get().budget == 2
    thin_snapshots()
    send_reminders()
    assert ProjectSnapshot.objects.count() == 1
