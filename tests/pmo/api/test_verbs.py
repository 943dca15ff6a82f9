"""Verbs over the API: the same services and rights as on the pages."""

import pytest
from django.utils import timezone

from pmo.roles import RoleName
from projects.models import Project
from risks.models import Issue
from tests.factories import (
    ActionFactory,
    DecisionFactory,
    IssueFactory,
    MilestoneFactory,
    PersonFactory,
    ProjectFactory,
    RiskFactory,
    StatusReportFactory,
    UserFactory,
    give_role,
)

pytestmark = pytest.mark.django_db


def test_a_report_is_published_and_corrected(manager_of):
    project = ProjectFactory()
    report = StatusReportFactory(project=project, overall="amber")
    api = manager_of(project)
    answer = api.post(f"status-reports/{report.pk}/publish/", {})
    assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == "published"
    correction = api.post(f"status-reports/{report.pk}/correct/", {}).json()
    assert (correction["state"], correction["correction"]) == ("draft", 1)
    assert correction["corrects"]["id"] == report.pk


def test_what_the_service_refuses_is_told_by_field(manager_of):
    report = StatusReportFactory(overall="none")
    answer = manager_of(report.project).post(f"status-reports/{report.pk}/publish/", {})
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == ["#/overall"]


def test_publishing_is_for_who_may_publish(api_of):
    report = StatusReportFactory(overall="amber")
    user = UserFactory()
    give_role(user, RoleName.ASSISTANT, project=report.project)
    assert api_of(user).post(f"status-reports/{report.pk}/publish/", {}).status_code == 403
    assert api_of(UserFactory()).post(f"status-reports/{report.pk}/publish/", {}).status_code == 404


def test_an_issue_is_escalated_answered_and_closed(officer):
    issue, boss = IssueFactory(), PersonFactory()
    body = {"level": "portfolio", "escalated_to": boss.pk, "answer_due_on": "2026-05-01", "reason": "Blocked"}
    answer = officer.post(f"issues/{issue.pk}/escalate/", body)
    assert answer.status_code == 200, answer.content
    assert (answer.json()["state"], answer.json()["escalated_to"]["id"]) == ("escalated", boss.pk)
    assert officer.post(f"issues/{issue.pk}/answer/", {"answer": "Go on"}).json()["answer"] == "Go on"
    assert officer.post(f"issues/{issue.pk}/answer/", {"answer": "Again"}).status_code == 400
    assert officer.post(f"issues/{issue.pk}/close/", {}).json()["state"] == "closed"


@pytest.mark.parametrize(
    "body",
    [{}, [], {"level": "none"}, {"level": "portfolio", "answer_due_on": "2026-05-01", "reason": "x"},
     {"level": "portfolio", "escalated_to": 99_999, "answer_due_on": "2026-05-01", "reason": "x"},
     {"colour": "red"}],
)  # fmt: skip
def test_half_an_escalation_is_refused(officer, body):
    issue = IssueFactory()
    assert officer.post(f"issues/{issue.pk}/escalate/", body).status_code == 400
    issue.refresh_from_db()
    assert issue.state == "open"


def test_a_risk_that_happened_becomes_an_issue(officer):
    risk = RiskFactory(name="Late vendor")
    answer = officer.post(f"risks/{risk.pk}/happened/", {})
    assert answer.status_code == 201, answer.content
    issue = Issue.objects.get()
    assert answer["Location"] == f"/api/v1/issues/{issue.pk}/"
    assert answer.json()["name"] == "Late vendor"
    assert officer.get(f"risks/{risk.pk}/").json()["state"] == "occurred"
    assert officer.post(f"risks/{risk.pk}/close/", {}).json()["state"] == "closed"


def test_a_decision_is_taken_once_and_an_action_finished(officer):
    decision, action = DecisionFactory(), ActionFactory()
    body = {"outcome": "Yes", "on": "2026-05-01"}
    assert officer.post(f"decisions/{decision.pk}/take/", body).json()["state"] == "taken"
    assert officer.post(f"decisions/{decision.pk}/take/", body).status_code == 400
    assert officer.post(f"actions/{action.pk}/finish/", {}).json()["done_on"] == timezone.localdate().isoformat()
    assert officer.patch(f"actions/{action.pk}/", {"state": "in_progress"}).json()["done_on"] is None


def test_a_project_is_copied_with_its_plan(officer, contributor_to):
    source = ProjectFactory(planned_start="2025-01-01")
    MilestoneFactory(project=source)
    body = {"name": "Copy", "planned_start": "2026-01-01"}
    answer = officer.post(f"projects/{source.pk}/copy/", body)
    assert answer.status_code == 200, answer.content
    assert Project.objects.get(name="Copy").milestones.count() == 1
    assert contributor_to(source).post(f"projects/{source.pk}/copy/", body).status_code == 403


def test_a_verb_minds_versions_and_keys_like_any_write(officer):
    risk = RiskFactory()
    assert officer.post(f"risks/{risk.pk}/close/", {}, **{"If-Match": '"v9"'}).status_code == 412
    key = {"Idempotency-Key": "happened"}
    answers = [officer.post(f"risks/{risk.pk}/happened/", {}, **key) for _number in range(2)]
    assert answers[0].json() == answers[1].json()
    assert Issue.objects.count() == 1
