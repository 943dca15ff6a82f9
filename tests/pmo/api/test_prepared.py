"""The kept statement of one object: for one reader with the roles of today, and never with another's data."""

import pytest
from django.urls import get_resolver

from accounts.models import Membership
from pmo.access import forget_holdings
from pmo.api.prepared import Reading, prepared
from projects.viewsets import ProjectViewSet
from tests.factories import PersonFactory, ProjectFactory, UserFactory, give_role

pytestmark = pytest.mark.django_db


def read(user, project):
    forget_holdings(user)
    statement = prepared(Reading.by(user, ProjectViewSet.serializer_class))
    return statement.row(project.pk) if statement else None


@pytest.fixture(autouse=True)
def addresses():
    assert get_resolver().url_patterns


def test_two_objects_are_read_by_one_kept_statement(django_assert_num_queries):
    user, first, second = UserFactory(), ProjectFactory(name="First"), ProjectFactory(name="Second")
    give_role(user, "administrator")
    assert read(user, first)["name"] == "First"
    reading = Reading.by(user, ProjectViewSet.serializer_class)
    with django_assert_num_queries(1):
        assert prepared(reading).row(second.pk)["name"] == "Second"
    assert prepared(reading) is prepared(Reading.by(user, ProjectViewSet.serializer_class))


def test_values_are_those_of_the_list(client):
    user = UserFactory()
    give_role(user, "administrator")
    project = ProjectFactory(custom={"k": "v"}, budget="12.50", links=[{"label": "a", "url": "https://example.org"}])
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    single = client.get(f"/api/v1/projects/{project.pk}/").json()
    (listed,) = client.get("/api/v1/projects/").json()["results"]
    assert single == listed and single["custom"] == {"k": "v"}


def test_a_role_that_is_taken_away_closes_the_object():
    user, project = UserFactory(), ProjectFactory()
    held = give_role(user, "contributor", project=project)
    assert read(user, project) is not None
    Membership.objects.filter(pk=held.pk).delete()
    assert read(user, project) is None


def test_what_one_reader_sees_is_not_given_to_another():
    manager, stranger = UserFactory(), UserFactory()
    project = ProjectFactory(manager=PersonFactory(user=manager))
    assert read(manager, project)["id"] == project.pk
    assert read(stranger, project) is None
    assert read(manager, ProjectFactory()) is None
