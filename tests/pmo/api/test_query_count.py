"""One fixed number of queries per route, whatever the rows: every list and object with 1 and with 3."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pmo.api.registry import routes
from tests.factories import PersonFactory, ProjectFactory, ResponseFactory, UserFactory, give_role
from tests.test_query_count import FACTORIES, FACTS, NOUNS

pytestmark = pytest.mark.django_db
MOST_OF_A_LIST, MOST_OF_ONE, MOST_OF_A_CHANGE = 8, 5, 16


@pytest.fixture
def reader(api_of):
    """Somebody whose rows depend on conditions: the manager of projects."""
    user = UserFactory()
    person = PersonFactory(user=user)
    give_role(user, "contributor", project=ProjectFactory())
    api = api_of(user)
    api.person = person
    return api


def make_row(noun: str, reader):
    if noun == "project":
        return ProjectFactory(manager=reader.person)
    if noun in FACTS or noun == "response":
        project = ProjectFactory(manager=reader.person)
        if noun == "response":
            from tests.factories import RiskFactory

            return ResponseFactory(project=project, risk=RiskFactory(project=project))
        return FACTORIES[noun](project=project)
    return FACTORIES[noun]()


def queries(call) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = call()
    assert answer.status_code in (200, 403, 404), answer.content
    return len(captured)


LAST_MONTH = (timezone.localdate() - timedelta(days=30)).isoformat()


@pytest.mark.parametrize("noun", NOUNS)
def test_lists_and_objects_cost_a_fixed_number_of_queries(reader, noun):
    path = next(path for path, viewset in routes().items() if viewset.model._meta.model_name == noun)
    row = make_row(noun, reader)
    requests = {
        "list": lambda: reader.get(f"{path}/?total=true"),
        "since": lambda: reader.get(f"{path}/?updated_since={LAST_MONTH}"),
        "one": lambda: reader.get(f"{path}/{row.pk}/"),
    }
    for call in requests.values():
        call()
    with_one = {name: queries(call) for name, call in requests.items()}
    for _number in range(2):
        make_row(noun, reader)
    assert {name: queries(call) for name, call in requests.items()} == with_one
    assert with_one["list"] <= MOST_OF_A_LIST
    assert with_one["since"] <= MOST_OF_A_LIST + 4
    assert with_one["one"] <= MOST_OF_ONE


def test_a_change_costs_few_queries(reader):
    project = ProjectFactory(manager=reader.person)
    path = f"projects/{project.pk}/"
    reader.patch(path, {"description": "first"})
    assert queries(lambda: reader.patch(path, {"description": "second"})) <= MOST_OF_A_CHANGE
