"""Whatever widens or narrows somebody's reach is noted with its scope and user."""

import pytest

from accounts.models import Membership, Person
from pmo.models import AccessChange
from portfolio.models import Programme
from projects.models import Project
from tests import factories

pytestmark = pytest.mark.django_db


def noted() -> set:
    found = set(AccessChange.objects.values_list("scope", "scope_id", "user_id"))
    AccessChange.objects.all().delete()
    return found


@pytest.mark.parametrize("scope", ["department", "portfolio", "programme", "project"])
def test_a_role_notes_its_scope_and_user_when_given_moved_and_taken(scope):
    make = getattr(factories, f"{scope.capitalize()}Factory")
    here, there, user = make(), make(), factories.UserFactory()
    noted()
    held = factories.give_role(user, "contributor", **{scope: here})
    assert noted() == {(scope, here.pk, user.pk)}
    Membership.objects.filter(pk=held.pk).update(**{scope: there})
    assert noted() == {(scope, here.pk, user.pk), (scope, there.pk, user.pk)}
    held.delete()
    assert noted() == {(scope, there.pk, user.pk)}


def test_a_role_for_the_organisation_notes_the_organisation():
    user = factories.UserFactory()
    factories.give_role(user, "executive")
    assert noted() == {("organisation", None, user.pk)}


@pytest.mark.parametrize("field", ["confidential", "shares_money"])
def test_a_project_whose_readers_change_is_noted(field):
    project = factories.ProjectFactory()
    rows = Project.objects.filter(pk=project.pk)
    rows.update(name="Renamed")
    assert noted() == set()
    rows.update(**{field: True})
    assert noted() == {("project", project.pk, None)}


@pytest.mark.parametrize("field", ["manager", "sponsor"])
def test_a_new_manager_or_sponsor_is_noted(field):
    project, person = factories.ProjectFactory(), factories.PersonFactory()
    Project.objects.filter(pk=project.pk).update(**{field: person})
    assert noted() == {("project", project.pk, None)}


def test_a_programme_that_moves_is_noted():
    programme = factories.ProgrammeFactory()
    Programme.objects.filter(pk=programme.pk).update(portfolio=factories.PortfolioFactory())
    assert noted() == {("programme", programme.pk, None)}


def test_a_log_in_tied_to_a_person_is_noted():
    person, user = factories.PersonFactory(), factories.UserFactory()
    Person.objects.filter(pk=person.pk).update(user=user)
    assert noted() == {("organisation", None, user.pk)}
    Person.objects.filter(pk=person.pk).update(user=None)
    assert noted() == {("organisation", None, user.pk)}
