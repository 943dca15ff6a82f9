"""Forms of the plan: durations are typed in words."""

import pytest
from django.utils import translation

from projects.forms import TaskForm
from tests import factories as make
from tests.plan_factories import TaskFactory

pytestmark = pytest.mark.django_db


def filled(task, user, **typed):
    shown = TaskForm(instance=task, user=user)
    data = {name: shown[name].value() for name in shown.fields}
    return TaskForm(
        {name: value for name, value in (data | typed).items() if value is not None}, instance=task, user=user
    )


@pytest.fixture
def officer():
    user = make.UserFactory()
    make.give_role(user, "administrator")
    return user


@pytest.mark.parametrize(
    ("typed", "minutes"), [("3 j", 1260), ("1,5 j", 630), ("4 h", 240), ("2", 840), ("2 sem", 4200)]
)
def test_a_duration_is_typed_as_people_say_it(officer, typed, minutes):
    with translation.override("fr"):
        form = filled(TaskFactory(), officer, duration=typed, work="")
        assert form.is_valid(), form.errors
    assert (form.cleaned_data["duration"], form.cleaned_data["work"]) == (minutes, None)


def test_a_duration_that_is_shown_rounded_is_kept_to_the_minute(officer):
    task = TaskFactory(duration=500)
    form = filled(task, officer, name="Another name")
    assert form["duration"].value() == "8,3\N{NO-BREAK SPACE}h"
    assert form.is_valid(), form.errors
    assert form.cleaned_data["duration"] == 500


def test_what_is_no_duration_is_said_so(officer):
    form = filled(TaskFactory(), officer, duration="soon")
    assert "soon" in str(form.errors["duration"])
