"""Import and export of a plan on the pages: who may, what is shown, what is written."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from integrations.project_xml import read_project_xml
from pmo.roles import RoleName
from projects.models import Task
from tests.factories import PersonFactory, ProjectFactory, UserFactory, give_role

pytestmark = pytest.mark.django_db
TABLE = "ID,Name,Duration,Predecessors,Start\n1,Dig,2d,,2026-03-02\n2,Lay,2 moons,1FS+1d;9,\n"
EDITORS = {"administrator", "officer", "assistant", "portfolio_manager", "project_manager", "integration"}
READERS = EDITORS | {"contributor", "finance_controller", "executive", "auditor", "data_protection_officer"}


@pytest.fixture
def project():
    return ProjectFactory(code="WEB-1", name="Website")


def signed_in(client, role, project):
    user = UserFactory()
    scope = {}
    if role in ("assistant", "project_manager", "contributor", "guest"):
        scope = {"project": project}
    elif role == "portfolio_manager":
        scope = {"portfolio": project.portfolio}
    if role != "outsider":
        give_role(user, role, **scope)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def post(client, project, text: str = TABLE, name: str = "plan.csv", **data):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(reverse("integrations:plan-files", args=[project.pk]), {"file": file, **data})


def read(answer) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("role", [*sorted(str(role) for role in RoleName), "outsider"])
def test_readers_export_and_editors_import(client, project, role):
    signed_in(client, role, project)
    expected = 200 if role in READERS else 404
    files = reverse("integrations:plan-files", args=[project.pk])
    assert client.get(files).status_code == expected
    for format in ("xml", "csv"):
        assert client.get(reverse("integrations:plan-export", args=[project.pk, format])).status_code == expected
    answer = post(client, project)
    if role in EDITORS:
        assert answer.status_code == 200
        assert Task.objects.filter(project=project).count() == 2
    else:
        assert answer.status_code == (403 if role in READERS else 404)
        assert not Task.objects.exists()


def test_who_is_not_signed_in_is_sent_to_the_log_in(client, project):
    for name, more in (("plan-files", ()), ("plan-export", ("xml",))):
        assert client.get(reverse(f"integrations:{name}", args=[project.pk, *more])).status_code == 302


def test_a_trial_shows_what_would_change_and_writes_nothing(client, project):
    signed_in(client, "administrator", project)
    text = post(client, project, trial="1").content.decode()
    assert "Dig" in text and "2 moons" in text
    assert not Task.objects.exists()


def test_an_import_over_htmx_answers_with_its_result_only(client, project):
    signed_in(client, "administrator", project)
    file = SimpleUploadedFile("plan.csv", TABLE.encode())
    headers = {"HX-Request": "true", "HX-Target": "plan-result"}
    answer = client.post(reverse("integrations:plan-files", args=[project.pk]), {"file": file}, headers=headers)
    text = answer.content.decode()
    assert text.lstrip().startswith('<div id="plan-result"') and "Dig" in text
    assert Task.objects.count() == 2


@pytest.mark.parametrize(("text", "name"), [("<html/>", "plan.xml"), ("a,b\n1,2\n", "plan.csv"), ("", "plan.csv")])
def test_a_file_that_is_no_plan_is_refused_on_the_page(client, project, text, name):
    signed_in(client, "administrator", project)
    answer = post(client, project, text, name)
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode() or "note-danger" in answer.content.decode()
    assert not Task.objects.exists()


def test_a_file_too_large_is_refused(client, project, settings):
    settings.IMPORT_MAX_BYTES = 10
    signed_in(client, "administrator", project)
    assert post(client, project).status_code == 422


def test_what_was_imported_is_exported(client, project):
    signed_in(client, "administrator", project)
    post(client, project)
    answer = client.get(reverse("integrations:plan-export", args=[project.pk, "xml"]))
    assert "WEB-1" in answer["Content-Disposition"]
    assert [task.name for task in read_project_xml(read(answer)).tasks] == ["Website", "Dig", "Lay"]
    table = read(client.get(reverse("integrations:plan-export", args=[project.pk, "csv"]))).decode("utf-8-sig")
    assert "Dig" in table and "1F" in table


def test_who_is_responsible_and_the_status_date_go_along_into_another_project(client, project):
    signed_in(client, "administrator", project)
    post(client, project)
    person, project.progress_date = PersonFactory(name="Camille Petit"), date(2026, 3, 3)
    project.save()
    Task.objects.filter(name="Dig").update(responsible=person)
    text = read(client.get(reverse("integrations:plan-export", args=[project.pk, "xml"]))).decode()
    other = ProjectFactory()
    post(client, other, text, "plan.xml")
    other.refresh_from_db()
    assert Task.objects.get(project=other, name="Dig").responsible == person
    assert Task.objects.get(project=other, name="Lay").responsible is None and other.progress_date == date(2026, 3, 3)


def test_the_page_of_a_project_offers_its_plan_files(client, project):
    signed_in(client, "administrator", project)
    for name in ("project-detail", "project-plan"):
        page = client.get(reverse(f"projects:{name}", args=[project.pk])).content.decode()
        assert reverse("integrations:plan-files", args=[project.pk]) in page, name


def test_an_export_costs_the_same_number_of_queries_whatever_the_tasks(client, project):
    signed_in(client, "administrator", project)
    found = []
    for count in (2, 40):
        lines = "".join(f"{number},T{number},1d,{number - 1 or ''},\n" for number in range(1, count + 1))
        post(client, project, "ID,Name,Duration,Predecessors,Start\n" + lines)
        with CaptureQueriesContext(connection) as captured:
            read(client.get(reverse("integrations:plan-export", args=[project.pk, "xml"])))
        found.append(len(captured))
    assert found[0] == found[1] <= 30
