"""A resource manager knows the outline of the projects that ask for its people, and nothing else of them."""

import pytest
from django.test import Client
from django.urls import get_resolver

from tests import factories as make

pytestmark = pytest.mark.django_db
assert get_resolver().url_patterns


@pytest.fixture
def scene():
    department, elsewhere = make.DepartmentFactory(name="Design"), make.DepartmentFactory(name="Sales")
    ours, theirs = make.PersonFactory(department=department), make.PersonFactory(department=elsewhere)
    lead = make.PersonFactory(name="Nadia Lead")
    rows = {
        name: make.ProjectFactory(
            name=f"Project {name}", code=f"CODE-{name}", description=f"About {name}", confidential=name == "secret",
            priority="1", manager=lead if name == "asking" else make.PersonFactory(name=f"Boss of {name}"),
        )
        for name in ("asking", "secret", "silent", "other")
    }  # fmt: skip
    for name, person in (("asking", ours), ("secret", ours), ("other", theirs)):
        rows[f"allocation {name}"] = make.AllocationFactory(project=rows[name], person=person)
    rows["refused"] = make.AllocationFactory(project=rows["silent"], person=ours, state="refused")
    return rows | {"department": department}


def client_of(role, **scope) -> Client:
    user, client = make.UserFactory(language="en"), Client()
    if role:
        make.give_role(user, role, **scope)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def manager(scene):
    return client_of("resource_manager", department=scene["department"])


def test_the_page_lists_the_outline_of_the_projects_that_ask(manager, scene):
    text = manager.get("/asking-projects/").content.decode()
    assert "Project asking" in text and "Nadia Lead" in text and "Confidential project" in text
    for hidden in ("Project secret", "Boss of secret", "Project other", "Project silent", "CODE-", "About "):
        assert hidden not in text
    assert f"/projects/{scene['asking'].pk}/" not in text


def test_lists_pages_and_exports_of_allocations_name_it_and_nothing_else(manager, scene):
    shown = {
        "list": manager.get("/allocations/").content.decode(),
        "page": manager.get(f"/allocations/{scene['allocation asking'].pk}/").content.decode(),
        "export": b"".join(manager.get("/allocations/export.csv").streaming_content).decode("utf-8-sig"),
    }
    for place, text in shown.items():
        assert "Project asking" in text, place
        assert "CODE-" not in text and "About" not in text and "Project secret" not in text, place
    assert "Nadia Lead" in shown["page"] and "Confidential project" in shown["list"] + shown["export"]
    secret = manager.get(f"/allocations/{scene['allocation secret'].pk}/").content.decode()
    assert "Confidential project" in secret and "Project secret" not in secret and "Boss of secret" not in secret


def test_the_project_itself_stays_invisible(manager, scene):
    project = scene["asking"]
    for address in (
        f"/projects/{project.pk}/", f"/projects/{project.pk}/history/", f"/projects/{project.pk}/journal/",
        f"/api/v1/projects/{project.pk}/", f"/projects/{project.pk}/charts/milestones/",
    ):  # fmt: skip
        assert manager.get(address).status_code == 404, address
    assert manager.get("/api/v1/projects/").json()["results"] == []
    assert "Project asking" not in manager.get("/search/?q=project").content.decode()
    assert "Project asking" not in manager.get("/choices/projects.project/?q=project").content.decode()
    assert "Project" not in str([row["project"] for row in manager.get("/api/v1/allocations/").json()["results"]])


def test_another_department_and_other_roles_know_nothing_by_it(scene):
    other = client_of("resource_manager", department=make.DepartmentFactory())
    assert "Project asking" not in other.get("/asking-projects/").content.decode()
    for role in ("contributor", "guest", None):
        scope = {"project": scene["silent"]} if role else {}
        assert client_of(role, **scope).get("/asking-projects/").status_code == 403, role


def test_who_sees_the_projects_anyway_opens_them_from_there(scene):
    text = client_of("administrator").get("/asking-projects/").content.decode()
    assert f'href="/projects/{scene["secret"].pk}/"' in text and "Project other" in text
    assert "Project silent" not in text
    executive = client_of("executive").get("/asking-projects/").content.decode()
    assert "Project secret" not in executive and "Confidential project" not in executive
