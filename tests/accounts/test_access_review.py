"""The review says who held which role on a day, and agrees with what `allowed` opens."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.access_review import narrowed, project_facts, reaching_project, review, seen_by
from accounts.models import Membership
from accounts.reach import sees
from accounts.review_rows import cells, head, rows_of
from accounts.services import deactivate_user, delegate, end_role
from pmo.access import PROJECT, Holding
from pmo.roles import RoleName
from projects.models import Project
from tests.factories import (
    DepartmentFactory,
    PersonFactory,
    PortfolioFactory,
    ProgrammeFactory,
    ProjectFactory,
    UserFactory,
    give_role,
)

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def now_review():
    return review(today(), today=today())


def roles_of(found, user):
    return {(grant.held.role, grant.held.scope, grant.held.scope_id, grant.reason) for grant in found.grants
            if grant.user_id == user.pk}  # fmt: skip


def happened(model, days_ago: int):
    """Move everything recorded so far of a model into the past, as if it had happened then."""
    table = model.pgh_event_model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET pgh_created_at = pgh_created_at - make_interval(days => %s)", [days_ago])


def everything_happened(days_ago: int):
    from accounts.models import Person, User
    from portfolio.models import Portfolio, Programme

    for model in (Membership, User, Person, Project, Portfolio, Programme):
        happened(model, days_ago)


def test_it_agrees_with_what_each_role_opens_today():
    """For every role and scope, and for managers and sponsors: the same projects as `allowed`."""
    portfolio, department = PortfolioFactory(), DepartmentFactory()
    programme = ProgrammeFactory(portfolio=portfolio)
    projects = [
        ProjectFactory(portfolio=portfolio, programme=programme),
        ProjectFactory(portfolio=portfolio, department=department),
        ProjectFactory(portfolio=portfolio, confidential=True, programme=programme),
        ProjectFactory(confidential=True),
        ProjectFactory(),
    ]
    scopes = [{}, {"portfolio": portfolio}, {"programme": programme}, {"department": department}]
    scopes += [{"project": project} for project in projects[:3]]
    users = []
    for role in RoleName:
        for scope in scopes:
            if scope and role in (RoleName.ADMINISTRATOR, RoleName.OFFICER):
                continue
            users.append(UserFactory())
            give_role(users[-1], role, **scope)
    for field in ("manager", "sponsor"):
        users.append(UserFactory())
        Project.objects.filter(pk=projects[2].pk).update(**{field: PersonFactory(user=users[-1])})
    found, facts = now_review(), project_facts({project.pk for project in projects}, None)
    for user in users:
        mine = [grant.held for grant in found.grants if grant.user_id == user.pk]
        reviewed = {pk for pk, one in facts.items() if any(sees(held, one) for held in mine)}
        allowed = set(Project.objects.allowed(user, "view").values_list("pk", flat=True))
        assert reviewed == allowed, (mine, reviewed, allowed)
    for project in projects:
        assert set(seen_by(project.pk, today=today())) == set(reaching_project(found.grants, project.pk, None))


def test_an_earlier_day_shows_the_role_and_the_manager_of_that_day():
    before, after, member = UserFactory(), UserFactory(), UserFactory()
    project = ProjectFactory(manager=PersonFactory(user=before))
    held = give_role(member, RoleName.CONTRIBUTOR, project=project)
    everything_happened(20)
    end_role(None, membership=held)
    Project.objects.filter(pk=project.pk).update(manager=PersonFactory(user=after))
    then = review(today() - timedelta(days=10), today=today())
    assert roles_of(then, before) >= {(RoleName.PROJECT_MANAGER, PROJECT, project.pk, "named")}
    assert roles_of(then, member) == {(RoleName.CONTRIBUTOR, PROJECT, project.pk, "given")}
    assert roles_of(then, after) == set()
    assert roles_of(now_review(), before) == roles_of(now_review(), member) == set()
    assert (RoleName.PROJECT_MANAGER, PROJECT, project.pk, "named") in roles_of(now_review(), after)


def test_a_role_that_was_deleted_or_rewritten_since_is_still_found():
    member, other = UserFactory(), UserFactory()
    held = give_role(member, RoleName.AUDITOR)
    rewritten = give_role(other, RoleName.AUDITOR)
    everything_happened(20)
    Membership.objects.filter(pk=held.pk).delete()
    Membership.objects.filter(pk=rewritten.pk).update(starts_on=today())
    then = review(today() - timedelta(days=10), today=today())
    assert roles_of(then, member) and roles_of(then, other)
    assert not roles_of(now_review(), member)


def test_a_role_given_later_for_earlier_days_did_not_count_then():
    give_role(UserFactory(), RoleName.AUDITOR)
    everything_happened(20)
    late = UserFactory()
    give_role(late, RoleName.AUDITOR, starts_on=today() - timedelta(days=15))
    assert not roles_of(review(today() - timedelta(days=10), today=today()), late)


def test_a_day_before_history_is_answered_from_recorded_periods_and_says_so():
    long_ago = today() - timedelta(days=400)
    member, project_manager = UserFactory(), UserFactory()
    give_role(member, RoleName.AUDITOR, starts_on=long_ago)
    ProjectFactory(manager=PersonFactory(user=project_manager))
    found = review(long_ago + timedelta(days=1), today=today())
    assert found.by_periods and roles_of(found, member) and not roles_of(found, project_manager)
    assert not now_review().by_periods
    assert not roles_of(review(long_ago - timedelta(days=1), today=today()), member)


def test_a_role_withdrawn_during_a_day_counts_for_that_day_and_not_for_the_next():
    member = UserFactory()
    held = give_role(member, RoleName.AUDITOR)
    everything_happened(20)
    end_role(None, membership=held)
    gone = timezone.now() - timedelta(days=5)
    Membership.objects.filter(pk=held.pk).update(ended_at=gone)
    happened(Membership, 5)
    day = timezone.localdate(gone)
    assert roles_of(review(day, today=today()), member)
    assert not roles_of(review(day + timedelta(days=1), today=today()), member)


def test_deactivated_users_and_orphaned_delegations_give_nothing():
    manager, stand_in, leaver = UserFactory(), UserFactory(), UserFactory()
    project = ProjectFactory()
    held = give_role(manager, RoleName.PROJECT_MANAGER, project=project)
    give_role(leaver, RoleName.AUDITOR)
    own = Holding(RoleName.PROJECT_MANAGER, PROJECT, project.pk)
    delegate(manager, held=own, to=stand_in, starts_on=today(), ends_on=today() + timedelta(days=7))
    assert (own.role, PROJECT, project.pk, "delegated") in roles_of(now_review(), stand_in)
    deactivate_user(None, user=leaver)
    end_role(None, membership=held)
    assert roles_of(now_review(), leaver) == roles_of(now_review(), stand_in) == set()


def test_it_narrows_to_user_role_project_and_portfolio():
    portfolio = PortfolioFactory()
    project, other = ProjectFactory(portfolio=portfolio), ProjectFactory()
    member, auditor, elsewhere = UserFactory(), UserFactory(), UserFactory()
    give_role(member, RoleName.CONTRIBUTOR, project=project)
    give_role(auditor, RoleName.AUDITOR)
    give_role(elsewhere, RoleName.CONTRIBUTOR, project=other)
    found = now_review()

    def who(**chosen):
        return {grant.user_id for grant in narrowed(found, **chosen).grants}

    assert who(project_id=project.pk) == who(portfolio_id=portfolio.pk) == {member.pk, auditor.pk}
    assert who(role=RoleName.CONTRIBUTOR) == {member.pk, elsewhere.pk}
    assert who(user_id=member.pk) == {member.pk}
    assert who(project_id=0) == set()


def test_lines_name_who_gave_what_and_what_it_allows():
    granter = UserFactory(name="Anne Giver")
    member = UserFactory(name="Zoé Member", email="zoe@example.org")
    project = ProjectFactory(name="Site redesign")
    give_role(member, RoleName.CONTRIBUTOR, project=project, granted_by=granter)
    (line,) = rows_of(reaching_project(now_review().grants, project.pk, None))
    assert (line.user, line.scope, line.granted_by) == ("Zoé Member", "Site redesign", "Anne Giver")
    assert line.sees and not line.does
    assert len(cells(line)) == len(head())


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_max_num_queries):
    project = ProjectFactory()
    for _number in range(5):
        give_role(UserFactory(), RoleName.PROJECT_MANAGER, project=project)
        ProjectFactory(manager=PersonFactory(user=UserFactory()))
    with django_assert_max_num_queries(10):
        rows_of(now_review().grants)


def test_a_day_ends_at_local_midnight():
    member = UserFactory()
    give_role(member, RoleName.AUDITOR)
    last = timezone.make_aware(datetime.combine(today() - timedelta(days=3), datetime.max.time()))
    with connection.cursor() as cursor:
        for table in ("accounts_membershipevent", "accounts_userevent"):
            cursor.execute(f"UPDATE {table} SET pgh_created_at = %s", [last])
    assert roles_of(review(today() - timedelta(days=3), today=today()), member)
    assert review(today() - timedelta(days=4), today=today()).by_periods
