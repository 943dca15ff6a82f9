"""What is wrong with an object is told where it is typed."""

from datetime import date

import pytest

from projects.forms import ProjectForm
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    user = make.UserFactory()
    make.give_role(user, "officer")
    return user


def typed_into(row, user, **changes) -> ProjectForm:
    """The form of a project as it is, with some fields typed anew."""
    untouched = ProjectForm(instance=row, user=user)
    values = {name: untouched[name].value() for name in untouched.fields}
    sent = {name: "" if value is None else value for name, value in (values | changes).items()}
    return ProjectForm(sent, instance=row, user=user)


@pytest.mark.parametrize("pair", ["planned", "forecast", "actual"])
def test_dates_in_the_wrong_order_are_told_at_the_second_of_them(officer, pair):
    row = make.ProjectFactory(planned_start=None, planned_finish=None, forecast_finish=None)
    form = typed_into(
        row, officer, **{f"{pair}_start": date(2026, 12, 1).isoformat(), f"{pair}_finish": date(2026, 1, 5).isoformat()}
    )
    assert not form.is_valid()
    assert list(form.errors) == [f"{pair}_finish"]


def test_a_form_whose_dates_are_in_order_has_nothing_to_tell(officer):
    row = make.ProjectFactory(planned_start=None, planned_finish=None, forecast_finish=None)
    form = typed_into(row, officer, planned_start="2026-01-05", planned_finish="2026-12-01")
    assert form.is_valid(), form.errors
