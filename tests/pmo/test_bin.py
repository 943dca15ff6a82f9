"""The bin keeps and restores in a number of queries that does not grow with the rows; what comes back is what went."""

from itertools import pairwise

import pytest
from django.core import serializers
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmo.bin import put_in_bin, restore
from projects.models import Project, Task
from tests import factories as make
from tests import plan_factories as plans

pytestmark = pytest.mark.django_db(transaction=True)


def project_with(tasks: int) -> Project:
    project = make.ProjectFactory()
    phase = plans.TaskFactory(project=project, name="Phase")
    rows = [plans.TaskFactory(project=project, parent=phase, description=f"Text {number}") for number in range(tasks)]
    for before, after in pairwise(rows):
        plans.TaskLinkFactory(project=project, predecessor=before, successor=after)
    make.ActionFactory.create_batch(tasks, project=project)
    make.RiskFactory.create_batch(tasks, project=project)
    return project


def kept(model, **those) -> list[str]:
    rows = serializers.serialize("python", model.objects.filter(**those).order_by("pk"))
    # Versions and times of change are the database's to count.
    return [
        {name: value for name, value in row["fields"].items() if name not in ("version", "updated_at")} for row in rows
    ]


def counted(tasks: int) -> tuple[int, int]:
    project = project_with(tasks)
    key, before = project.pk, kept(Task, project=project)
    with CaptureQueriesContext(connection) as going:
        entry = put_in_bin(project, actor=None)
    assert not Task.objects.filter(project=key).exists() and entry.row_count > 4 * tasks
    with CaptureQueriesContext(connection) as coming:
        restore(entry, actor=None)
    assert kept(Task, project=key) == before and before[-1]["description"]
    return len(going), len(coming)


def test_more_rows_go_and_come_back_in_as_many_queries():
    counted(2)
    assert counted(20) == counted(3)
