"""The description of the API: complete, valid, in English, with an example for every body."""

import json

import pytest
from django.test import Client as Browser
from django.utils import translation

from pmo.api.documentation import description
from pmo.api.registry import routes
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def described() -> dict:
    with translation.override("fr"):
        return json.loads(description())


def test_it_is_openapi_3_1_and_knows_every_route(described):
    assert described["openapi"] == "3.1.0"
    for path, viewset in routes().items():
        address = "/api/v1/" + ("projects/{project}/snapshots" if "(" in path else path)
        assert "get" in described["paths"][f"{address}/"], viewset


def test_every_operation_names_its_problems_and_says_what_it_does(described):
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            assert {"400", "401", "403", "404", "429"} <= operation["responses"].keys()
            on_one_object = method != "get" and path.rstrip("/").count("/") > 3 and not path.endswith("/bulk/")
            assert ("412" in operation["responses"]) == on_one_object, (method, path)


def test_every_body_has_an_example(described):
    shared = {"Problem", "BulkAnswer", "Link", "LinkRequest", "UuidLink", "ExternalReference"}
    for name, schema in described["components"]["schemas"].items():
        if schema.get("type") == "object" and name not in shared:
            assert schema["examples"], name


def test_it_is_in_english_whoever_reads_it_first(described):
    risk = described["components"]["schemas"]["Risk"]["properties"]
    assert risk["project"]["title"] == "Project" if "title" in risk["project"] else True
    assert risk["probability"]["title"] == "Probability (inherent)"
    assert "Nom" not in {inner.get("title") for inner in risk.values()}


def test_it_is_served_to_who_is_signed_in(officer, client):
    answer = officer.get("schema/")
    assert answer.status_code == 200
    assert officer.get("schema/", **{"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get("/api/v1/schema/").status_code == 401


def test_the_page_is_ours_alone():
    browser = Browser()
    assert browser.get("/api/v1/docs/").status_code == 302
    browser.force_login(UserFactory())
    page = browser.get("/api/v1/docs/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "swagger-ui-bundle.js" in text
    assert "//cdn" not in text
    assert "'unsafe-inline'" not in page["Content-Security-Policy"].split("style-src-attr")[0]


def test_the_way_in_lists_every_route(officer):
    found = officer.get("/api/v1/").json()
    assert found["projects"].endswith("/api/v1/projects/")
    assert set(found) == {path for path in routes() if "(" not in path}
