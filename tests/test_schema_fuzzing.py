"""Whatever is sent to the API, it answers as its description says: never with a crash.

Many invented requests to every route, in `make test-full` alone.
"""

import json
from datetime import timedelta

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import one_of
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks

from accounts.models import AccessToken
from accounts.models.user import hashed
from pmo.api.documentation import description
from pmo.roles import RoleName
from pmo.wsgi import application
from tests.factories import (
    CommitteeFactory,
    MilestoneFactory,
    PersonFactory,
    ProjectFactory,
    RiskFactory,
    StatusReportFactory,
    UserFactory,
    give_role,
)

pytestmark = [pytest.mark.full, pytest.mark.django_db]
SECRET = "pmo_fuzzing"
HEADERS = {"Authorization": f"Bearer {SECRET}", "Accept-Encoding": "identity"}
# What cannot be said in a schema: a link must exist, a code be free, an end not precede its start.
LEFT_OUT = [checks.positive_data_acceptance]


@pytest.fixture
def some_data():
    """One object of several kinds, and an administrator's token."""
    project = ProjectFactory(manager=PersonFactory())
    RiskFactory(project=project), MilestoneFactory(project=project)
    CommitteeFactory(), StatusReportFactory(project=project)
    user = UserFactory()
    give_role(user, RoleName.ADMINISTRATOR)
    AccessToken.objects.create(
        user=user, name="fuzzing", scope="write", prefix="pmo_fuzz", secret_hash=hashed(SECRET),
        expires_on=timezone.localdate() + timedelta(days=1), last_used_at=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def one_connection():
    """A request ends with its connection; here it must outlive the request, with the test's data in it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def api(some_data, one_connection):
    schema = schemathesis.openapi.from_dict(json.loads(description()))
    schema.app = application
    return schema


def fuzz(api, examples: int) -> list[str]:
    """Sends so many invented requests to each operation; returns what went wrong, one text an operation."""
    failures = []
    for found in api.get_all_operations():
        operation = found.ok()
        try:
            send_many(operation, examples)
        except (Exception, BaseExceptionGroup) as error:
            failures.append(f"{operation.method.upper()} {operation.path}: {error}")
    return failures


def send_many(operation, examples: int) -> None:
    @settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate], derandomize=True,
    )  # fmt: skip
    @given(case=one_of(operation.as_strategy(generation_mode=mode) for mode in GenerationMode))
    def send(case):
        with transaction.atomic():
            case.call_and_validate(headers=HEADERS, excluded_checks=LEFT_OUT)
            transaction.set_rollback(True)

    send()


def test_every_route_answers_as_described(api):
    failures = fuzz(api, 30)
    assert not failures, "\n\n".join(failures)
