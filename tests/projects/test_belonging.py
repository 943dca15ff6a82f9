"""What hangs on a project names only rows of that project: else it would change what its writer may not."""

import pytest

from tests.factories import MilestoneFactory, PersonFactory, ProjectFactory, UserFactory, give_role
from tests.plan_factories import BoardColumnFactory, SprintFactory, TaskFactory
from tests.pmo.api.conftest import Client, token_of

pytestmark = pytest.mark.django_db
REFUSED = "This belongs to another project."


@pytest.fixture
def api(client):
    user = UserFactory()
    give_role(user, "administrator")
    return Client(client, token_of(user))


def bodies(here, there) -> dict:
    """Route → a body in project `here` that names a row of project `there`."""
    mine = TaskFactory(project=here)
    task = TaskFactory(project=there)
    return {
        "tasks": {"name": "X", "project": here.pk, "parent": task.pk},
        "checklist-items": {"label": "X", "project": here.pk, "task": task.pk},
        "task-assignments": {"project": here.pk, "task": task.pk, "person": PersonFactory().pk},
        "task-links": {"project": here.pk, "predecessor": mine.pk, "successor": task.pk},
        "milestones": {"name": "X", "project": here.pk, "task": task.pk, "reference_date": "2026-01-01"},
    }


@pytest.mark.parametrize("route", ["tasks", "checklist-items", "task-assignments", "task-links", "milestones"])
def test_a_row_of_another_project_is_refused(api, route):
    answer = api.post(f"{route}/", bodies(ProjectFactory(), ProjectFactory())[route])
    assert answer.status_code == 400 and REFUSED in answer.content.decode()


def test_columns_and_sprints_of_another_project_are_refused(api):
    task, elsewhere = TaskFactory(), ProjectFactory()
    for name, row in (("column", BoardColumnFactory(project=elsewhere)), ("sprint", SprintFactory(project=elsewhere))):
        answer = api.patch(f"tasks/{task.pk}/", {name: row.pk})
        assert answer.status_code == 400 and REFUSED in answer.content.decode(), name


def test_a_task_of_the_project_itself_is_taken(api):
    task = TaskFactory()
    assert api.patch(f"milestones/{MilestoneFactory(project=task.project).pk}/", {"task": task.pk}).status_code == 200
