"""Every page below a project that is not a list: who may open it, and at what cost. What is not named here fails."""

import pytest
from django.urls import get_resolver, reverse

from pmo.pages import all_pages
from tests import factories as make
from tests.plan_factories import BoardColumnFactory, TaskFactory
from tests.test_access_matrix import SEES, bare_refusals, built, client_of, every_persona, world  # noqa: F401
from tests.test_query_count import MOST, queries, reader  # noqa: F401

pytestmark = pytest.mark.django_db

# What must be seen of a project before its page opens; further parts of the address behind it.
NEEDS = {
    "projects:project-milestone-trend": ("plan",), "projects:project-money-trend": ("money",),
    "projects:project-plan": ("plan",), "projects:project-plan-rows": ("plan",),
    "projects:board": ("plan",), "projects:backlog": ("plan",), "projects:flow": ("plan",),
    "projects:flow-velocity": ("plan",), "projects:flow-cumulative": ("plan",), "projects:flow-times": ("plan",),
    "projects:flow-forecast": ("plan",),
    "projects:project-money": ("money",), "projects:project-money-curve": ("money",),
    "project-journal": ("project",), "project-earned-value": ("plan", "money"), "project-s-curve": ("plan", "money"),
    "project-variance": ("plan",), "project-pending": ("project",),
    "project-journal-export": ("project", "csv"), "project-variance-file": ("plan", "csv"),
    "project-earned-value-tasks": ("plan", "money", "csv"), "integrations:plan-export": ("plan", "xml"),
    "measure-origin": ("project", "slip_days"), "measure-changes": ("project", "slip_days"),
}  # fmt: skip
# No pages but documents: a query for each kind of thing in them, and no more.
DOCUMENTS = {"projects:project-plan-rows": 10, "integrations:plan-export": 10}
FURTHER = {"csv", "xml", "slip_days"}
# Pages that change something ask for more than to see, and prove it in tests of their own.
WRITING = {
    "projects:project-report", "projects:project-plan-edit", "projects:board-add", "projects:backlog-change",
    "projects:project-money-forecast", "integrations:plan-files",
}  # fmt: skip
# Shows a sprint, by its number; tested with the other charts of the board.
OF_A_SPRINT = {"projects:flow-burn"}


def below_projects(resolver=None, prefix="", space="") -> set[str]:
    """Names of all addresses below a project, those of its lists and forms aside."""
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        address = prefix + str(pattern.pattern).lstrip("^")
        if hasattr(pattern, "url_patterns"):
            found |= below_projects(pattern, address, f"{pattern.namespace}:" if pattern.namespace else space)
        elif address.startswith(("projects/<int:pk>/", "projects/(?P<pk>")):
            found.add(space + (pattern.name or ""))
    declared = {f"{pages.model._meta.app_label}:{url.name}" for pages in all_pages() for url in pages.urls()}
    return found - declared


def address_of(name: str, project) -> str:
    further = [value for value in NEEDS.get(name, ()) if value in FURTHER]
    return reverse(name, args=[project.pk, *further])


def test_every_page_below_a_project_is_named_here():
    assert below_projects() == NEEDS.keys() | WRITING | OF_A_SPRINT


@every_persona
def test_pages_of_a_project_open_by_role(world, bare_refusals, persona):  # noqa: F811
    client = client_of(world.personas[persona])
    for name, needs in NEEDS.items():
        for title, project in world.projects.items():
            seen = all(title in SEES[persona][kind] for kind in needs if kind not in FURTHER)
            status = client.get(address_of(name, project)).status_code
            assert status == (200 if seen else 404), f"{persona} on {name} of {title}"


@every_persona
def test_pages_that_write_hide_projects_that_may_not_be_seen(world, bare_refusals, persona):  # noqa: F811
    client = client_of(world.personas[persona])
    for name in WRITING:
        for title, project in world.projects.items():
            if title not in SEES[persona]["project"]:
                address = address_of(name, project)
                assert client.get(address).status_code in (404, 405), f"{persona} on {name} of {title}"
                assert client.post(address).status_code == 404, f"{persona} posts to {name} of {title}"


@pytest.mark.parametrize("name", sorted(NEEDS))
def test_pages_of_a_project_cost_the_same_for_one_fact_and_for_three(reader, name):  # noqa: F811
    project = make.ProjectFactory(manager=reader.person, planned_start=make.TODAY, planned_finish=make.days(90))

    def fill():
        column = BoardColumnFactory(project=project)
        TaskFactory(project=project, column=column)
        for factory in (make.MilestoneFactory, make.BudgetLineFactory, make.CostEntryFactory):
            factory(project=project)

    fill()
    address = address_of(name, project)
    queries(reader, address)
    first = queries(reader, address)
    fill(), fill()
    queries(reader, address)
    assert queries(reader, address) == first
    assert first <= DOCUMENTS.get(name, MOST)
