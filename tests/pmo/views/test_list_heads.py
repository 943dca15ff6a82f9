"""Each column of a list stands below its own head, whether or not rows can be chosen there."""

import re

import pytest

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
