"""Nobody gives a role they may not give there, nor more than they hold, nor for longer."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.giving import givable_roles, may_give_somewhere
from accounts.models import Membership
from accounts.services import delegate, end_role, give_role
from pmo.access import PROJECT, Holding, holdings, may
from pmo.roles import ROLES, RoleName
from tests.factories import (
    DepartmentFactory,
    PersonFactory,
    PortfolioFactory,
    ProgrammeFactory,
    ProjectFactory,
    UserFactory,
)
from tests.factories import (
    give_role as record_role,
)

pytestmark = pytest.mark.django_db
TEAM = [RoleName.ASSISTANT, RoleName.CONTRIBUTOR, RoleName.GUEST]


def holder(role, **scope):
    user = UserFactory()
    record_role(user, role, **scope)
    return user


def today():
    return timezone.localdate()


def givable(user, scope, until=None):
    return givable_roles(user, scope, first_day=today(), last_day=until)


def test_an_administrator_gives_every_role_that_fits_the_scope():
    administrator, project = holder(RoleName.ADMINISTRATOR), ProjectFactory()
    assert givable(administrator, None) == list(RoleName)
    assert set(RoleName) - set(givable(administrator, project)) == {RoleName.ADMINISTRATOR, RoleName.OFFICER}
    assert RoleName.RESOURCE_MANAGER in givable(administrator, DepartmentFactory())


def test_a_project_manager_gives_team_roles_on_the_own_project_only():
    project = ProjectFactory()
    manager = holder(RoleName.PROJECT_MANAGER, project=project)
    assert givable(manager, project) == TEAM
    for elsewhere in (None, project.portfolio, ProjectFactory(), ProjectFactory(portfolio=project.portfolio)):
        assert givable(manager, elsewhere) == []


def test_being_named_as_manager_of_a_project_counts_like_the_role():
    manager = UserFactory()
    project = ProjectFactory(manager=PersonFactory(user=manager))
    assert givable(manager, project) == TEAM


def test_a_portfolio_manager_gives_roles_inside_the_portfolio():
    portfolio = PortfolioFactory()
    manager = holder(RoleName.PORTFOLIO_MANAGER, portfolio=portfolio)
    inside = [portfolio, ProgrammeFactory(portfolio=portfolio), ProjectFactory(portfolio=portfolio)]
    for scope in inside:
        assert set(givable(manager, scope)) == {*TEAM, RoleName.PORTFOLIO_MANAGER, RoleName.PROJECT_MANAGER}
    outside = [None, PortfolioFactory(), ProgrammeFactory(), ProjectFactory()]
    outside.append(ProjectFactory(portfolio=portfolio, confidential=True))
    assert [givable(manager, scope) for scope in outside] == [[]] * 5


def test_an_officer_gives_roles_on_projects_but_none_on_the_organisation_nor_on_money_rates():
    officer, project = holder(RoleName.OFFICER), ProjectFactory(confidential=True)
    assert givable(officer, None) == givable(officer, DepartmentFactory()) == []
    given = givable(officer, project)
    assert RoleName.EXECUTIVE in given and RoleName.PROJECT_MANAGER in given
    # A finance controller edits daily rates, which an officer only sees.
    assert RoleName.FINANCE_CONTROLLER not in given and RoleName.INTEGRATION not in given


@pytest.mark.parametrize(
    "role",
    [
        role
        for role in RoleName
        if role not in (RoleName.ADMINISTRATOR, RoleName.OFFICER, RoleName.PORTFOLIO_MANAGER, RoleName.PROJECT_MANAGER)
    ],
)
def test_other_roles_give_nothing(role):
    project = ProjectFactory()
    user = holder(role)
    record_role(user, role, project=project)
    assert not may_give_somewhere(user)
    assert [givable(user, scope) for scope in (None, project, project.portfolio)] == [[], [], []]


def test_nobody_gives_more_than_they_hold():
    """Whatever the table of givers says: the given actions are among the giver's own, on every kind."""
    project = ProjectFactory()
    givers = [holder(RoleName.ADMINISTRATOR), holder(RoleName.OFFICER)]
    givers += [holder(RoleName.PORTFOLIO_MANAGER, portfolio=project.portfolio)]
    givers += [holder(RoleName.PROJECT_MANAGER, project=project)]
    for giver in givers:
        for role in givable(giver, project):
            for kind, actions in ROLES[role].scoped.items():
                assert all(may(giver, action, project, kind) for action in actions), (role, kind)


def test_a_role_does_not_outlive_the_right_to_give_it():
    project, end = ProjectFactory(), today() + timedelta(days=30)
    manager = UserFactory()
    record_role(manager, RoleName.PROJECT_MANAGER, project=project, ends_on=end)
    assert givable(manager, project) == []
    assert givable(manager, project, until=end) == TEAM
    with pytest.raises(PermissionDenied):
        give_role(manager, user=UserFactory(), role=RoleName.GUEST, scope=project)


def test_giving_records_who_gave_it_and_counts_at_once():
    project = ProjectFactory()
    manager, member = holder(RoleName.PROJECT_MANAGER, project=project), UserFactory()
    assert holdings(member) == frozenset()
    held = give_role(manager, user=member, role=RoleName.CONTRIBUTOR, scope=project)
    assert (held.granted_by, held.starts_on) == (manager, today())
    assert Holding(RoleName.CONTRIBUTOR, PROJECT, project.pk) in holdings(member)


def test_the_same_role_is_not_given_twice_for_the_same_days():
    project, member = ProjectFactory(), UserFactory()
    give_role(None, user=member, role=RoleName.GUEST, scope=project, ends_on=today() + timedelta(days=10))
    with pytest.raises(ValidationError):
        give_role(None, user=member, role=RoleName.GUEST, scope=project, starts_on=today() + timedelta(days=10))
    give_role(None, user=member, role=RoleName.GUEST, scope=project, starts_on=today() + timedelta(days=11))
    give_role(None, user=member, role=RoleName.GUEST, scope=project.portfolio)


def test_an_ended_role_gives_nothing_from_that_moment_and_stays_on_record():
    project, member = ProjectFactory(), UserFactory()
    manager = holder(RoleName.PROJECT_MANAGER, project=project)
    held = give_role(manager, user=member, role=RoleName.CONTRIBUTOR, scope=project)
    end_role(manager, membership=held)
    assert holdings(member) == frozenset()
    kept = Membership.objects.get(pk=held.pk)
    assert kept.ended_by == manager and kept.ended_at is not None
    give_role(manager, user=member, role=RoleName.CONTRIBUTOR, scope=project)
    assert holdings(member) != frozenset()


def test_a_role_can_be_ended_on_a_later_day_but_not_in_the_past():
    held = give_role(None, user=UserFactory(), role=RoleName.AUDITOR)
    with pytest.raises(ValidationError):
        end_role(None, membership=held, last_day=today() - timedelta(days=1))
    end_role(None, membership=held, last_day=today() + timedelta(days=3))
    assert Membership.objects.in_force(today() + timedelta(days=3)).filter(pk=held.pk).exists()
    assert not Membership.objects.in_force(today() + timedelta(days=4)).filter(pk=held.pk).exists()


def test_whoever_could_not_give_a_role_cannot_end_it():
    project = ProjectFactory()
    manager = holder(RoleName.PROJECT_MANAGER, project=project)
    above = record_role(UserFactory(), RoleName.PROJECT_MANAGER, project=project)
    elsewhere = record_role(UserFactory(), RoleName.CONTRIBUTOR, project=ProjectFactory())
    for held in (above, elsewhere):
        with pytest.raises(PermissionDenied):
            end_role(manager, membership=held)


def test_the_last_administrator_is_told_why_the_role_stays():
    administrator = UserFactory()
    held = give_role(None, user=administrator, role=RoleName.ADMINISTRATOR)
    with pytest.raises(ValidationError) as refusal:
        end_role(administrator, membership=held)
    assert refusal.value.code == "last_administrator"


def test_a_delegation_gives_the_role_for_its_period_and_the_delegator_keeps_it():
    project, stand_in = ProjectFactory(), UserFactory()
    manager = holder(RoleName.PROJECT_MANAGER, project=project)
    own = Holding(RoleName.PROJECT_MANAGER, PROJECT, project.pk)
    given = delegate(manager, held=own, to=stand_in, starts_on=today(), ends_on=today() + timedelta(days=7))
    assert given.delegated_by == manager
    assert own in holdings(stand_in) and own in holdings(manager)
    assert own not in holdings(stand_in, today() + timedelta(days=8))


def test_a_delegation_ends_with_the_delegators_role_or_account():
    project, stand_in = ProjectFactory(), UserFactory()
    manager = UserFactory()
    held = record_role(manager, RoleName.PROJECT_MANAGER, project=project)
    own = Holding(RoleName.PROJECT_MANAGER, PROJECT, project.pk)
    delegate(manager, held=own, to=stand_in, starts_on=today(), ends_on=today() + timedelta(days=7))
    manager.is_active = False
    manager.save()
    assert holdings(type(stand_in).objects.get(pk=stand_in.pk)) == frozenset()
    manager.is_active = True
    manager.save()
    assert own in holdings(type(stand_in).objects.get(pk=stand_in.pk))
    end_role(None, membership=held)
    assert holdings(type(stand_in).objects.get(pk=stand_in.pk)) == frozenset()


def test_a_named_manager_delegates_until_somebody_else_is_named():
    manager, stand_in = UserFactory(), UserFactory()
    project = ProjectFactory(manager=PersonFactory(user=manager))
    own = Holding(RoleName.PROJECT_MANAGER, PROJECT, project.pk)
    delegate(manager, held=own, to=stand_in, starts_on=today(), ends_on=today() + timedelta(days=7))
    assert own in holdings(type(stand_in).objects.get(pk=stand_in.pk))
    project.manager = None
    project.save()
    assert holdings(type(stand_in).objects.get(pk=stand_in.pk)) == frozenset()


def test_a_received_role_is_not_handed_on():
    project, stand_in = ProjectFactory(), UserFactory()
    manager = holder(RoleName.PROJECT_MANAGER, project=project)
    own = Holding(RoleName.PROJECT_MANAGER, PROJECT, project.pk)
    period = {"starts_on": today(), "ends_on": today() + timedelta(days=7)}
    delegate(manager, held=own, to=stand_in, **period)
    with pytest.raises(PermissionDenied):
        delegate(stand_in, held=own, to=UserFactory(), **period)


def test_a_delegation_needs_an_end_within_a_year_and_somebody_else():
    project = ProjectFactory()
    manager = holder(RoleName.PROJECT_MANAGER, project=project)
    own = Holding(RoleName.PROJECT_MANAGER, PROJECT, project.pk)
    with pytest.raises(ValidationError):
        delegate(manager, held=own, to=manager, starts_on=today(), ends_on=today())
    with pytest.raises(ValidationError):
        delegate(manager, held=own, to=UserFactory(), starts_on=today(), ends_on=today() + timedelta(days=400))
    with pytest.raises(PermissionDenied):
        delegate(manager, held=Holding(RoleName.AUDITOR, "organisation"), to=UserFactory(),
                 starts_on=date(2030, 1, 1), ends_on=date(2030, 1, 2))  # fmt: skip


def test_both_sides_may_end_a_delegation_and_nobody_else():
    project, stand_in = ProjectFactory(), UserFactory()
    manager = holder(RoleName.PROJECT_MANAGER, project=project)
    own = Holding(RoleName.PROJECT_MANAGER, PROJECT, project.pk)
    period = {"starts_on": today(), "ends_on": today() + timedelta(days=7)}
    given = delegate(manager, held=own, to=stand_in, **period)
    with pytest.raises(PermissionDenied):
        end_role(UserFactory(), membership=given)
    end_role(stand_in, membership=given)
    assert own not in holdings(stand_in)
