"""A test that commits leaves the database as the migrations made it. The order of these tests matters."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType

from pmo.models import Mark, Organisation

pytestmark = pytest.mark.django_db(transaction=True)
seen = {}


def counted():
    return {
        "organisations": list(Organisation.objects.values_list("pk", flat=True)),
        "content types": list(ContentType.objects.order_by("pk").values_list("pk", "model")),
        "people": get_user_model().objects.count(),
    }


def test_one_that_commits_finds_the_rows_of_the_migrations():
    seen.update(counted())
    assert seen["organisations"]
    assert seen["people"] == 0
    get_user_model().objects.create(email="left.behind@example.org")
    Organisation.objects.all().update(name="Changed by a test")


def test_the_next_one_finds_the_same_and_nothing_more():
    assert counted() == seen
    assert not Organisation.objects.filter(name="Changed by a test").exists()


def test_no_trigger_fired_while_cleaning_up():
    assert not Mark.objects.exists()
