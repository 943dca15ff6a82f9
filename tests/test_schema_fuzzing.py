"""Whatever is sent to the API, it answers as its description says: never with a crash.

What exists is read from every route, and many invented requests go to each, both in `make test-full` alone.
"""

import json
from datetime import timedelta

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.utils import timezone
from factory.base import FactoryMetaClass
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis.strategies import one_of
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks

from accounts.models import AccessToken, Calendar, CalendarException, Invitation, User
from accounts.models.user import hashed
from integrations.models import Import, ImportMapping
from pmo.api.documentation import description
from pmo.api.registry import routes
from pmo.models import Job, RollUpRun, SavedView
from pmo.roles import RoleName
from pmo.wsgi import application
from projects.models import ApprovalLimit, Task
from reporting.services import recalculate
from tests import factories, money_factories, plan_factories
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
from tests.world import build

pytestmark = [pytest.mark.full, pytest.mark.django_db]
SECRET = "pmo_fuzzing"
HEADERS = {"Authorization": f"Bearer {SECRET}", "Accept-Encoding": "identity"}
FACTORIES = (factories, money_factories, plan_factories)
# An outdated version is told (412) before the rest of a request is looked at.
REFUSED = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428", "429"]
REFUSALS = SchemathesisConfig.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REFUSED}}})
# What cannot be said in a schema: a link must exist, a code be free, an end not precede its start.
LEFT_OUT = [checks.positive_data_acceptance]


def with_token() -> User:
    """An administrator with the token that every request here bears."""
    user = UserFactory()
    give_role(user, RoleName.ADMINISTRATOR)
    AccessToken.objects.create(
        user=user, name="fuzzing", scope="write", prefix="pmo_fuzz", secret_hash=hashed(SECRET),
        expires_on=timezone.localdate() + timedelta(days=1), last_used_at=timezone.now(),
    )  # fmt: skip
    return user


@pytest.fixture
def some_data():
    """One object of several kinds, and an administrator's token."""
    project = ProjectFactory(manager=PersonFactory())
    RiskFactory(project=project), MilestoneFactory(project=project)
    CommitteeFactory(), StatusReportFactory(project=project)
    with_token()


@pytest.fixture
def one_connection():
    """A request ends with its connection; here it must outlive the request, with the test's data in it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def api(one_connection):
    schema = schemathesis.openapi.from_dict(json.loads(description()), config=REFUSALS)
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
        # What the blanks around it make too long is trimmed first, which a schema cannot say.
        assume(all(len(text) < 60 or text == text.strip() for text in texts(case.body)))
        with transaction.atomic():
            case.call_and_validate(headers=HEADERS, excluded_checks=LEFT_OUT)
            transaction.set_rollback(True)

    send()


def texts(body):
    """Every text in a body, however deep."""
    if isinstance(body, str):
        yield body
    elif isinstance(body, dict | list):
        for inner in body.values() if isinstance(body, dict) else body:
            yield from texts(inner)


def test_every_route_answers_as_described(api, some_data):
    failures = fuzz(api, 30)
    assert not failures, "\n\n".join(failures)


def test_what_exists_is_answered_as_described(api):
    world = build()
    rows_without_factory(world, with_token())
    rows_of_factories()
    recalculate([project.pk for project in world.projects.values()])
    empty, failures = set(), []
    for path, item in described(api):
        try:
            if not answers_as_described(api, path, item, world):
                empty.add(path.split("/")[3])
        except (Exception, BaseExceptionGroup) as error:
            failures.append(f"{path}: {error}")
    assert not failures, "\n\n".join(failures)
    assert not empty, f"no row of {sorted(empty)} was read"


def rows_without_factory(world, user) -> None:
    today = timezone.localdate()
    calendar = Calendar.objects.create(name="Own")
    CalendarException.objects.create(calendar=calendar, first_day=today, last_day=today)
    ImportMapping.objects.create(name="Ours")
    Import.objects.create(owner=user, file="imports/none.csv", file_name="none.csv", size=1, sha256="0" * 64)
    Invitation.objects.create(
        email="new@example.org", role=RoleName.GUEST, secret_hash="0" * 64, expires_at=timezone.now()
    )
    ApprovalLimit.objects.create(role=RoleName.ADMINISTRATOR, up_to=1)
    Job.objects.create(task="roll_up", title="Roll-up", owner=user)
    SavedView.objects.create(owner=user, list_name="projects", name="Mine")
    RollUpRun.objects.create(kind="full", started_at=timezone.now())
    column = world.rows["boardcolumn"]["open"]
    Task.objects.filter(pk=world.rows["task"]["open"].pk).update(column=column)


def rows_of_factories() -> None:
    """A row for every route whose model has a factory and no row yet."""
    made = {one._meta.model: one for module in FACTORIES for one in vars(module).values() if is_factory(one)}
    for model in {viewset.model for viewset in routes().values()}:
        if model in made and not model._default_manager.exists():
            made[model]()


def is_factory(one) -> bool:
    return isinstance(one, FactoryMetaClass) and one._meta.model is not None


def described(api) -> list:
    return [(path, item["get"]) for path, item in api.raw_schema["paths"].items() if "get" in item]


def answers_as_described(api, path: str, item: dict, world) -> bool:
    """Reads the route, of an object the first one of its list; False when there is none."""
    names = [one["name"] for one in item.get("parameters", ()) if one["in"] == "path"]
    given = {"project": world.projects["open"].pk} if "project" in names else {}
    if "id" in names:
        rows = send_one(api, path.partition("{id}")[0], given).json()["results"]
        if not rows:
            return False
        given["id"] = rows[0]["id"]
    assert send_one(api, path, given).status_code == 200, path
    return True


def send_one(api, path: str, given: dict):
    case = api[path]["GET"].Case(path_parameters=given)
    return case.call_and_validate(headers=HEADERS, excluded_checks=LEFT_OUT)
