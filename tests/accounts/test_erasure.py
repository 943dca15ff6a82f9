"""Somebody who asks to be forgotten is, in rows, history, journal and bin; what they did stays under a pseudonym."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from accounts.models import Membership, Person, User
from pmo.history import written_by
from pmo.writing import delete_object
from tests import factories as make

pytestmark = pytest.mark.django_db
assert get_resolver().url_patterns
NAME, EMAIL = "Zoé Quelqu-Une", "zoe.quelquune@example.org"


def client_of(role, **scope) -> Client:
    user, client = make.UserFactory(language="en"), Client()
    make.give_role(user, role, **scope)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def person():
    user = make.UserFactory(name=NAME, email=EMAIL)
    make.give_role(user, "executive")
    person = make.PersonFactory(name=NAME, email=EMAIL, user=user, job_title="Acheteuse")
    with written_by(user, "page"):
        project = make.ProjectFactory(name="Her project", manager=person)
        person.job_title = "Directrice des achats"
        person.save()
    make.AbsenceFactory(person=person, kind="sickness", note="Grippe")
    delete_object(make.AbsenceFactory(person=person), actor=user)
    person.project = project
    return person


def places(word: str) -> list[str]:
    """The tables in which a word still stands, whatever the column."""
    found = []
    with connection.cursor() as cursor:
        kept = set(connection.introspection.table_names(cursor))
        for table in sorted({model._meta.db_table for model in apps.get_models()} & kept):
            cursor.execute(f"SELECT count(*) FROM {table} AS kept WHERE to_jsonb(kept)::text ILIKE %s", [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_nothing_in_the_database_names_them_any_more(person):
    assert len(places("Quelqu-Une")) > 3 and len(places("Grippe")) == 2
    administrator = client_of("administrator")
    answer = administrator.post(f"/people/{person.pk}/erase/", {"name": NAME})
    assert answer.status_code == 302
    for word in ("Quelqu-Une", "zoe.quelquune", "Grippe", "Directrice des achats", "sickness"):
        assert places(word) == [], word
    erased = Person.objects.get(pk=person.pk)
    assert str(person.pk) in erased.name and erased.user_id is None


def test_what_they_did_stays_and_the_erasure_is_on_record(person):
    user_id = person.user_id
    administrator = client_of("administrator")
    administrator.post(f"/people/{person.pk}/erase/", {"name": NAME})
    person.project.refresh_from_db()
    assert person.project.manager_id == person.pk
    assert Membership.objects.filter(user_id=user_id).exists()
    assert User.objects.get(pk=user_id).is_active is False
    history = administrator.get(f"/people/{person.pk}/history/").content.decode()
    assert "erasure of personal data" in history
    journal = administrator.get(f"/projects/{person.project.pk}/journal/").content.decode()
    assert NAME not in journal
    assert administrator.get(f"/people/{person.pk}/erase/").status_code == 403


def test_a_wrong_name_erases_nothing(person):
    answer = client_of("administrator").post(f"/people/{person.pk}/erase/", {"name": "Zoé"})
    assert answer.status_code == 422 and Person.objects.get(pk=person.pk).name == NAME


@pytest.mark.parametrize("role", ["officer", "resource_manager", "auditor"])
def test_only_an_administrator_may(person, role):
    scope = {"department": person.department} if role == "resource_manager" and person.department else {}
    client = client_of(role, **scope)
    assert client.post(f"/people/{person.pk}/erase/", {"name": NAME}).status_code in (403, 404)
    assert client.post(f"/accounts/users/{person.user_id}/erase/", {"email": EMAIL}).status_code in (403, 404)
    assert "Erase" not in client.get(f"/people/{person.pk}/").content.decode()


def test_an_account_is_erased_by_its_address_with_its_person(person):
    administrator = client_of("administrator")
    address = f"/accounts/users/{person.user_id}/erase/"
    assert administrator.post(address, {"email": "other@example.org"}).status_code == 422
    assert administrator.post(address, {"email": EMAIL}).status_code == 302
    assert places("Quelqu-Une") == [] and places("zoe.quelquune") == []


def test_the_last_administrator_is_not_erased():
    administrator = client_of("administrator")
    user = User.objects.get(memberships__role="administrator")
    answer = administrator.post(f"/accounts/users/{user.pk}/erase/", {"email": user.email})
    assert answer.status_code == 422 and User.objects.get(pk=user.pk).email == user.email
