"""The mark "being recalculated" on a project page, and how the figures behind it come back."""

import pytest
from django.test import Client

from pmo.models import Mark
from tests.factories import ProjectFactory, UserFactory, give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    user = UserFactory()
    give_role(user, "officer")
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_a_project_with_marks_says_so_and_looks_again(reader):
    project = ProjectFactory()
    shown = reader.get(f"/projects/{project.pk}/pending/").content.decode()
    assert "being recalculated" in shown and "delay:2s" in shown


def test_what_was_counted_before_the_page_could_ask_is_fetched_all_the_same(reader):
    project = ProjectFactory()
    Mark.objects.all().delete()
    waiting = reader.get(f"/projects/{project.pk}/pending/").content.decode()
    assert "being recalculated" not in waiting and "#measures" not in waiting
    assert f"/projects/{project.pk}/pending/?was=1" in waiting and "saved from:body" in waiting
    after = reader.get(f"/projects/{project.pk}/pending/?was=1").content.decode()
    assert "#measures" in after
