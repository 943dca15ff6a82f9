"""Watermelons by dimension: the last published report says green where the calculated colour is red."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from projects.models import Project, ProjectState, StatusReport
from projects.watermelons import watermelons
from tests import factories as make

pytestmark = pytest.mark.django_db
PUBLISHED = {"state": "published", "published_at": timezone.now()}


@pytest.fixture
def client():
    user, client = make.UserFactory(), Client()
    make.give_role(user, "administrator")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def project(name, budget=0, **colours):
    row = make.ProjectFactory(name=name, code=name, status="active")
    ProjectState.objects.create(
        project=row, as_of=timezone.localdate(), computed_at=timezone.now(), budget_total=budget, **colours
    )
    return row


def report(row, day, **values):
    return StatusReport.objects.create(project=row, as_of=date(2026, 1, day), **PUBLISHED | values)


@pytest.fixture
def rows():
    late, dear, honest, mended, draft = (
        project("Late", 100, schedule_health="red"), project("Dear", 900, cost_health="red", schedule_health="red"),
        project("Honest", 500, schedule_health="red"), project("Mended", 500, schedule_health="green"),
        project("Draft", 500, schedule_health="red"),
    )  # fmt: skip
    report(late, 1, schedule="red")
    report(late, 2, schedule="green")
    report(dear, 1, cost="green", schedule="amber")
    report(honest, 1, schedule="green")
    report(honest, 1, schedule="red", correction=1)
    report(mended, 1, schedule="green")
    report(draft, 1, schedule="green", state="draft", published_at=None)


def names(*dimensions) -> set[str]:
    return set(watermelons(Project.objects.all(), dimensions).values_list("name", flat=True))


def test_the_last_published_report_and_its_correction_count(rows):
    assert names("schedule") == {"Late"}
    assert names("cost") == {"Dear"}
    assert names("schedule", "cost", "scope") == {"Late", "Dear"}
    assert names() == set()


def test_lists_and_api_filter_by_it_and_the_dashboard_lists_them_by_money(client, rows):
    for url in ("/api/v1/projects/?watermelon_in=schedule&watermelon_in=cost",):
        assert {row["name"] for row in client.get(url).json()["results"]} == {"Late", "Dear"}
    assert client.get("/api/v1/projects/?watermelon_in=colour").status_code == 400
    assert client.get("/projects/?watermelon_in=cost").context["sums"]["count"] == 1
    shown = client.get("/dashboard/trouble/").context["troubles"]
    melons = next(one for one in shown if "watermelon_in" in one.url)
    assert [(row["name"], len(row["why"][0].split("·"))) for row in melons.rows] == [("Dear", 1), ("Late", 1)]
    assert client.get(melons.url).context["sums"]["count"] == 2
