"""Columns that a reader chose: in the address, kept with a view, and in the exports."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from pmo.models import CustomField, SavedView
from tests import factories as make

pytestmark = pytest.mark.django_db
assert get_resolver().url_patterns
CHOSEN = "columns=name&columns=sponsor&columns=custom_zone"


@pytest.fixture
def client():
    user, client = make.UserFactory(language="en"), Client()
    make.give_role(user, "administrator")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    CustomField.objects.create(name="Zone", model="projects.project", key="zone")
    make.ProjectFactory(name="Shop", custom={"zone": "north"}, sponsor=make.PersonFactory(name="Marc"))
    return client


def test_the_address_chooses_columns_for_page_and_exports(client):
    page = client.get(f"/projects/?{CHOSEN}")
    assert [one.label for one in page.context["headers"]] == ["name", "sponsor", "Zone"]
    assert f"/projects/export.csv?{CHOSEN}" in page.content.decode().replace("&amp;", "&")
    text = b"".join(client.get(f"/projects/export.csv?{CHOSEN}").streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0] == "Id,Name,Sponsor,Zone,Version"
    assert text.splitlines()[1].split(",")[1:4] == ["Shop", "Marc", "north"]
    workbook = client.get(f"/projects/export.xlsx?{CHOSEN}")
    assert workbook.status_code == 200
    workbook.close()


def test_a_kept_view_brings_its_columns_and_filters_back(client):
    body = {"list_name": "projects:project-list", "name": "Mine", "query": f"status=active&{CHOSEN}"}
    answer = client.post(reverse("saved-view-create"), body)
    view = SavedView.objects.get()
    assert "columns=sponsor" in view.query and answer.url == f"/projects/?{view.query}"
    page = client.get(f"/projects/?{view.query}")
    assert [one.label for one in page.context["headers"]] == ["name", "sponsor", "Zone"]
    assert view.query.replace("&", "&amp;") in client.get("/projects/").content.decode()


def test_a_column_that_does_not_exist_is_left_out(client):
    page = client.get("/projects/?columns=nothing&columns=name")
    assert [one.label for one in page.context["headers"]] == ["name"]
    assert len(client.get("/projects/?columns=nothing").context["headers"]) > 5
