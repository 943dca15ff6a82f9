"""The page that reports a status: what was typed stays, and nobody is led to another site."""

import pytest
from django.test import Client
from django.utils import timezone

from projects.models import ProjectState, StatusReport
from tests import factories as make

pytestmark = pytest.mark.django_db
COLOURS = {
    "overall": "green",
    "schedule": "green",
    "cost": "none",
    "scope": "none",
    "resources": "none",
    "risk": "none",
}


@pytest.fixture
def project():
    project = make.ProjectFactory(status="active")
    ProjectState.objects.create(
        project=project, as_of=timezone.localdate(), computed_at=timezone.now(), health="red", schedule_health="red",
        reasons={},
    )  # fmt: skip
    return project


@pytest.fixture
def client():
    user, client = make.UserFactory(), Client()
    make.give_role(user, "administrator")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def body(**values):
    return COLOURS | {"as_of": timezone.localdate().isoformat(), "trend": "same", "summary": "On our way"} | values


def test_a_refused_publication_keeps_the_draft_and_the_words(client, project):
    answer = client.post(f"/projects/{project.pk}/report/", body(publish="1"))
    text = answer.content.decode()
    assert answer.status_code == 422 and "On our way</textarea>" in text
    assert StatusReport.objects.get().state == "draft"
    version = StatusReport.objects.get().version
    assert client.post(f"/projects/{project.pk}/report/", body(publish="1", comment="Agreed", version=version)).url
    assert StatusReport.objects.get().state == "published"


def test_the_way_on_stays_within_the_site(client, project):
    answer = client.post(f"/projects/{project.pk}/report/", body(next="https://elsewhere.example/"))
    assert answer.url == f"/projects/{project.pk}/"
    answer = client.post(f"/projects/{project.pk}/report/", body(next="/my-work/", version=""))
    assert answer.url == "/my-work/"
