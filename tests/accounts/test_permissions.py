"""Every page of accounts × every role and an outsider: who may open it, who gets 403, who finds nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.services import create_integration, create_token, invite
from pmo.roles import RoleName
from tests.factories import PersonFactory, PortfolioFactory, ProjectFactory, UserFactory, give_role

pytestmark = pytest.mark.django_db

EVERYBODY = ["administrator", "officer", "auditor", "portfolio_manager", "project_manager", "named_manager",
             "contributor", "guest", "without_role"]  # fmt: skip
ACCOUNTS = {"administrator", "officer", "auditor"}
GIVERS = {"administrator", "officer", "portfolio_manager", "project_manager", "named_manager"}
# page → who opens it; everybody else gets 403.
PAGES = {
    "profile": set(EVERYBODY),
    "accesstoken-list": set(EVERYBODY),
    "accesstoken-create": set(EVERYBODY),
    "delegation-list": set(EVERYBODY),
    "delegation-create": set(EVERYBODY),
    "user-list": ACCOUNTS,
    "access-review": ACCOUNTS,
    "membership-create": GIVERS,
    "invitation-list": GIVERS,
    "invitation-create": GIVERS,
    "integration-create": {"administrator"},
}
# Another user's pages: who sees them; everybody else finds nothing.
ON_A_USER = {"user-detail": ACCOUNTS, "user-history": ACCOUNTS}
# What changes another user or an integration.
VERBS = {"user-deactivate": {"administrator"}, "user-reactivate": {"administrator"}}


@pytest.fixture
def world(holder):
    """One portfolio with one project, and one user of each kind."""
    portfolio = PortfolioFactory()
    project = ProjectFactory(portfolio=portfolio)
    users = {role: holder(role) for role in ("administrator", "officer", "auditor", "guest")}
    users["portfolio_manager"] = holder(RoleName.PORTFOLIO_MANAGER, portfolio=portfolio)
    users["project_manager"] = holder(RoleName.PROJECT_MANAGER, project=project)
    users["contributor"] = holder(RoleName.CONTRIBUTOR, project=project)
    users["named_manager"], users["without_role"] = UserFactory(), UserFactory()
    project.manager = PersonFactory(user=users["named_manager"])
    project.save()
    return {"users": users, "project": project, "portfolio": portfolio}


@pytest.mark.parametrize("persona", EVERYBODY)
def test_each_page_opens_for_the_right_roles_only(client, world, persona):
    client.force_login(world["users"][persona])
    for name, allowed in PAGES.items():
        expected = 200 if persona in allowed else 403
        assert client.get(reverse(f"accounts:{name}")).status_code == expected, (persona, name)


@pytest.mark.parametrize("persona", EVERYBODY)
def test_another_users_page_is_not_found_by_who_may_not_see_accounts(client, world, persona):
    other = UserFactory()
    client.force_login(world["users"][persona])
    for name, allowed in ON_A_USER.items():
        expected = 200 if persona in allowed else 404
        assert client.get(reverse(f"accounts:{name}", args=[other.pk])).status_code == expected, (persona, name)
    for name, allowed in VERBS.items():
        answer = client.post(reverse(f"accounts:{name}", args=[other.pk]))
        expected = 302 if persona in allowed else 403 if persona in ACCOUNTS else 404
        assert answer.status_code == expected, (persona, name)


@pytest.mark.parametrize("persona", EVERYBODY)
def test_the_access_of_a_project_is_shown_to_who_manages_it_or_sees_accounts(client, world, persona):
    client.force_login(world["users"][persona])
    answer = client.get(reverse("accounts:scope-access", args=["project", world["project"].pk]))
    sees_project = persona not in ("guest", "without_role")
    expected = 200 if persona in GIVERS | ACCOUNTS else 403 if sees_project else 404
    assert answer.status_code == expected
    if expected == 200:
        assert world["users"]["contributor"].name in answer.content.decode()
        assert (answer.context["form"] is not None) == (persona in GIVERS)


def test_a_tab_that_may_not_be_shown_says_so_instead_of_failing(client, world):
    client.force_login(world["users"]["contributor"])
    url = reverse("accounts:scope-access", args=["project", world["project"].pk])
    answer = client.get(url, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and world["users"]["auditor"].name not in answer.content.decode()
    assert client.post(url, headers={"HX-Request": "true"}).status_code == 403


def test_an_unknown_or_hidden_scope_is_not_found(client, world):
    hidden = ProjectFactory(confidential=True)
    client.force_login(world["users"]["portfolio_manager"])
    for scope, pk in (("project", hidden.pk), ("project", 0), ("user", world["users"]["guest"].pk)):
        assert client.get(reverse("accounts:scope-access", args=[scope, pk])).status_code == 404


def test_visitors_are_sent_to_the_log_in(client, world):
    names = [*PAGES, "theme"]
    urls = [reverse(f"accounts:{name}") for name in names]
    urls += [reverse(f"accounts:{name}", args=[1]) for name in (
        *ON_A_USER, *VERBS, "membership-end", "invitation-resend", "invitation-revoke", "delegation-end",
        "accesstoken-revoke", "integration-token")]  # fmt: skip
    urls.append(reverse("accounts:scope-access", args=["project", world["project"].pk]))
    urls.append(reverse("accounts:user-token-revoke", args=[1, 1]))
    for url in urls:
        for answer in (client.get(url), client.post(url)):
            assert answer.status_code == 302 and "/account/" in answer["Location"], url


def test_verbs_on_other_peoples_things_find_nothing(client, world, administrator):
    owner = world["users"]["contributor"]
    token, _secret = create_token(owner, name="mine", scope="read", expires_on=timezone.localdate())
    invitation = invite(administrator, email="x@example.org", role="guest")
    delegated = give_role(
        owner, RoleName.GUEST, granted_by=administrator, project=world["project"],
        ends_on=timezone.localdate() + timedelta(days=3),
    )  # fmt: skip
    client.force_login(world["users"]["project_manager"])
    for url in (
        reverse("accounts:accesstoken-revoke", args=[token.pk]),
        reverse("accounts:user-token-revoke", args=[owner.pk, token.pk]),
        reverse("accounts:invitation-revoke", args=[invitation.pk]),
        reverse("accounts:invitation-resend", args=[invitation.pk]),
        reverse("accounts:delegation-end", args=[delegated.pk]),
        reverse("accounts:membership-end", args=[give_role(owner, RoleName.AUDITOR).pk]),
    ):
        assert client.post(url).status_code == 404, url
    # On the own project the role is there to be ended.
    assert client.post(reverse("accounts:membership-end", args=[delegated.pk])).status_code == 302


def test_an_officer_sees_roles_but_may_not_end_those_of_the_organisation(client, world):
    held = give_role(UserFactory(), RoleName.AUDITOR)
    client.force_login(world["users"]["officer"])
    assert client.post(reverse("accounts:membership-end", args=[held.pk])).status_code == 403
    held.refresh_from_db()
    assert held.ended_at is None


def test_only_who_manages_accounts_makes_tokens_for_integrations(sign_in, world):
    integration = create_integration(None, name="ERP")
    for persona, expected in (("officer", 403), ("project_manager", 403), ("administrator", 200)):
        client = sign_in(world["users"][persona])
        url = reverse("accounts:integration-token", args=[integration.pk])
        assert client.get(url).status_code == expected
        client.logout()
    client = sign_in(world["users"]["administrator"])
    assert client.get(reverse("accounts:integration-token", args=[world["users"]["guest"].pk])).status_code == 404
