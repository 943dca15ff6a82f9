"""The first administrator comes by a link that the operator sees: a day long, once, and never beside another one."""

import threading
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import Invitation, Membership, User
from accounts.services import administrator_exists, create_first_administrator, new_set_up_link
from pmo.roles import RoleName
from tests.factories import PASSWORD, UserFactory, give_role

pytestmark = pytest.mark.django_db
CHOSEN = {"email": "Boss@Example.org", "name": "Bea Boss", "password": PASSWORD, "again": PASSWORD}


def path_of(link: str) -> str:
    return urlsplit(link).path


def test_the_command_prints_a_link_that_creates_the_administrator(client, capsys, settings):
    call_command("setup_link")
    printed = capsys.readouterr().out
    link = next(word for word in printed.split() if word.startswith("http"))
    assert link.startswith(f"{settings.SITE_URL}/account/setup/")
    assert client.get(path_of(link)).status_code == 200
    assert client.post(path_of(link), CHOSEN).status_code == 302
    user = User.objects.get(email="boss@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert Membership.objects.get(user=user).role == RoleName.ADMINISTRATOR
    assert administrator_exists()


def test_the_link_works_once_for_a_day_and_only_the_newest(client):
    replaced, expired = new_set_up_link(), new_set_up_link()
    Invitation.objects.filter(revoked_at__isnull=True).update(expires_at=timezone.now() - timedelta(seconds=1))
    current = new_set_up_link()
    assert Invitation.objects.open(timezone.now() + timedelta(hours=23, minutes=59)).count() == 1
    assert Invitation.objects.open(timezone.now() + timedelta(hours=24, minutes=1)).count() == 0
    for link in (replaced, expired):
        assert client.get(path_of(link)).status_code == client.post(path_of(link), CHOSEN).status_code == 410
    assert client.post(path_of(current), CHOSEN).status_code == 302
    assert client.post(path_of(current), CHOSEN | {"email": "second@example.org"}).status_code == 410


def test_there_is_no_link_while_somebody_administers(client, capsys):
    link = new_set_up_link()
    give_role(UserFactory(), RoleName.ADMINISTRATOR)
    assert client.get(path_of(link)).status_code == 410
    assert new_set_up_link() is None
    call_command("setup_link")
    assert "http" not in capsys.readouterr().out


def test_a_set_up_link_is_no_invitation(client):
    secret = path_of(new_set_up_link()).rstrip("/").rpartition("/")[2]
    assert client.post(f"/account/invitation/{secret}/", CHOSEN).status_code == 410


def test_a_taken_address_is_refused_and_the_link_stays(client):
    UserFactory(email="boss@example.org")
    link = path_of(new_set_up_link())
    assert client.post(link, CHOSEN).status_code == 422
    assert client.post(link, CHOSEN | {"email": "other@example.org"}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_administrator():
    secret = path_of(new_set_up_link()).rstrip("/").rpartition("/")[2]
    together, made = threading.Barrier(2), []

    def follow(number):
        try:
            together.wait(timeout=10)
            made.append(
                create_first_administrator(
                    secret=secret, email=f"boss{number}@example.org", name="Boss", password=PASSWORD
                )
            )
        finally:
            connection.close()

    threads = [threading.Thread(target=follow, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([user for user in made if user]) == Membership.objects.filter(role="administrator").count() == 1
