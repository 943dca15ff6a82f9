"""What single routes do beyond the common rules: snapshots, settings, calendars, jobs, users."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import Calendar
from pmo.models import Job, Organisation
from pmo.roles import RoleName
from portfolio.models import PortfolioSnapshot
from projects.models import ProjectSnapshot, ProjectState
from tests.factories import (
    CommitteeFactory,
    PersonFactory,
    PortfolioFactory,
    ProjectFactory,
    SessionFactory,
    StatusReportFactory,
    UserFactory,
    give_role,
)

pytestmark = pytest.mark.django_db


def snapshot(project, as_of: date, **measures) -> ProjectSnapshot:
    return ProjectSnapshot.objects.create(
        project=project,
        portfolio=project.portfolio,
        name=project.name,
        as_of=as_of,
        computed_at=timezone.now(),
        **measures,
    )


def test_the_snapshots_of_a_project_are_under_it(officer):
    project, other = ProjectFactory(), ProjectFactory()
    for day in range(1, 4):
        snapshot(project, date(2026, 1, day), health="red")
    snapshot(other, date(2026, 1, 1))
    rows = officer.get(f"projects/{project.pk}/snapshots/?ordering=as_of").json()["results"]
    assert [row["as_of"] for row in rows] == ["2026-01-01", "2026-01-02", "2026-01-03"]
    assert officer.get("project-snapshots/?total=true").json()["total"] == 4
    assert officer.post(f"projects/{project.pk}/snapshots/", {}).status_code == 405


def test_states_can_be_followed_as_they_are_computed(officer):
    project = ProjectFactory()
    ProjectState.objects.update_or_create(
        project=project, defaults={"as_of": date(2026, 1, 1), "computed_at": timezone.now() - timedelta(days=1)}
    )
    later = (timezone.now() - timedelta(hours=1)).isoformat().replace("+", "%2B")
    assert officer.get(f"project-states/?updated_since={later}").json()["results"] == []
    ProjectState.objects.update(computed_at=timezone.now())
    rows = officer.get(f"project-states/?updated_since={later}").json()["results"]
    assert [row["project"]["id"] for row in rows] == [project.pk]


def test_totals_of_a_portfolio_are_for_who_may_see_all_of_it(api_of, officer):
    portfolio = PortfolioFactory()
    PortfolioSnapshot.objects.create(portfolio=portfolio, as_of=date(2026, 1, 1), computed_at=timezone.now())
    user = UserFactory()
    give_role(user, RoleName.PORTFOLIO_MANAGER, portfolio=portfolio)
    assert len(officer.get("portfolio-snapshots/").json()["results"]) == 1
    assert api_of(user).get("portfolio-snapshots/").json()["results"] == []


def test_the_settings_of_the_organisation_are_one_row(officer, contributor_to):
    Organisation.objects.get_or_create(pk=1)
    answer = officer.patch("organisation/1/", {"slip_red_days": 45, "rating_map": {"Amber/Red": "red"}})
    assert answer.status_code == 200, answer.content
    assert Organisation.objects.get().slip_red_days == 45
    assert officer.patch("organisation/1/", {"rating_map": {"Amber": "purple"}}).status_code == 400
    assert officer.post("organisation/", {}).status_code == 405
    assert officer.delete("organisation/1/").status_code == 405
    assert contributor_to(ProjectFactory()).get("organisation/1/").status_code == 404


@pytest.mark.parametrize("week", [[], [[]] * 6, [[[540]]] * 7, [[[750, 540]]] * 7, [[[0, 1441]]] * 7, "week"])
def test_a_calendar_has_seven_days_of_spans(officer, week):
    assert officer.post("calendars/", {"name": "Odd", "week": week}).status_code == 400
    assert officer.post("calendars/", {"name": "Fine", "week": [[[540, 750]]] * 5 + [[], []]}).status_code == 201
    assert Calendar.objects.get().week[0] == [[540, 750]]


def test_a_session_is_called_by_its_committee_and_day(officer):
    session = SessionFactory(committee=CommitteeFactory(name="COPIL"), date=date(2026, 3, 2))
    answer = officer.post("actions/", {"name": "Do it", "session": session.pk})
    assert answer.status_code == 201, answer.content
    assert answer.json()["session"]["label"] == "COPIL 2026-03-02"


def test_members_of_a_committee_are_written_as_a_list(officer):
    people = [PersonFactory() for _number in range(3)]
    answer = officer.post("committees/", {"name": "COPIL", "members": [one.pk for one in people]})
    assert {one["id"] for one in answer.json()["members"]} == {one.pk for one in people}
    committee = answer.json()["id"]
    answer = officer.patch(f"committees/{committee}/", {"members": [{"id": people[1].pk}]})
    assert [one["label"] for one in answer.json()["members"]] == [people[1].name]
    assert answer.json()["version"] == 2
    assert officer.patch(f"committees/{committee}/", {"members": [999_999]}).status_code == 400


def test_a_report_that_corrects_another_shows_which(officer):
    first = StatusReportFactory(state="published", published_at=timezone.now())
    second = StatusReportFactory(project=first.project, correction=1, corrects=first)
    shown = officer.get(f"status-reports/{second.pk}/").json()
    assert shown["corrects"] == {"id": first.pk, "label": f"{first.project.name} {first.as_of}"}


def test_a_report_is_not_published_by_writing_its_state(officer):
    report = StatusReportFactory()
    answer = officer.patch(f"status-reports/{report.pk}/", {"state": "published", "summary": "x"})
    assert (answer.json()["state"], answer.json()["summary"]) == ("draft", "x")


def test_jobs_are_shown_to_who_started_them(api_of, administrator):
    user, other = UserFactory(), UserFactory()
    for one in (user, other):
        give_role(one, RoleName.CONTRIBUTOR, project=ProjectFactory())
    job = Job.objects.create(task="x", title="Import", owner=user)
    assert api_of(user).get(f"jobs/{job.pk}/").json()["owner"]["id"] == user.pk
    assert api_of(other).get(f"jobs/{job.pk}/").status_code == 404
    assert len(administrator.get("jobs/?ordering=-created_at").json()["results"]) == 1


def test_users_change_their_own_preferences_only(api_of):
    user, other = UserFactory(), UserFactory()
    give_role(user, RoleName.CONTRIBUTOR, project=ProjectFactory())
    api = api_of(user)
    answer = api.patch(f"users/{user.pk}/", {"language": "fr", "theme": "dark", "mail_kinds": ["mention"]})
    assert answer.status_code == 200, answer.content
    assert api.patch(f"users/{user.pk}/", {"mail_kinds": ["spam"]}).status_code == 400
    assert api.patch(f"users/{other.pk}/", {"language": "fr"}).status_code == 404
    assert "password" not in api.get(f"users/{user.pk}/").json()


def test_texts_of_problems_follow_the_language(officer):
    project = ProjectFactory()
    texts = [
        officer.patch(f"projects/{project.pk}/", {"name": ""}, **{"Accept-Language": language}).json()["title"]
        for language in ("en", "fr")
    ]
    assert texts[0] == "Some values are not valid."
    assert texts[1] != texts[0]


def test_an_address_that_does_not_exist_is_a_problem_too(officer):
    answer = officer.get("unicorns/")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:pmo:problem:not-found"


def test_only_json_is_answered_and_taken(officer):
    assert officer.get("vendors/", Accept="text/html").status_code == 406
    answer = officer.client.post(
        "/api/v1/vendors/", {"name": "x"}, headers={"Authorization": f"Bearer {officer.secret}"}
    )
    assert answer.status_code == 415
