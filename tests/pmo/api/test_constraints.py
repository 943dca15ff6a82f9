"""Every named constraint holds over the API, one object at a time and in bulk, with its message at its field."""

import pytest
from django.apps import apps
from django.utils import translation

from pmo.models import Organisation
from tests import violations
from tests.factories import DepartmentFactory
from tests.violations import BY_CHANGE, REFUSED_EARLIER, VIOLATIONS

pytestmark = pytest.mark.django_db
CONSTRAINTS = {one.name: one for model in apps.get_models() for one in model._meta.constraints}


def message_of(name: str) -> str:
    with translation.override("en"):
        return str(CONSTRAINTS[name].violation_error_message)


def messages(answer) -> set[str]:
    assert answer.status_code == 400, answer.content
    return {error["detail"] for error in answer.json()["errors"]}


@pytest.mark.parametrize("name", sorted(VIOLATIONS))
def test_a_violation_is_refused_with_the_message_of_its_constraint(administrator, name):
    route, before, body = VIOLATIONS[name]
    world = violations.world()
    if before:
        before(world)
    told = messages(administrator.post(f"{route}/", body(world)))
    told_in_bulk = messages(administrator.post(f"{route}/bulk/", {"operation": "create", "rows": [body(world)]}))
    assert told == told_in_bulk
    if name not in REFUSED_EARLIER:
        assert message_of(name) in told


@pytest.mark.parametrize("name", sorted(BY_CHANGE))
def test_thresholds_stay_in_order(administrator, name):
    Organisation.objects.get_or_create(pk=1)
    told = messages(administrator.patch("organisation/1/", BY_CHANGE[name]))
    assert told == {message_of(name)}


def test_a_department_is_not_part_of_itself(administrator):
    department = DepartmentFactory()
    told = messages(administrator.patch(f"departments/{department.pk}/", {"parent": department.pk}))
    assert "A department cannot be part of itself." in told


def test_every_named_constraint_is_tried_here():
    ours = {"accounts", "portfolio", "projects", "risks", "resources", "pmo", "integrations"}
    named = {
        one.name for model in apps.get_models() if model._meta.app_label in ours for one in model._meta.constraints
    }
    tried = VIOLATIONS.keys() | BY_CHANGE.keys() | violations.BY_ITSELF | violations.WRITTEN_BY_THE_PRODUCT
    assert named - tried == set()
