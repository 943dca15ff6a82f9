"""Users of every kind for the tests of accounts."""

import pytest
from django.core.cache import cache

from pmo.roles import RoleName
from tests.factories import PASSWORD, UserFactory, give_role


@pytest.fixture(autouse=True)
def fresh_rate_limits():
    """Each test starts with nothing counted against it."""
    cache.clear()


@pytest.fixture
def holder():
    """holder(role, **scope) → a user who holds that role."""

    def make(role, **scope):
        user = UserFactory()
        give_role(user, role, **scope)
        return user

    return make


@pytest.fixture
def administrator(holder):
    return holder(RoleName.ADMINISTRATOR)


@pytest.fixture
def sign_in(client):
    """sign_in(user) by the log-in page, as a browser does, with the password said again for what is sensitive."""

    def enter(user):
        answer = client.post("/account/login/", {"login": user.email, "password": PASSWORD})
        assert answer.status_code == 302, answer.content
        client.post("/account/reauthenticate/", {"password": PASSWORD, "next": "/accounts/profile/"})
        return client

    return enter


@pytest.fixture
def sent(mailoutbox, django_capture_on_commit_callbacks):
    """`with sent() as mails:` runs what waits for the commit; afterwards `mails` are those sent inside."""
    from contextlib import contextmanager

    @contextmanager
    def capture():
        before = len(mailoutbox)
        mails = []
        with django_capture_on_commit_callbacks(execute=True):
            yield mails
        mails.extend(mailoutbox[before:])

    return capture
