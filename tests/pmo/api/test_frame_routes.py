"""Bin, kept views, jobs, invitations, history and journal over the API: what a page does, with a page's rights."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Invitation
from pmo.history import written_by
from pmo.models import BinEntry, Job, SavedView
from pmo.roles import RoleName
from pmo.writing import delete_object
from risks.models import Risk
from tests.factories import ProjectFactory, RiskFactory, UserFactory, give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(api_of):
    """An API client of each role asked for."""

    def reader(role, **scope):
        user = UserFactory()
        if role:
            give_role(user, role, **scope)
        client = api_of(user)
        client.user = user
        return client

    return reader


def test_the_bin_lists_what_was_deleted_and_restores_it(people):
    risk = RiskFactory(name="Gone")
    one, other, officer = people(RoleName.PROJECT_MANAGER, project=risk.project), people("guest"), people("officer")
    pk = risk.pk
    entry = delete_object(risk, actor=one.user)
    assert [row["label"] for row in one.get("bin/").json()["results"]] == ["Gone"]
    assert "rows" not in one.get(f"bin/{entry.pk}/").json()
    assert other.get("bin/").json()["results"] == [] and other.post(f"bin/{entry.pk}/restore/", {}).status_code == 404
    assert officer.get(f"bin/{entry.pk}/").status_code == 200
    answer = one.post(f"bin/{entry.pk}/restore/", {})
    assert answer.status_code == 201 and answer.json()["name"] == "Gone"
    assert Risk.objects.filter(pk=pk).exists() and not BinEntry.objects.exists()
    assert one.patch(f"bin/{entry.pk}/", {}).status_code == 405


def test_what_cannot_be_restored_is_a_conflict(people):
    officer, project = people("officer"), ProjectFactory(code="DUP-1")
    entry = delete_object(project, actor=officer.user)
    ProjectFactory(code="DUP-1", portfolio=project.portfolio)
    assert officer.post(f"bin/{entry.pk}/restore/", {}).status_code == 409


def test_kept_views_are_ones_own_and_the_shared(people):
    one, other, officer = people("contributor", project=ProjectFactory()), people("executive"), people("officer")
    body = {"list_name": "projects:project-list", "name": "Red", "query": "health=red"}
    made = one.post("saved-views/", body)
    assert made.status_code == 201 and made.json()["owner"]["id"] == one.user.pk
    pk = made.json()["id"]
    assert one.post("saved-views/", body).status_code == 400
    assert one.post("saved-views/", body | {"list_name": "nothing:at-all", "name": "x"}).status_code == 400
    assert one.post("saved-views/", body | {"name": "x", "shared": True}).status_code == 403
    assert other.get("saved-views/").json()["results"] == [] and other.get(f"saved-views/{pk}/").status_code == 404
    changed = one.patch(f"saved-views/{pk}/", {"query": "health=amber"})
    assert changed.json().get("query") == "health=amber", changed.content
    shared = officer.post("saved-views/", body | {"shared": True}).json()["id"]
    assert other.get(f"saved-views/{shared}/").status_code == 200
    assert other.delete(f"saved-views/{shared}/").status_code == 403
    assert one.delete(f"saved-views/{pk}/").status_code == 204
    assert SavedView.objects.count() == 1
    assert people(None).get("saved-views/").json()["results"] == []


def test_a_job_is_cancelled_by_its_owner(people):
    one, other = people("contributor", project=ProjectFactory()), people("executive")
    job = Job.objects.create(task="x", title="Import", owner=one.user)
    assert other.post(f"jobs/{job.pk}/cancel/", {}).status_code == 404
    answer = one.post(f"jobs/{job.pk}/cancel/", {})
    assert answer.status_code == 200 and answer.json()["state"] == "cancelled", answer.content
    assert one.patch(f"jobs/{job.pk}/", {}).status_code == 405


def test_invitations_are_sent_seen_and_revoked_as_on_the_page(people, django_capture_on_commit_callbacks):
    administrator, contributor = people("administrator"), people("contributor", project=ProjectFactory())
    body = {"email": "new@example.org", "role": "auditor"}
    assert contributor.post("invitations/", body).status_code == 403
    assert administrator.post("invitations/", {"role": "auditor"}).status_code == 400
    with django_capture_on_commit_callbacks(execute=True):
        made = administrator.post("invitations/", body)
    assert made.status_code == 201 and "secret" not in made.content.decode() and mail.outbox[-1].to == [body["email"]]
    assert administrator.post("invitations/", body).status_code in (400, 409)
    pk = made.json()["id"]
    assert contributor.get(f"invitations/{pk}/").status_code == 404
    assert administrator.post(f"invitations/{pk}/resend/", {}).status_code == 200
    assert administrator.delete(f"invitations/{pk}/").status_code == 204
    assert Invitation.objects.get(pk=pk).revoked_at is not None


def test_history_tells_fields_page_by_page_and_hides_amounts(people):
    project = ProjectFactory(shares_money=False)
    risk = RiskFactory(project=project, name="Old", cost_impact=100)
    writer, contributor = people("administrator"), people("contributor", project=project)
    with written_by(writer.user, "api"):
        risk.name, risk.cost_impact = "New", 98765
        risk.save()
    answer = writer.get(f"risks/{risk.pk}/history/").json()
    latest = answer["results"][0]
    assert latest["event"] == "update" and latest["by"]["id"] == writer.user.pk and latest["source"] == "api"
    assert {one["field"] for one in latest["changes"]} == {"name", "cost_impact"}
    assert "98765" not in contributor.get(f"risks/{risk.pk}/history/").content.decode().replace(",", "")
    first = writer.get(f"risks/{risk.pk}/history/?page_size=1").json()
    rest = writer.get(first["next"]).json()
    assert [one["event"] for one in first["results"] + rest["results"]] == ["update", "insert"]
    assert rest["next"] is None
    assert people("guest").get(f"risks/{risk.pk}/history/").status_code == 404
    for query in ("page_size=0", "before=x", "order=up"):
        assert writer.get(f"risks/{risk.pk}/history/?{query}").status_code == 400, query
    assert writer.get("jobs/00000000-0000-0000-0000-000000000000/history/").status_code == 404


def test_the_journal_of_a_project_holds_all_its_rows_and_its_filters(people):
    project = ProjectFactory()
    RiskFactory(project=project, name="Late supplier")
    reader = people("auditor")
    entries = reader.get(f"projects/{project.pk}/journal/").json()["results"]
    assert {one["object"]["noun"] for one in entries} >= {"project", "risk"}
    only = reader.get(f"projects/{project.pk}/journal/?noun=risk&page_size=1").json()
    refused = reader.get(f"projects/{project.pk}/journal/?noun=worry").json()["errors"][0]
    assert refused["parameter"] == "noun" and "milestone" in refused["detail"].partition("give one of ")[2]
    assert only["results"][0]["object"]["label"] == "Late supplier"
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert reader.get(f"projects/{project.pk}/journal/?since={tomorrow}").json()["results"] == []
    for query in ("noun=nothing", "since=x", "before=y", "order=up"):
        assert reader.get(f"projects/{project.pk}/journal/?{query}").status_code == 400, query
    assert people("guest").get(f"projects/{project.pk}/journal/").status_code == 404
