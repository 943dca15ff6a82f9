"""What the pages of accounts do: roles, delegations, users, profile, language."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessToken, Invitation, Membership, User
from accounts.services import create_token, delegate
from pmo.access import PROJECT, Holding, holdings
from pmo.roles import RoleName
from tests.factories import PASSWORD, PersonFactory, PortfolioFactory, ProjectFactory, UserFactory, give_role

pytestmark = pytest.mark.django_db


def iso(days: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_the_list_shows_users_with_their_roles_and_last_log_in(client, administrator):
    member = UserFactory(name="Mia Member", last_login=timezone.now())
    give_role(member, RoleName.CONTRIBUTOR, project=ProjectFactory(name="Site redesign"))
    client.force_login(administrator)
    page = client.get(reverse("accounts:user-list")).content.decode()
    assert "Mia Member" in page and "Site redesign" in page
    found = client.get(reverse("accounts:user-list"), {"q": "mia"}, headers={"HX-Request": "true"}).content.decode()
    assert "Mia Member" in found and administrator.email not in found
    export = b"".join(client.get(reverse("accounts:user-export", args=["csv"])).streaming_content).decode()
    assert "Site redesign" in export


def test_the_list_takes_the_same_queries_for_many_users(client, administrator, django_assert_max_num_queries):
    client.force_login(administrator)
    for _number in range(5):
        give_role(UserFactory(), RoleName.CONTRIBUTOR, project=ProjectFactory())
    with django_assert_max_num_queries(10):
        client.get(reverse("accounts:user-list"))


def test_giving_a_role_on_a_page(client, administrator):
    member, project = UserFactory(), ProjectFactory()
    client.force_login(administrator)
    url = reverse("accounts:membership-create")
    assert str(member.pk) in client.get(url, {"user": member.pk, "project": project.pk}).content.decode()
    typed = {"holder": member.pk, "role": "executive", "project": project.pk, "starts_on": iso(), "ends_on": iso(5)}
    assert client.post(url, typed).status_code == 302
    held = Membership.objects.get(user=member)
    assert (held.role, held.project, held.granted_by) == ("executive", project, administrator)
    assert client.post(url, typed).status_code == 422


@pytest.mark.parametrize(
    "change",
    [
        {"role": "officer"},
        {"portfolio": "another"},
        {"ends_on": iso(-1)},
        {"role": "unknown"},
        {"holder": "0"},
        {"project": "0"},
    ],
    ids=lambda change: "-".join(change),
)
def test_what_is_wrong_with_a_role_is_said_in_the_form(client, administrator, change):
    member, project = UserFactory(), ProjectFactory()
    if change.get("portfolio"):
        change = {"portfolio": PortfolioFactory().pk}
    client.force_login(administrator)
    typed = {"holder": member.pk, "role": "guest", "project": project.pk, "starts_on": iso(), "ends_on": ""} | change
    answer = client.post(reverse("accounts:membership-create"), typed)
    assert answer.status_code == 422 and answer.context["form"].errors
    assert not Membership.objects.filter(user=member).exists()


def test_a_project_manager_builds_the_team_from_the_directory(client, holder):
    project = ProjectFactory()
    manager = holder(RoleName.PROJECT_MANAGER, project=project)
    member = UserFactory()
    person = PersonFactory(user=member)
    client.force_login(manager)
    url = reverse("accounts:scope-access", args=["project", project.pk])
    typed = {"holder": person.pk, "role": "contributor", "starts_on": iso(), "ends_on": ""}
    assert client.post(url, typed | {"role": "auditor"}).status_code == 422
    assert client.post(url, typed).status_code == 302
    held = Membership.objects.get(user=member)
    assert client.post(reverse("accounts:membership-end", args=[held.pk]), {"from": "scope"})["Location"] == url
    assert holdings(User.objects.get(pk=member.pk)) == frozenset()


def test_ending_a_role_on_a_day_chosen(client, administrator):
    member = UserFactory()
    held = give_role(member, RoleName.AUDITOR)
    client.force_login(administrator)
    url = reverse("accounts:membership-end", args=[held.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"last_day": iso(-3)}).status_code == 422
    assert client.post(url, {"last_day": iso(3)})["Location"] == reverse("accounts:user-detail", args=[member.pk])
    held.refresh_from_db()
    assert held.ends_on.isoformat() == iso(3) and held.ended_at is None


def test_inviting_on_a_page_and_sending_again_and_revoking(client, administrator, sent):
    client.force_login(administrator)
    typed = {"email": "new@example.org", "name": "New", "role": "guest", "language": "en", "ends_on": ""}
    with sent() as mails:
        assert client.post(reverse("accounts:invitation-create"), typed).status_code == 302
    invitation = Invitation.objects.get()
    assert "new@example.org" in client.get(reverse("accounts:invitation-list")).content.decode()
    with sent() as again:
        client.post(reverse("accounts:invitation-resend", args=[invitation.pk]))
    assert len(mails) == len(again) == 1 and mails[0].body != again[0].body
    client.post(reverse("accounts:invitation-revoke", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.revoked_at is not None
    with sent() as none:
        client.post(reverse("accounts:invitation-resend", args=[invitation.pk]))
    assert none == []


def test_deactivating_ends_sessions_and_tokens_at_once_and_for_good(client, administrator):
    from django.test import Client

    member = UserFactory()
    give_role(member, RoleName.AUDITOR)
    token, secret = create_token(member, name="script", scope="read", expires_on=timezone.localdate())
    theirs, bearer = Client(), {"Authorization": f"Bearer {secret}"}
    theirs.force_login(member)
    assert theirs.get(reverse("accounts:profile")).status_code == 200
    assert theirs.get("/api/v1/projects/", headers=bearer).status_code == 200
    client.force_login(administrator)
    client.post(reverse("accounts:user-deactivate", args=[member.pk]))
    assert theirs.get(reverse("accounts:profile")).status_code == 302
    assert Client().get("/api/v1/projects/", headers=bearer).status_code == 401
    client.post(reverse("accounts:user-reactivate", args=[member.pk]))
    assert theirs.get(reverse("accounts:profile")).status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert Membership.objects.filter(user=member, ended_at__isnull=True).exists()


def test_the_last_administrator_is_told_why_the_account_stays_open(client, administrator):
    client.force_login(administrator)
    answer = client.post(reverse("accounts:user-deactivate", args=[administrator.pk]), follow=True)
    administrator.refresh_from_db()
    assert administrator.is_active and len(answer.context["messages"]) == 1


def test_delegating_on_a_page_and_taking_it_back(client, holder):
    project = ProjectFactory(name="Mobile payment")
    manager, stand_in = holder(RoleName.PROJECT_MANAGER, project=project), UserFactory()
    person = PersonFactory(user=stand_in)
    client.force_login(manager)
    url = reverse("accounts:delegation-create")
    assert "Mobile payment" in client.get(url).content.decode()
    typed = {
        "held": f"project_manager:project:{project.pk}",
        "holder": person.pk,
        "starts_on": iso(),
        "ends_on": iso(9),
    }
    assert client.post(url, typed | {"held": "administrator:organisation:0"}).status_code == 422
    assert client.post(url, typed).status_code == 302
    assert Holding(RoleName.PROJECT_MANAGER, PROJECT, project.pk) in holdings(User.objects.get(pk=stand_in.pk))
    given = Membership.objects.get(delegated_by=manager)
    page = client.get(reverse("accounts:delegation-list"), headers={"accept-language": "fr"}).content.decode()
    assert "Mobile payment" in page
    assert f"jusqu’au {given.ends_on:%d/%m/%Y}" in page
    client.post(reverse("accounts:delegation-end", args=[given.pk]))
    assert holdings(User.objects.get(pk=stand_in.pk)) == frozenset()


def test_a_user_without_any_role_can_give_back_a_delegation(client, holder):
    project = ProjectFactory()
    manager, stand_in = holder(RoleName.PROJECT_MANAGER, project=project), UserFactory()
    own = Holding(RoleName.PROJECT_MANAGER, PROJECT, project.pk)
    later = timezone.localdate() + timedelta(days=5)
    given = delegate(manager, held=own, to=stand_in, starts_on=later, ends_on=later)
    client.force_login(stand_in)
    assert client.post(reverse("accounts:delegation-end", args=[given.pk])).status_code == 302
    given.refresh_from_db()
    assert given.ended_by == stand_in


def test_the_profile_keeps_language_theme_and_mails(client):
    user = UserFactory()
    client.force_login(user)
    url = reverse("accounts:profile")
    typed = {"name": "New Name", "language": "en", "theme": "dark", "mail_kinds": ["decision"]}
    answer = client.post(url, typed)
    assert answer.status_code == 302 and answer.cookies["django_language"].value == "en"
    user.refresh_from_db()
    assert (user.name, user.language, user.theme, user.mail_kinds) == ("New Name", "en", "dark", ["decision"])
    assert client.post(url, typed | {"name": ""}).status_code == 422
    assert client.post(url, typed | {"is_active": "", "email": "x@example.org"}).status_code == 302
    user.refresh_from_db()
    assert user.is_active and user.email != "x@example.org"


def test_the_language_is_switched_for_visitors_and_kept_for_users(client):
    url = reverse("set_language")
    answer = client.post(url, {"language": "en", "next": "/account/login/"})
    assert answer["Location"] == "/account/login/" and answer.cookies["django_language"].value == "en"
    assert client.post(url, {"language": "en", "next": "https://evil.example/"})["Location"] == "/"
    assert client.post(url, {"language": "xx"}).status_code == 400
    assert client.get(url).status_code == 405
    user = UserFactory()
    client.force_login(user)
    client.post(url, {"language": "fr"})
    user.refresh_from_db()
    assert user.language == "fr"
    assert client.get(reverse("accounts:profile"))["Content-Language"] == "fr"


def test_the_theme_is_kept_on_the_user(client):
    user = UserFactory()
    client.force_login(user)
    assert client.post(reverse("accounts:theme"), {"theme": "dark"}).status_code == 204
    assert client.post(reverse("accounts:theme"), {"theme": "pink"}).status_code == 400
    user.refresh_from_db()
    assert user.theme == "dark"


def test_a_token_is_shown_once_and_only_its_hash_is_kept(sign_in):
    user = UserFactory()
    client = sign_in(user)
    url = reverse("accounts:accesstoken-create")
    assert client.get(url).status_code == 200
    answer = client.post(url, {"name": "nightly", "scope": "read", "expires_on": iso(30)})
    secret = re.search(r'value="(pmo_[\w-]{43})"', answer.content.decode()).group(1)
    assert answer["Cache-Control"].startswith("max-age=0")
    token = AccessToken.objects.get()
    assert secret not in str(AccessToken.objects.values().get()) and secret.startswith(token.prefix)
    listed = client.get(reverse("accounts:accesstoken-list")).content.decode()
    assert token.prefix in listed and secret not in listed
    client.post(reverse("accounts:accesstoken-revoke", args=[token.pk]))
    token.refresh_from_db()
    assert token.revoked_at is not None


@pytest.mark.parametrize("expires_on", [iso(-1), iso(400), "soon", ""])
def test_a_token_ends_within_a_year(sign_in, expires_on):
    client = sign_in(UserFactory())
    typed = {"name": "nightly", "scope": "read", "expires_on": expires_on}
    assert client.post(reverse("accounts:accesstoken-create"), typed).status_code == 422
    assert not AccessToken.objects.exists()


def test_making_a_token_asks_for_the_password_again_after_a_while(client):
    user = UserFactory()
    client.force_login(user)
    url, typed = reverse("accounts:accesstoken-create"), {"name": "n", "scope": "read", "expires_on": iso(3)}
    asked = client.post(url, typed)
    assert asked.status_code == 302 and asked["Location"].startswith(reverse("account_reauthenticate"))
    assert not AccessToken.objects.exists()
    answer = client.post(asked["Location"], {"password": PASSWORD, "next": url})
    assert AccessToken.objects.exists() and "pmo_" in answer.content.decode()


def test_connecting_another_system_creates_it_with_role_and_token(sign_in, administrator):
    client, project = sign_in(administrator), ProjectFactory()
    url = reverse("accounts:integration-create")
    assert client.get(url).status_code == 200
    typed = {"name": "ERP", "role": "integration", "project": project.pk, "token_scope": "write", "expires_on": iso(60)}
    answer = client.post(url, typed)
    assert "pmo_" in answer.content.decode()
    integration = User.objects.get(is_integration=True)
    assert not integration.has_usable_password() and integration.memberships.get().project == project
    assert client.get(reverse("accounts:user-detail", args=[integration.pk])).status_code == 200
    another = client.post(
        reverse("accounts:integration-token", args=[integration.pk]),
        {"name": "second", "scope": "read", "expires_on": iso(10)},
    )
    assert "pmo_" in another.content.decode() and integration.access_tokens.count() == 2
    first = integration.access_tokens.first()
    client.post(reverse("accounts:user-token-revoke", args=[integration.pk, first.pk]))
    first.refresh_from_db()
    assert first.revoked_at is not None


def test_users_pages_show_roles_and_history(client, administrator):
    member = UserFactory()
    give_role(member, RoleName.CONTRIBUTOR, project=ProjectFactory(name="Back office"))
    client.force_login(administrator)
    page = client.get(reverse("accounts:user-detail", args=[member.pk])).content.decode()
    assert "Back office" in page
    assert client.get(reverse("accounts:user-history", args=[member.pk])).status_code == 200
