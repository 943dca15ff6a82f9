"""Every API route × every role: which rows, what may be done with them, and that nothing else shines through.

The expectations are those of `tests/test_access_matrix.py`, written by hand from the product's table of users.
"""

import pytest
from django.db import transaction

from pmo.access import forget_holdings, held
from pmo.api.registry import routes
from tests import world as worlds
from tests.pmo.api.conftest import Client, token_of
from tests.test_access_matrix import ALL, CHANGES, DELETES, FIRST, KIND_OF, ORGANISATION, SEES, remembered, sample

NOT_THE_VERSION = {"If-Match": '"v999.x"'}
# Routes whose rows come by themselves, and those that only their owner, the PMO or operators have something in.
WITHOUT_ROW = {
    "projectstate", "projectsnapshot", "portfoliosnapshot", "milestoneforecast", "taskmove", "user", "membership",
    "accesstoken", "calendar", "calendarexception", "organisation", "job", "rolluprun", "import", "importmapping",
    "binentry", "savedview", "invitation",
}  # fmt: skip


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        world = worlds.build()
        world.tokens = {name: token_of(user) for name, user in world.personas.items()}
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(built, db, monkeypatch):
    for user in built.personas.values():
        forget_holdings(user)
    monkeypatch.setattr(held, "_providers", [remembered(provider) for provider in held._providers])
    return built


@pytest.fixture
def api(world, client, request):
    return Client(client, world.tokens[request.param], world.personas[request.param])


def path_of(noun: str) -> str:
    return next(path for path, viewset in routes().items() if viewset.model._meta.model_name == noun)


every_persona = pytest.mark.parametrize(
    ("api", "persona"),
    [pytest.param(name, name, marks=() if name in FIRST else pytest.mark.full) for name in sorted(SEES)],
    indirect=["api"],
)


@every_persona
def test_lists_give_each_role_its_rows(api, world, persona):
    for noun in world.rows:
        answer = api.get(f"{path_of(noun)}/?page_size=1000&total=true")
        expected = worlds.ids_in(world, noun, SEES[persona][KIND_OF[noun]])
        assert {row["id"] for row in answer.json()["results"]} == expected, f"{persona} lists {noun}"
        assert answer.json()["total"] == len(expected)


@every_persona
def test_each_row_answers_by_what_the_role_may(api, world, persona):
    for noun, rows in world.rows.items():
        kind = KIND_OF[noun]
        # Lists and bulk try every row; here one inside and one outside each right will do.
        for name in {one for table in (SEES, CHANGES, DELETES) for one in sample(table[persona][kind])}:
            path = f"{path_of(noun)}/{rows[name].pk}/"
            seen, changed, deleted = (name in table[persona][kind] for table in (SEES, CHANGES, DELETES))
            assert api.get(path).status_code == (200 if seen else 404), f"{persona} reads {noun} of {name}"
            expected = 200 if changed else 403 if seen else 404
            assert api.patch(path, {}).status_code == expected, f"{persona} changes {noun} of {name}"
            expected = 412 if deleted else 403 if seen else 404
            answer = api.delete(path, **NOT_THE_VERSION)
            assert answer.status_code == expected, f"{persona} deletes {noun} of {name}"


@every_persona
def test_plans_open_and_change_by_role(api, world, persona):
    body = {"dry_run": True, "commands": [{"do": "create", "fields": {"name": "x"}}]}
    for name, project in world.projects.items():
        seen, changed = name in SEES[persona]["plan"], name in CHANGES[persona]["plan"]
        path = f"projects/{project.pk}/plan/"
        assert api.get(path).status_code == (200 if seen else 404), f"{persona} reads the plan of {name}"
        expected = 200 if changed else 403 if seen else 404
        assert api.post(path, body).status_code == expected, f"{persona} edits the plan of {name}"


@every_persona
def test_bulk_knows_the_same_rights(api, world, persona):
    for noun, rows in world.rows.items():
        kind = KIND_OF[noun]
        body = {"mode": "valid", "operation": "update", "rows": [{"id": row.pk} for row in rows.values()]}
        answer = api.post(f"{path_of(noun)}/bulk/", body)
        assert answer.status_code == 200, answer.content
        outcomes = {name: row["outcome"] for name, row in zip(rows, answer.json()["rows"], strict=True)}
        expected = {name: "unchanged" if name in CHANGES[persona][kind] else "rejected" for name in rows}
        assert outcomes == expected, f"{persona} writes {noun} in bulk"


@every_persona
def test_rows_of_the_organisation(api, world, persona):
    for noun, (seers, editors) in ORGANISATION.items():
        path = f"{path_of(noun)}/{world.organisation_rows[noun].pk}/"
        assert api.get(path).status_code == (200 if persona in seers else 404), f"{persona} reads {noun}"
        expected = 200 if persona in editors else 403 if persona in seers else 404
        assert api.patch(path, {}).status_code == expected, f"{persona} changes {noun}"


@every_persona
def test_names_of_hidden_projects_never_appear(api, world, persona):
    hidden = {f"Project {name}" for name in ALL - SEES[persona]["project"]}
    for path in routes():
        if "(" in path:
            continue
        text = api.get(f"{path}/?page_size=1000").content.decode()
        assert not {name for name in hidden if name in text}, f"{persona} reads a hidden name at {path}"


@every_persona
def test_rows_are_not_put_into_projects_where_one_may_not_write(api, world, persona):
    for name, project in world.projects.items():
        may = name in CHANGES[persona]["risk"]
        answer = api.post("risks/bulk/", {"dry_run": True, "rows": [{"name": "x", "project": project.pk}]})
        assert answer.status_code == (200 if may else 400), f"{persona} adds a risk to {name}: {answer.content}"
        code = None if may else answer.json()["errors"][0]["code"]
        seen = name in SEES[persona]["project"]
        assert code == (None if may else "not_allowed" if seen else "unknown")


def test_every_route_is_in_this_matrix():
    nouns = {viewset.model._meta.model_name for viewset in routes().values()}
    assert nouns - set(KIND_OF) - set(ORGANISATION) - WITHOUT_ROW == set()


def test_every_object_with_history_has_a_route():
    from django.apps import apps

    from pmo.models import Record

    served = {viewset.model for viewset in routes().values()}
    own = {model for model in apps.get_models() if issubclass(model, Record)}
    assert own - served == set()
