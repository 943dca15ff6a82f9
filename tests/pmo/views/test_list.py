"""Lists as pages: each column stands below its own head, and an empty list says why it is empty."""

import re

import pytest

from tests import factories as make
from tests.test_access_matrix import built, client_of, pages_by_noun, world  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("persona", ["administrator", "auditor", "project_manager"])
def test_every_row_of_a_list_has_as_many_cells_as_heads(world, persona):  # noqa: F811
    client, seen = client_of(world.personas[persona]), 0
    for noun, pages in pages_by_noun().items():
        answer = client.get(pages.url("list"))
        if answer.status_code != 200:
            continue
        text = answer.content.decode()
        for row in re.findall(r"<tr data-panel-url.*?</tr>", text, re.S)[:1]:
            head = re.search(r"<thead>.*?</thead>", text, re.S)[0]
            assert row.count("<td") == head.count("<th ") + head.count("<th>"), f"{persona} on the list of {noun}"
            seen += 1
    assert seen > 10


def test_an_empty_list_of_a_project_blames_no_filter_that_nobody_chose(world):  # noqa: F811
    client = client_of(world.personas["administrator"])
    project = make.ProjectFactory()
    inside = client.get(f"/sprints/?project={project.pk}&panel=project", headers={"accept-language": "en"})
    assert "Nothing here yet" in inside.content.decode()
    asked = client.get(f"/sprints/?project={project.pk}", headers={"accept-language": "en"})
    assert "No row passes these filters" in asked.content.decode()
