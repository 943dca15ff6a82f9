"""The plan of a project over the API: rows with an ETag, commands as one, problems by pointer, conflicts by 412."""

import pytest

from projects.models import Task
from tests.factories import ProjectFactory
from tests.plan_factories import TaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def task():
    return TaskFactory(project=ProjectFactory(), name="Design")


def path(task):
    return f"projects/{task.project_id}/plan/"


def test_rows_are_read_once_and_again_when_they_change(officer, task):
    answer = officer.get(path(task))
    found = answer.json()
    assert dict(zip(found["names"], found["rows"][0], strict=True))["name"] == "Design"
    assert officer.get(path(task), **{"If-None-Match": answer["ETag"]}).status_code == 304


def test_commands_are_carried_out_as_one(officer, task):
    commands = [
        {"do": "create", "ref": "b", "fields": {"name": "Build"}},
        {"do": "link", "predecessor": task.pk, "successor": "b"},
        {"do": "change", "task": task.pk, "version": 1, "fields": {"duration": "2 d"}},
    ]
    answer = officer.post(path(task), {"commands": commands})
    assert answer.status_code == 200 and len(answer.json()["rows"]) == 2 and Task.objects.count() == 2


def test_a_trial_writes_nothing(officer, task):
    body = {"commands": [{"do": "delete", "task": task.pk, "version": 1}], "dry_run": True}
    assert officer.post(path(task), body).json()["removed"] == [task.pk] and Task.objects.count() == 1


def test_problems_point_at_their_command(officer, task):
    command = {"do": "change", "task": task.pk, "version": 1, "fields": {"duration": "soon"}}
    answer = officer.post(path(task), {"commands": [command]})
    (error,) = answer.json()["errors"]
    assert answer.status_code == 400 and error["pointer"] == "#/commands/0/fields/duration"
    assert error["detail"].startswith("Design: ")


def test_a_stale_command_is_a_412_with_both_values(officer, task):
    command = {"do": "change", "task": task.pk, "version": 9, "fields": {"name": "Mine"}}
    answer = officer.post(path(task), {"commands": [command]})
    assert answer.status_code == 412 and answer.json()["conflicts"][0]["theirs"] == {"name": "Design"}


def test_unknown_members_are_refused(officer, task):
    assert officer.post(path(task), {"commands": [], "color": "red"}).status_code == 400
    assert officer.post(path(task), {"commands": [{"do": "explode"}]}).status_code == 400


def test_the_same_key_edits_once(officer, task):
    body = {"commands": [{"do": "create", "fields": {"name": "New"}}]}
    for _ in range(2):
        assert officer.post(path(task), body, **{"Idempotency-Key": "one"}).status_code == 200
    assert Task.objects.count() == 2
