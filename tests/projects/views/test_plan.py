"""The plan's page, its rows and its commands over HTTP: what is sent, what is refused and how it is said."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from projects.models import Task
from tests.factories import ProjectFactory, UserFactory, give_role
from tests.plan_factories import TaskFactory, TaskLinkFactory, TradingPeriodFactory

pytestmark = pytest.mark.django_db
MOST = 10


@pytest.fixture
def project():
    return ProjectFactory()


def client_of(role, **scope) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    user = UserFactory(language="en")
    give_role(user, role, **scope)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def reader(project):
    return client_of("administrator")


def address(project, name=""):
    return reverse(f"projects:project-plan{name}", args=[project.pk])


def test_the_page_names_its_addresses_and_texts(reader, project):
    text = reader.get(address(project)).content.decode()
    assert address(project, "-rows") in text and "Being recalculated" in text and "bundles/plan" in text


def test_as_a_tab_it_is_a_short_account(reader, project):
    TaskFactory(project=project)
    headers = {"HX-Request": "true", "HX-Target": "tab-plan"}
    text = reader.get(address(project), headers=headers).content.decode()
    assert "Critical tasks" in text and "<html" not in text


def test_rows_come_once_and_again_only_when_something_changed(reader, project):
    task = TaskFactory(project=project)
    answer = reader.get(address(project, "-rows"))
    assert [row[0] for row in answer.json()["rows"]] == [task.pk]
    seen = {"If-None-Match": answer["ETag"]}
    assert reader.get(address(project, "-rows"), headers=seen).status_code == 304
    Task.objects.filter(pk=task.pk).update(name="Other")
    assert reader.get(address(project, "-rows"), headers=seen).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_tasks(reader, project):
    counts = []
    for _ in range(2):
        first, second, third = (TaskFactory(project=project) for _ in range(3))
        TaskLinkFactory(project=project, predecessor=first, successor=second)
        TaskFactory(project=project, parent=third)
        reader.get(address(project, "-rows"))
        with CaptureQueriesContext(connection) as queries:
            reader.get(address(project, "-rows"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= MOST


def post(client, project, body):
    return client.post(address(project, "-edit"), body, content_type="application/json")


def test_an_edit_is_answered_by_what_moved(reader, project):
    task = TaskFactory(project=project)
    command = {"do": "change", "task": task.pk, "version": 1, "fields": {"name": "New"}}
    answer = post(reader, project, {"commands": [command]})
    found = answer.json()
    assert answer.status_code == 200 and found["rows"][0][found["names"].index("name")] == "New"
    assert found["inverse"][0]["fields"] == {"name": task.name}


def test_a_conflict_shows_both_values(reader, project):
    task = TaskFactory(project=project)
    command = {"do": "change", "task": task.pk, "version": 7, "fields": {"name": "New"}}
    answer = post(reader, project, {"commands": [command]})
    (conflict,) = answer.json()["conflicts"]
    assert answer.status_code == 409 and conflict["theirs"] == {"name": task.name}


@pytest.mark.parametrize("body", [{}, [], {"commands": []}, {"commands": "x"}, {"commands": [{"do": "no"}]}])
def test_malformed_requests_are_refused_in_words(reader, project, body):
    answer = post(reader, project, body)
    assert answer.status_code == (400 if isinstance(body, list) else 422) and answer.json()["problems"][0]["text"]


def test_what_is_no_json_is_refused(reader, project):
    answer = reader.post(address(project, "-edit"), "{", content_type="application/json")
    assert answer.status_code == 400


def test_the_trading_calendar_is_shaded_only_for_who_may_see_it(reader, project):
    today = timezone.localdate()
    TradingPeriodFactory(name="Secret sales", first_day=today, last_day=today)
    team = client_of("contributor", project=project)
    assert [one["name"] for one in reader.get(address(project, "-rows")).json()["trading"]] == ["Secret sales"]
    assert team.get(address(project, "-rows")).json()["trading"] == []


def test_a_link_that_goes_elsewhere_moves_the_plan_when_it_is_read(reader, project):
    link = TaskLinkFactory(project=project)
    before = reader.get(address(project, "-rows")).json()["state"]["finish"]
    link.delete()
    assert reader.get(address(project, "-rows")).json()["state"]["finish"] < before
