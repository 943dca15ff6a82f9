"""Projects by health: the worst first, declared and calculated, on pages and over the API, walked page by page."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from projects.models import ProjectState
from tests import factories as make

pytestmark = pytest.mark.django_db
COLOURS = {"A": "green", "B": "red", "C": "none", "D": "amber", "E": "red", "F": "green"}


@pytest.fixture
def client():
    user, client = make.UserFactory(), Client()
    make.give_role(user, "administrator")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def projects():
    for name, colour in COLOURS.items():
        project = make.ProjectFactory(name=name, code=name, status="closed" if name == "B" else "active")
        ProjectState.objects.create(
            project=project, as_of=timezone.localdate(), computed_at=timezone.now(), health=colour,
            declared_health={"red": "green", "green": "red"}.get(colour, colour), slip_days=5 if name == "F" else 0,
        )  # fmt: skip
    make.ProjectFactory(name="G", code="G", status="active")


def walked(client, ordering: str) -> str:
    names, url = [], f"/api/v1/projects/?ordering={ordering}&page_size=2"
    while url:
        answer = client.get(url).json()
        names += [row["name"] for row in answer["results"]]
        url = answer["next"]
    return "".join(names)


@pytest.mark.parametrize(
    ("ordering", "expected"),
    [
        ("health", "BEDAFCG"), ("-health", "GCFADEB"), ("declared_health", "AFDBECG"), ("trouble", "EDFACGB"),
    ],
)  # fmt: skip
def test_the_worst_come_first(client, projects, ordering, expected):
    assert walked(client, ordering) == expected
    page = client.get(f"/projects/?ordering={ordering}")
    assert "".join(re.findall(r'class="row-link">(\w)<', page.content.decode())) == expected
    export = client.get(f"/projects/export.csv?ordering={ordering}")
    rows = b"".join(export.streaming_content).decode("utf-8-sig").splitlines()[1:]
    assert "".join(row.replace(";", ",").split(",")[1] for row in rows) == expected


def test_the_menu_offers_the_view_in_trouble_first(client, projects):
    assert "ordering=trouble" in client.get("/projects/").content.decode()
