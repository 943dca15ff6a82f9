"""Reminders: one digest a person and day, in their language, of the kinds of mail they want."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache

from reporting.reminders import send_reminders
from tests import factories as make
from tests.factories import TODAY, days

pytestmark = pytest.mark.django_db(transaction=True)
TUESDAY = TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def no_cache():
    cache.clear()


@pytest.fixture
def manager():
    return make.PersonFactory(user=make.UserFactory(name="Claire", language="en"))


def test_one_digest_names_reports_actions_and_escalations(manager):
    project = make.ProjectFactory(name="Shop", manager=manager)
    make.ActionFactory(project=project, name="Call the bank", owner=manager, due_on=days(-3))
    make.IssueFactory(
        project=project, name="Stock is wrong", state="escalated", escalated_to=manager, answer_due_on=TODAY
    )
    assert send_reminders(TODAY) == 1
    [letter] = mail.outbox
    assert letter.to == [manager.user.email]
    assert all(word in letter.body for word in ("Shop", "Call the bank", "Stock is wrong", "What") if word != "What")
    assert letter.subject.startswith("What is due of you")


def test_twice_on_a_day_sends_once(manager):
    make.ActionFactory(project=make.ProjectFactory(manager=manager, report_every_days=0), owner=manager, due_on=TODAY)
    assert (send_reminders(TODAY), send_reminders(TODAY)) == (1, 0)
    assert len(mail.outbox) == 1


def test_what_is_late_is_told_on_mondays_and_what_falls_due_on_its_day(manager):
    project = make.ProjectFactory(manager=manager, report_every_days=0)
    make.ActionFactory(project=project, owner=manager, due_on=days(-3))
    assert send_reminders(TUESDAY) == 0
    assert send_reminders(TODAY) == 1
    make.ActionFactory(project=project, owner=manager, due_on=TUESDAY + timedelta(days=1))
    assert send_reminders(TUESDAY) == 1


def test_nothing_is_sent_at_weekends(manager):
    make.ActionFactory(project=make.ProjectFactory(manager=manager), owner=manager, due_on=days(-3))
    assert send_reminders(days(5)) == 0


def test_unwanted_kinds_and_inactive_people_get_no_mail(manager):
    make.ActionFactory(project=make.ProjectFactory(manager=manager), owner=manager, due_on=TODAY)
    manager.user.mail_kinds = ["mention"]
    manager.user.save()
    assert send_reminders(TODAY) == 0
    manager.user.mail_kinds, manager.user.is_active = ["reminder"], False
    manager.user.save()
    cache.clear()
    assert send_reminders(TODAY) == 0


def test_the_language_is_the_readers(manager):
    manager.user.language = "fr"
    manager.user.save()
    make.ActionFactory(project=make.ProjectFactory(manager=manager), owner=manager, due_on=TODAY)
    send_reminders(TODAY)
    assert mail.outbox[0].body.startswith("Bonjour Claire")
    assert f"{TODAY:%d/%m/%Y}" in mail.outbox[0].body
