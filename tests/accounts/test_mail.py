"""Mails are in the reader's language, only of wanted kinds, only to open accounts, and only after the commit."""

import pytest
from django.db import transaction

from accounts import mail
from accounts.choices import MailKind
from accounts.services import give_role
from pmo.roles import RoleName
from tests.factories import ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db
CONTEXT = {"actor": "Anne", "role": "Guest", "scope": "Site", "starts_on": None, "ends_on": None, "delegated": False}


def send(user, kind=MailKind.ASSIGNMENT):
    return mail.send(user, kind, "role_given", CONTEXT)


def test_each_reader_gets_it_in_their_own_language(sent):
    with sent() as mails:
        for language in ("fr", "en", ""):
            assert send(UserFactory(language=language))
    french, english, default = mails
    assert "Hello" in english.body and "Bonjour" in french.body
    assert default.subject == french.subject


def test_a_kind_switched_off_is_not_sent_but_what_cannot_be_switched_off_is(sent):
    user = UserFactory(mail_kinds=[MailKind.DECISION])
    with sent() as mails:
        assert not send(user)
        assert send(user, MailKind.DECISION)
        assert send(user, None)
    assert len(mails) == 2


def test_closed_accounts_and_integrations_get_nothing(sent):
    with sent() as mails:
        assert not send(UserFactory(is_active=False), None)
        assert not send(UserFactory(is_integration=True), None)
    assert mails == []


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_for_what_is_taken_back(mailoutbox):
    user = UserFactory()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send(user)
        1 / 0  # noqa: B018
    assert mailoutbox == []
    with transaction.atomic():
        send(user)
        assert mailoutbox == []
    assert len(mailoutbox) == 1


def test_a_subject_is_one_line_whatever_the_names(sent):
    letter = mail.compose(
        "role_given", CONTEXT | {"role": "Guest\nBcc: eve@example.org", "recipient": UserFactory()}, "en"
    )
    assert "\n" not in letter.subject


def test_whoever_receives_a_role_is_told_by_whom(sent, holder):
    project = ProjectFactory(name="Site redesign")
    manager, member = holder(RoleName.PROJECT_MANAGER, project=project), UserFactory(language="en")
    with sent() as mails:
        give_role(manager, user=member, role=RoleName.CONTRIBUTOR, scope=project)
        give_role(None, user=member, role=RoleName.GUEST, scope=project)
    assert len(mails) == 1 and "Site redesign" in mails[0].body and manager.name in mails[0].body
