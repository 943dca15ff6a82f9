"""What requests, pages and monitors ask of the roll-up."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from pmo.models import Mark, Organisation
from projects.models import Project, ProjectState
from reporting import drain as draining
from reporting.drain import drain_all
from reporting.middleware import RecalculateMiddleware
from reporting.services import backlog, pending_project_ids, recalculate, recalculate_few
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_project_is_recalculated_at_once_and_its_mark_is_gone():
    project, other = factories.ProjectFactory(budget=3), factories.ProjectFactory()
    assert recalculate([project.pk])
    assert ProjectState.objects.get().budget == 3
    assert pending_project_ids([project.pk, other.pk]) == {other.pk}


def test_a_missing_rate_does_not_make_it_fail():
    project = factories.ProjectFactory(budget=3, currency="USD")
    Mark.objects.filter(project_id=None).delete()
    assert recalculate([project.pk])


def test_many_projects_are_left_to_the_drain():
    projects = factories.ProjectFactory.create_batch(6)
    assert not recalculate([project.pk for project in projects])
    assert not recalculate([])
    assert Mark.objects.count() == 6


def test_a_failure_leaves_the_mark_and_raises_nothing(monkeypatch):
    project = factories.ProjectFactory()

    def broken(*_arguments, **_options):
        raise OperationalError("lock timeout")

    monkeypatch.setattr(draining, "write_measures", broken)
    assert not recalculate([project.pk])
    assert pending_project_ids([project.pk]) == {project.pk}


def test_a_mark_for_everything_makes_every_project_pending():
    projects = factories.ProjectFactory.create_batch(2)
    drain_all()
    assert pending_project_ids([project.pk for project in projects]) == set()
    Organisation.objects.update(stale_after_days=7)
    assert len(pending_project_ids([project.pk for project in projects])) == 2
    assert not recalculate_few()


def test_the_backlog_says_how_many_wait_and_since_when():
    assert backlog() == (0, None)
    factories.ProjectFactory.create_batch(2)
    waiting, oldest = backlog()
    assert (waiting, oldest) == (2, Mark.objects.earliest("marked_at").marked_at)


@pytest.mark.parametrize(
    ("method", "path", "status", "fresh"),
    [
        ("post", "/projects/1/edit/", 302, True),
        ("post", "/projects/1/edit/", 409, False),
        ("get", "/projects/", 200, False),
        ("post", "/api/v1/projects/", 201, False),
    ],
)
def test_a_page_that_wrote_leaves_fresh_figures(method, path, status, fresh):
    project = factories.ProjectFactory()

    def page(_request):
        Project.objects.filter(pk=project.pk).update(budget=12)
        return HttpResponse(status=status)

    RecalculateMiddleware(page)(getattr(RequestFactory(), method)(path))
    assert ProjectState.objects.filter(budget=12).exists() is fresh
    assert bool(pending_project_ids([project.pk])) is not fresh
