"""Somebody can always administer, whichever way and however many at once try to remove the last one."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.last_administrator import MESSAGE, is_refusal
from accounts.models import Membership, User
from pmo.constraint_messages import message_for
from pmo.roles import RoleName
from tests.factories import UserFactory, days, give_role

pytestmark = pytest.mark.django_db


def administrator():
    user = UserFactory()
    return user, give_role(user, RoleName.ADMINISTRATOR)


def refused(change):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        change()
    assert message_for(refusal.value) == str(MESSAGE)
    return is_refusal(refusal.value)


def test_the_only_administrator_cannot_be_deactivated():
    user, _held = administrator()
    assert refused(lambda: User.objects.filter(pk=user.pk).update(is_active=False))


def test_the_only_administrators_role_cannot_be_given_an_end_or_deleted():
    _user, held = administrator()
    mine = Membership.objects.filter(pk=held.pk)
    assert refused(lambda: mine.update(ends_on=days(5000)))
    assert refused(lambda: mine.update(role=RoleName.AUDITOR))
    assert refused(lambda: mine.delete())


def test_somebody_who_administers_for_a_time_only_does_not_count():
    _user, held = administrator()
    give_role(UserFactory(), RoleName.ADMINISTRATOR, ends_on=days(5000))
    assert refused(lambda: Membership.objects.filter(pk=held.pk).delete())


def test_where_nobody_administers_yet_others_may_be_closed_and_roles_end():
    user = UserFactory()
    give_role(user, RoleName.AUDITOR)
    User.objects.filter(pk=user.pk).update(is_active=False)
    Membership.objects.filter(user=user).delete()
    assert not Membership.objects.exists()


def test_one_of_two_administrators_may_go():
    _user, held = administrator()
    administrator()
    Membership.objects.filter(pk=held.pk).delete()
    assert Membership.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_administrators_removing_each_other_at_once_leave_one():
    users = [administrator()[0], administrator()[0]]
    together, outcomes = threading.Barrier(2), []

    def deactivate(user):
        try:
            with transaction.atomic():
                User.objects.select_for_update().get(pk=user.pk)
                together.wait(timeout=10)
                User.objects.filter(pk=user.pk).update(is_active=False)
            outcomes.append("removed")
        except IntegrityError as error:
            outcomes.append("refused" if is_refusal(error) else "other")
        finally:
            connection.close()

    threads = [threading.Thread(target=deactivate, args=[user]) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "removed"]
    assert User.objects.filter(is_active=True).count() == 1
