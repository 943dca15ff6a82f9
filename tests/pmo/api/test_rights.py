"""Who may see and do what over the API; what may not be seen leaves no trace."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import AccessToken, Membership
from pmo.api.registry import routes
from pmo.roles import RoleName
from portfolio.models import PortfolioSnapshot
from projects.models import Milestone, ProjectSnapshot, ProjectState
from risks.models import Risk
from tests.factories import (
    MilestoneFactory,
    PersonFactory,
    PortfolioFactory,
    ProgrammeFactory,
    ProjectFactory,
    RiskFactory,
    StatusReportFactory,
    UserFactory,
    give_role,
)

pytestmark = pytest.mark.django_db


def test_without_signing_in_there_is_only_a_problem(client):
    answer = client.get("/api/v1/projects/")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["type"] == "urn:pmo:problem:not-signed-in"


@pytest.mark.parametrize("state", ["expired", "revoked", "unknown", "inactive"])
def test_a_token_that_is_not_live_opens_nothing(api_of, administrator, state):
    user = UserFactory()
    api = api_of(user)
    tokens = AccessToken.objects.filter(user=user)
    if state == "expired":
        tokens.update(expires_on=timezone.localdate() - timedelta(days=1))
    elif state == "revoked":
        tokens.update(revoked_at=timezone.now())
    elif state == "unknown":
        tokens.delete()
    else:
        user.is_active = False
        user.save()
    assert api.get("projects/").status_code == 401


def test_the_last_use_is_noted_at_most_once_a_minute(api_of, django_assert_num_queries):
    user = UserFactory()
    api = api_of(user)
    token = AccessToken.objects.get(user=user)
    AccessToken.objects.update(last_used_at=None)
    api.get("projects/")
    token.refresh_from_db()
    first = token.last_used_at
    assert first is not None
    api.get("projects/")
    token.refresh_from_db()
    assert token.last_used_at == first
    AccessToken.objects.update(last_used_at=first - timedelta(minutes=2))
    api.get("projects/")
    token.refresh_from_db()
    assert token.last_used_at > first


@pytest.mark.parametrize("method", ["post", "patch", "put", "delete", "bulk"])
def test_a_read_token_never_writes(api_of, method):
    user = UserFactory()
    give_role(user, RoleName.ADMINISTRATOR)
    project = ProjectFactory(name="Before")
    api = api_of(user, scope="read")
    answer = {
        "post": lambda: api.post("projects/", {"name": "x", "code": "X", "portfolio": project.portfolio_id}),
        "patch": lambda: api.patch(f"projects/{project.pk}/", {"name": "After"}),
        "put": lambda: api.put(f"projects/{project.pk}/", {"name": "After"}),
        "delete": lambda: api.delete(f"projects/{project.pk}/"),
        "bulk": lambda: api.post("projects/bulk/", {"rows": [{"id": project.pk, "name": "After"}]}),
    }[method]()
    assert answer.status_code == 403
    project.refresh_from_db()
    assert project.name == "Before"
    assert api.get(f"projects/{project.pk}/").status_code == 200


def test_what_may_not_be_seen_is_not_there(contributor_to):
    mine, other = ProjectFactory(), ProjectFactory()
    theirs = RiskFactory(project=other)
    api = contributor_to(mine)
    assert [row["id"] for row in api.get("projects/").json()["results"]] == [mine.pk]
    assert api.get(f"projects/{other.pk}/").status_code == 404
    assert api.get(f"risks/{theirs.pk}/").status_code == 404
    assert api.patch(f"risks/{theirs.pk}/", {"name": "x"}).status_code == 404
    assert api.delete(f"risks/{theirs.pk}/").status_code == 404
    assert api.get(f"projects/{other.pk}/snapshots/").status_code == 404


def test_what_may_be_seen_but_not_changed_is_403(contributor_to):
    project = ProjectFactory(name="Before")
    api = contributor_to(project)
    assert api.patch(f"projects/{project.pk}/", {"name": "After"}).status_code == 403
    assert api.delete(f"projects/{project.pk}/").status_code == 403
    assert api.post("projects/", {"name": "x", "code": "X", "portfolio": project.portfolio_id}).status_code == 403


def test_a_link_to_something_hidden_reads_like_one_to_nothing(manager_of):
    mine, other = ProjectFactory(), ProjectFactory()
    api = manager_of(mine)
    bodies = [api.post("risks/", {"name": "R", "project": pk}).json() for pk in (other.pk, 999_999)]
    assert bodies[0]["errors"] == bodies[1]["errors"]
    assert bodies[0]["errors"][0]["pointer"] == "#/project"
    assert not Risk.objects.exists()


def test_a_link_by_reference_to_something_hidden_reads_like_one_to_nothing(manager_of, officer):
    mine, other = ProjectFactory(), ProjectFactory()
    officer.patch(f"projects/{other.pk}/", {"external_references": [{"source": "jira", "key": "HID"}]})
    api = manager_of(mine)
    bodies = [
        api.post("risks/", {"name": "R", "project": {"external_reference": {"source": "jira", "key": key}}}).json()
        for key in ("HID", "NOPE")
    ]
    assert bodies[0]["errors"] == bodies[1]["errors"]


def test_nothing_is_moved_to_where_one_may_not_write(api_of):
    """The manager of one project sees its neighbours, but may not put rows into them."""
    portfolio = PortfolioFactory()
    mine, neighbour = ProjectFactory(portfolio=portfolio), ProjectFactory(portfolio=portfolio)
    user = UserFactory()
    give_role(user, RoleName.PROJECT_MANAGER, project=mine)
    api = api_of(user)
    assert api.get(f"projects/{neighbour.pk}/").status_code == 200
    milestone = MilestoneFactory(project=mine)
    assert api.patch(f"milestones/{milestone.pk}/", {"project": neighbour.pk}).status_code == 403
    body = {"name": "M", "project": neighbour.pk, "reference_date": "2026-01-01"}
    assert api.post("milestones/", body).status_code == 403
    milestone.refresh_from_db()
    assert milestone.project == mine
    assert Milestone.objects.count() == 1


def test_a_linked_object_that_may_not_be_seen_is_restricted_and_stays(api_of):
    programme = ProgrammeFactory(name="Secret programme")
    project = ProjectFactory(portfolio=programme.portfolio, programme=programme)
    user = UserFactory()
    give_role(user, RoleName.PROJECT_MANAGER, project=project)
    give_role(user, RoleName.CONTRIBUTOR, project=project)
    Membership.objects.filter(role=RoleName.PROJECT_MANAGER).delete()
    api = api_of(user)
    shown = api.get(f"projects/{project.pk}/").json()
    assert shown["programme"] == {"id": None, "label": "restricted"}
    assert "Secret" not in str(api.get("projects/").json())


def test_a_restricted_link_given_back_stays(api_of, officer):
    programme = ProgrammeFactory()
    project = ProjectFactory(portfolio=programme.portfolio, programme=programme)
    answer = officer.patch(f"projects/{project.pk}/", {"programme": {"id": None, "label": "restricted"}, "name": "N"})
    assert answer.status_code == 200
    assert answer.json()["programme"]["id"] == programme.pk
    assert officer.patch(f"projects/{project.pk}/", {"programme": None}).json()["programme"] is None


def test_money_is_null_for_who_may_not_see_it(contributor_to, officer):
    project = ProjectFactory(budget=Decimal("1000"))
    ProjectState.objects.update_or_create(
        project=project,
        defaults={"as_of": "2026-01-01", "computed_at": timezone.now(), "budget": 1000, "risk_count": 3},
    )
    hidden = contributor_to(project).get(f"projects/{project.pk}/").json()
    assert hidden["budget"] is None
    assert hidden["state"]["budget"] is None
    assert hidden["state"]["risk_count"] == 3
    seen = officer.get(f"projects/{project.pk}/").json()
    assert seen["budget"] == "1000.00"
    assert seen["state"]["budget"] == "1000.00"
    project.shares_money = True
    project.save()
    assert contributor_to(project).get(f"projects/{project.pk}/").json()["budget"] == "1000.00"


REASONS = {
    "cost": [
        {"code": "cost_overrun", "colour": "red", "arguments": {"value": 0.2, "budget": 777000, "forecast": 932400}}
    ],
    "schedule": [{"code": "spi", "colour": "amber", "arguments": {"value": 0.9}}],
}


def test_reasons_frozen_facts_and_totals_tell_no_amount_to_who_may_not_see_the_money(contributor_to, api_of, officer):
    project = ProjectFactory()
    day = {"as_of": "2026-01-01", "computed_at": timezone.now(), "budget": 777000, "reasons": REASONS}
    ProjectState.objects.update_or_create(project=project, defaults=day)
    ProjectSnapshot.objects.create(project=project, status="active", stage="build", portfolio=project.portfolio, **day)
    facts = {"budget": "777000.00", "cpi": "0.77", "spi": "0.9", "reasons": REASONS}
    report = StatusReportFactory(project=project, state="published", published_at=timezone.now(), facts=facts)
    paths = (f"projects/{project.pk}/", f"project-states/{project.pk}/", "project-snapshots/", "status-reports/",
             f"projects/{project.pk}/snapshots/", f"status-reports/{report.pk}/history/")  # fmt: skip
    contributor = contributor_to(project)
    for path in paths:
        answer = contributor.get(path)
        assert answer.status_code == 200 and not any(one in answer.content.decode() for one in ("777000", "0.77")), path
    kept = contributor.get(f"status-reports/{report.pk}/").json()["facts"]
    assert kept == {"spi": "0.9", "reasons": {"cost": [], "schedule": REASONS["schedule"]}}
    assert contributor.get(f"projects/{project.pk}/").json()["state"]["reasons"]["schedule"] == REASONS["schedule"]
    assert officer.get(f"status-reports/{report.pk}/").json()["facts"] == facts
    assert officer.get(f"projects/{project.pk}/").json()["state"]["reasons"] == REASONS


def test_dated_totals_of_a_portfolio_tell_no_amount_to_who_may_not_see_money(api_of, officer):
    amounts = dict.fromkeys(("budget", "forecast", "actual", "budget_green", "budget_amber", "risk_exposure"), 5)
    PortfolioSnapshot.objects.create(
        portfolio=PortfolioFactory(), as_of="2026-01-01", computed_at=timezone.now(), budget_red=5, **amounts
    )
    user = UserFactory()
    give_role(user, RoleName.DATA_PROTECTION_OFFICER)
    [hidden] = api_of(user).get("portfolio-snapshots/").json()["results"]
    assert {hidden[name] for name in (*amounts, "budget_red")} == {None}
    [seen] = officer.get("portfolio-snapshots/").json()["results"]
    assert {seen[name] for name in (*amounts, "budget_red")} == {"5.00"}


def test_hidden_money_does_not_shine_through_the_ordering(api_of, officer):
    portfolio = PortfolioFactory()
    for number, budget in enumerate([300, 100, 200]):
        project = ProjectFactory(name=f"P{number}", portfolio=portfolio)
        measures = {"as_of": "2026-01-01", "computed_at": timezone.now(), "budget_total": budget}
        ProjectState.objects.update_or_create(project=project, defaults=measures)
    user = UserFactory()
    give_role(user, RoleName.CONTRIBUTOR, portfolio=portfolio)
    api = api_of(user)

    def names(reader, ordering: str) -> list[str]:
        return [row["name"] for row in reader.get(f"projects/?ordering={ordering}").json()["results"]]

    assert names(officer, "budget") == ["P1", "P2", "P0"]
    assert names(api, "budget") == ["P0", "P1", "P2"]
    assert names(api, "-budget") == ["P2", "P1", "P0"]


def test_no_list_is_ordered_by_an_amount_that_may_be_hidden():
    lists = {path: viewset for path, viewset in routes().items() if getattr(viewset, "filterset_class", None)}
    assert len(lists) > 30
    for path, viewset in lists.items():
        guarded = {name for name, guard in getattr(viewset.serializer_class.Meta, "guards", {}).items() if guard.hidden}
        orderings = viewset.filterset_class.orderings()
        bare = {name for name in guarded & orderings.keys() if not orderings[name][0].startswith("visible_")}
        assert not bare, path


def test_nobody_raises_their_own_rights(api_of):
    user = UserFactory()
    project = ProjectFactory(sponsor=PersonFactory())
    held = give_role(user, RoleName.CONTRIBUTOR, project=project)
    own = PersonFactory(user=user)
    api = api_of(user)
    assert api.patch(f"memberships/{held.pk}/", {"role": "administrator"}).status_code == 405
    body = {"user": user.pk, "role": "administrator", "starts_on": "2020-01-01"}
    assert api.post("memberships/", body).status_code == 403
    assert api.patch(f"people/{project.sponsor_id}/", {"user": user.pk}).status_code in (403, 404)
    answer = api.patch(f"users/{user.pk}/", {"is_active": False, "name": "Me"})
    assert answer.status_code == 200
    user.refresh_from_db()
    assert (user.is_active, user.name) == (True, "Me")
    own.refresh_from_db()
    assert own.user == user


def test_whoever_edits_people_does_not_hand_out_their_log_ins(api_of):
    user = UserFactory()
    give_role(user, RoleName.OFFICER)
    sponsor = PersonFactory()
    answer = api_of(user).patch(f"people/{sponsor.pk}/", {"user": user.pk})
    assert answer.status_code == 403
    sponsor.refresh_from_db()
    assert sponsor.user is None


def test_an_administrator_gives_and_ends_roles(administrator):
    user, project = UserFactory(), ProjectFactory()
    body = {"user": user.pk, "role": "contributor", "project": project.pk, "starts_on": "2026-01-01"}
    answer = administrator.post("memberships/", body)
    assert answer.status_code == 201, answer.content
    held = Membership.objects.get(user=user)
    assert held.granted_by == administrator.user
    assert administrator.delete(f"memberships/{held.pk}/").status_code == 204
    held.refresh_from_db()
    assert held.ended_at is not None


def test_tokens_are_shown_to_their_owner_without_a_secret(api_of, administrator):
    user = UserFactory()
    api = api_of(user)
    token = AccessToken.objects.get(user=user)
    assert [row["id"] for row in api.get("access-tokens/").json()["results"]] == [token.pk]
    assert token.secret_hash not in api.get("access-tokens/").content.decode()
    assert administrator.get(f"access-tokens/{token.pk}/").status_code == 404
    assert api.delete(f"access-tokens/{token.pk}/").status_code == 204
    assert api.get("access-tokens/").status_code == 401


def test_history_names_who_wrote_over_the_api(officer):
    from pghistory.models import Context

    risk = RiskFactory()
    officer.patch(f"risks/{risk.pk}/", {"name": "Renamed"})
    event = Risk.pgh_event_model.objects.filter(pgh_obj_id=risk.pk).latest("pgh_id")
    metadata = Context.objects.get(pk=event.pgh_context_id).metadata
    assert metadata["user"] == officer.user.pk
    assert metadata["source"] == "api"


def test_a_published_report_never_changes(officer):
    from tests.factories import StatusReportFactory

    report = StatusReportFactory(state="published", published_at=timezone.now())
    assert officer.patch(f"status-reports/{report.pk}/", {"summary": "Rosy"}).status_code == 409
    assert officer.delete(f"status-reports/{report.pk}/").status_code == 409
    rows = [{"id": report.pk, "summary": "Rosy"}]
    assert officer.post("status-reports/bulk/", {"rows": rows}).status_code == 400
