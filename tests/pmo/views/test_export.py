"""Exports of lists as workbooks: moments and days as cells that a spreadsheet reckons with."""

import io
from datetime import datetime

import openpyxl
import pytest
from django.test import Client
from django.urls import get_resolver

from projects.models import TaskSchedule
from tests import factories as make
from tests.plan_factories import TaskFactory

pytestmark = pytest.mark.django_db
assert get_resolver().url_patterns


def test_the_moments_of_a_plan_are_exported_as_they_stand_in_it():
    user, client = make.UserFactory(language="en"), Client()
    make.give_role(user, "administrator")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    task, start, finish = TaskFactory(name="Dig"), datetime(2026, 3, 2, 9, 0), datetime(2026, 3, 2, 17, 0)
    TaskSchedule.objects.create(
        task=task, project=task.project, row_number=1, level=0, wbs="1", start=start, finish=finish,
        late_start=start, late_finish=finish, duration=420, total_float=0, free_float=0,
    )  # fmt: skip
    answer = client.get("/tasks/export.xlsx?columns=name&columns=start")
    assert answer.status_code == 200
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows())
    assert [cell.value for cell in rows[1]][1:3] == ["Dig", start]
    assert rows[1][2].number_format == "yyyy-mm-dd hh:mm"
