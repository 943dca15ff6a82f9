"""An invitation is a mail with a link that works once, for a week, and only while its sender may give the role."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Invitation, Membership, User
from accounts.services import deactivate_user, end_role, invite, resend_invitation, revoke_invitation
from pmo.models import Organisation
from pmo.roles import RoleName
from tests.factories import PASSWORD, PersonFactory, ProjectFactory, UserFactory, give_role

pytestmark = pytest.mark.django_db
CHOSEN = {"name": "Nora New", "password": PASSWORD, "again": PASSWORD}


def link_in(mail) -> str:
    return re.search(r"https?://[^/\s]+(/account/\S+)", mail.body).group(1)


@pytest.fixture
def invited(administrator, sent):
    """invited(…) → (invitation, path of its link)."""

    def make(actor=administrator, email="nora@example.org", role=RoleName.CONTRIBUTOR, **options):
        with sent() as mails:
            invitation = invite(actor, email=email, role=role, **options)
        assert [mail.to for mail in mails] == [[email]]
        return invitation, link_in(mails[0])

    return make


def test_following_the_link_creates_the_account_with_its_role_and_signs_in(client, invited, administrator):
    project = ProjectFactory()
    invitation, link = invited(scope=project)
    assert "nora@example.org" in client.get(link).content.decode()
    answer = client.post(link, CHOSEN)
    assert answer.status_code == 302
    user = User.objects.get(email="nora@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.check_password(PASSWORD) and user.name == "Nora New"
    held = Membership.objects.get(user=user)
    assert (held.role, held.project, held.granted_by) == (RoleName.CONTRIBUTOR, project, administrator)
    assert Invitation.objects.get(pk=invitation.pk).accepted_at is not None


def test_a_used_replaced_revoked_expired_or_made_up_link_gets_the_same_answer(client, invited, administrator):
    _used, used_link = invited(email="used@example.org")
    client.post(used_link, CHOSEN)
    client.logout()
    replaced, replaced_link = invited(email="replaced@example.org")
    resend_invitation(administrator, invitation=replaced)
    revoked, revoked_link = invited(email="revoked@example.org")
    revoke_invitation(administrator, invitation=revoked)
    expired, expired_link = invited(email="expired@example.org")
    Invitation.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    links = [used_link, replaced_link, revoked_link, expired_link, "/account/invitation/made-up/"]
    answers = [client.get(link) for link in links] + [client.post(link, CHOSEN) for link in links]
    assert {answer.status_code for answer in answers} == {410}
    bodies = {answer.content.decode().partition("<main")[2].partition("</main>")[0] for answer in answers}
    assert len(bodies) == 1
    assert (
        User.objects.filter(email__in=["replaced@example.org", "revoked@example.org", "expired@example.org"]).count()
        == 0
    )


def test_opening_the_link_does_not_use_it_up(client, invited):
    _invitation, link = invited()
    for _scan in range(3):
        assert client.get(link).status_code == 200
    assert client.post(link, CHOSEN).status_code == 302


def test_the_secret_is_in_the_mail_only(invited):
    invitation, link = invited()
    secret = link.rstrip("/").rpartition("/")[2]
    stored = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert len(secret) >= 43 and secret not in str(stored)


def test_an_invitation_falls_with_the_right_of_its_sender(client, invited):
    project = ProjectFactory()
    manager = UserFactory()
    held = give_role(manager, RoleName.PROJECT_MANAGER, project=project)
    _invitation, link = invited(actor=manager, role=RoleName.GUEST, scope=project)
    assert client.get(link).status_code == 200
    end_role(None, membership=held)
    assert client.get(link).status_code == client.post(link, CHOSEN).status_code == 410


def test_deactivating_the_sender_revokes_open_invitations(client, invited, administrator):
    other = UserFactory()
    give_role(other, RoleName.ADMINISTRATOR)
    _invitation, link = invited(actor=other)
    deactivate_user(administrator, user=other)
    assert client.get(link).status_code == 410


def test_it_is_written_in_the_invitees_language_or_the_organisations(administrator, sent):
    with sent() as mails:
        invite(administrator, email="fr@example.org", role=RoleName.CONTRIBUTOR, language="fr")
        invite(administrator, email="en@example.org", role=RoleName.CONTRIBUTOR, language="en")
        Organisation.objects.update(language="fr")
        invite(administrator, email="default@example.org", role=RoleName.CONTRIBUTOR)
    french, english, default = mails
    assert "works once" in english.body and "works once" not in french.body
    assert french.subject == default.subject != english.subject
    assert all(mail.alternatives for mail in mails)


def test_a_name_cannot_smuggle_lines_into_the_subject_or_markup_into_the_mail(administrator, sent):
    with sent() as mails:
        invite(administrator, email="x@example.org", role=RoleName.GUEST, name="<b>Eve</b>", language="en")
    assert "\n" not in mails[0].subject
    html = mails[0].alternatives[0][0]
    assert "<b>Eve" not in html and "&lt;b&gt;Eve" in html


def test_who_may_not_give_the_role_may_not_invite_with_it():
    project = ProjectFactory()
    manager = UserFactory()
    give_role(manager, RoleName.PROJECT_MANAGER, project=project)
    for role, scope in (
        (RoleName.AUDITOR, None),
        (RoleName.PROJECT_MANAGER, project),
        (RoleName.GUEST, ProjectFactory()),
    ):
        with pytest.raises(PermissionDenied):
            invite(manager, email="x@example.org", role=role, scope=scope)
    with pytest.raises(PermissionDenied):
        invite(manager, email="x@example.org", role=RoleName.GUEST, scope=project, person=PersonFactory())


def test_only_whoever_manages_accounts_links_a_person_to_the_new_log_in(client, invited, administrator):
    person = PersonFactory(email="nora@example.org", name="Nora Directory")
    _invitation, link = invited()
    client.post(link, CHOSEN)
    person.refresh_from_db()
    assert person.user == User.objects.get(email="nora@example.org")

    client.logout()
    project = ProjectFactory()
    manager, other = UserFactory(), PersonFactory(email="paul@example.org")
    give_role(manager, RoleName.PROJECT_MANAGER, project=project)
    _invitation, link = invited(actor=manager, email="paul@example.org", role=RoleName.GUEST, scope=project)
    client.post(link, CHOSEN)
    other.refresh_from_db()
    assert other.user is None


def test_an_address_with_an_account_or_an_open_invitation_is_not_invited_again(administrator, invited):
    UserFactory(email="known@example.org")
    with pytest.raises(ValidationError):
        invite(administrator, email="KNOWN@example.org", role=RoleName.GUEST)
    first, _link = invited()
    with pytest.raises(ValidationError):
        invite(administrator, email="Nora@Example.org", role=RoleName.GUEST)
    Invitation.objects.filter(pk=first.pk).update(expires_at=timezone.now())
    invited()


def test_a_weak_or_mistyped_password_is_refused_beside_its_field(client, invited):
    _invitation, link = invited()
    for password, again in (
        ("short", "short"),
        (PASSWORD, "another long password"),
        ("nora@example.org", "nora@example.org"),
    ):
        answer = client.post(link, {"name": "Nora", "password": password, "again": again})
        assert answer.status_code == 422 and answer.context["form"].errors
    assert not User.objects.filter(email="nora@example.org").exists()


def test_the_operator_invites_from_the_command_line(capsys, sent, client):
    project = ProjectFactory(code="SITE")
    with sent() as mails:
        call_command("invite", "op@example.org", "--role", "project_manager", "--project", "site", "--language", "en")
    assert "op@example.org" in capsys.readouterr().out
    assert client.post(link_in(mails[0]), CHOSEN).status_code == 302
    assert Membership.objects.get().project == project
    with pytest.raises(CommandError):
        call_command("invite", "op@example.org", "--role", "guest")
    with pytest.raises(CommandError):
        call_command("invite", "new@example.org", "--role", "guest", "--project", "unknown")
