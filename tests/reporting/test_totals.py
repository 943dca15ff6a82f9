"""A total equals its list, for every reader, and shows no money the reader may not see."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Project
from reporting.drain import drain_all
from reporting.totals import project_totals, steered, totals_by
from reporting.trends import trend
from tests import factories
from tests.factories import TODAY, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def portfolio():
    """One green, one red and one confidential red project, rolled up."""
    found = factories.PortfolioFactory()
    factories.ProjectFactory(portfolio=found, name="Green", budget=300, planned_finish=days(9), shares_money=True)
    red = factories.ProjectFactory(portfolio=found, name="Red", budget=100, planned_finish=days(-40))
    factories.MilestoneFactory(project=red, reference_date=days(-40))
    factories.ProjectFactory(
        portfolio=found, name="Secret", budget=600, planned_finish=days(-40), confidential=True, is_critical=True
    )
    drain_all(today=TODAY)
    return found


def reader(role, **scope):
    user = factories.UserFactory()
    factories.give_role(user, role, **scope)
    return user


def test_the_pmo_sees_counts_and_sums_over_everything(portfolio):
    totals = project_totals(reader("officer"))
    assert totals.projects == 3
    assert totals.by_health == {"green": 1, "amber": 0, "red": 2, "none": 0}
    assert totals.money["budget_total"] == 1000
    assert totals.budget_by_health["red"] == 700
    assert totals.share_of_budget("green") == Decimal("0.3")
    assert totals.counts["late_milestone_count"] == 1
    assert (totals.late, totals.critical, totals.with_money, totals.without_rate) == (2, 1, 3, 0)
    assert totals.overrun == 0


def test_whoever_may_not_see_a_project_finds_it_in_no_total(portfolio):
    for user in (reader("executive"), reader("portfolio_manager", portfolio=portfolio)):
        totals = project_totals(user)
        assert totals.projects == Project.objects.allowed(user).count() == 2
        assert totals.money["budget_total"] == 400
        assert totals.critical == 0


def test_a_contributor_sums_only_the_money_that_is_shared(portfolio):
    user = factories.UserFactory()
    for project in Project.objects.filter(name__in=["Green", "Red"]):
        factories.give_role(user, "contributor", project=project)
    totals = project_totals(user)
    assert (totals.projects, totals.with_money) == (2, 1)
    assert totals.money["budget_total"] == 300
    assert totals.share_of_budget("red") == 0


def test_without_any_right_to_money_no_sum_is_known(portfolio):
    user = reader("data_protection_officer")
    totals = project_totals(user)
    assert totals.projects == 3
    assert set(totals.money.values()) == {None}
    assert (totals.overrun, totals.share_of_budget("red"), totals.with_money) == (None, None, 0)


def test_an_outsider_has_nothing(portfolio):
    totals = project_totals(factories.UserFactory())
    assert (totals.projects, totals.money["budget_total"]) == (0, None)


def test_totals_by_portfolio_add_up_to_the_whole(portfolio):
    factories.ProjectFactory(budget=5)
    drain_all(today=TODAY)
    user = reader("officer")
    groups = totals_by(user, "portfolio_id")
    assert groups[portfolio.pk].projects == 3
    assert sum(each.projects for each in groups.values()) == project_totals(user).projects == 4
    assert sum(each.money["budget_total"] for each in groups.values()) == 1005


def test_a_total_over_a_given_list_counts_each_project_once(portfolio):
    project = Project.objects.get(name="Green")
    for _number in range(2):
        factories.ObjectiveLinkFactory(project=project)
    listed = Project.objects.filter(objectives__isnull=False)
    totals = project_totals(reader("officer"), listed)
    assert (totals.projects, totals.money["budget_total"]) == (1, 300)


def test_dashboards_leave_out_archives_templates_and_what_has_ended(portfolio):
    factories.ProjectFactory(portfolio=factories.PortfolioFactory(is_archive=True))
    factories.ProjectFactory(is_template=True)
    factories.ProjectFactory(status="cancelled")
    drain_all(today=TODAY)
    user = reader("officer")
    assert project_totals(user).projects == steered(user).count() == 3


def test_a_new_project_counts_as_not_reported_before_its_first_roll_up(portfolio):
    factories.ProjectFactory()
    assert project_totals(reader("officer")).by_health["none"] == 1


def test_amounts_without_a_rate_are_counted_and_not_summed(portfolio):
    factories.ProjectFactory(budget=10**6, currency="USD")
    drain_all(today=TODAY)
    totals = project_totals(reader("officer"))
    assert (totals.without_rate, totals.money["budget_total"]) == (1, 1000)
    assert project_totals(reader("data_protection_officer")).without_rate == 0


@pytest.mark.parametrize("role", ["officer", "executive", "data_protection_officer"])
def test_a_total_is_one_statement(portfolio, role):
    user = reader(role)
    project_totals(user)  # reads the roles once
    with CaptureQueriesContext(connection) as queries:
        project_totals(user)
    assert len(queries) == 1


# -- trends ----------------------------------------------------------------------------------------------------


@pytest.fixture
def two_months(portfolio):
    """Snapshots of the last of April, and of today after a change."""
    for day, budget in ((days(-47), 300), (TODAY, 350)):
        Project.objects.filter(name="Green").update(budget=budget)
        Project.objects.update(description=str(day))
        drain_all(today=day)
    return portfolio


def test_a_trend_has_the_last_kept_day_of_each_period(two_months):
    points = trend(reader("officer"))
    assert [(point.as_of, point.budget) for point in points] == [(days(-47), 1000), (TODAY, 1050)]
    assert points[0].by_health == {"green": 3, "amber": 0, "red": 0, "none": 0}
    assert points[1].by_health == {"green": 1, "amber": 0, "red": 2, "none": 0}


@pytest.mark.parametrize("scope", ["organisation", "portfolio"])
def test_stored_and_grouped_trends_agree_where_both_see_everything(two_months, scope, monkeypatch):
    chosen = {"portfolio": two_months} if scope == "portfolio" else {}
    user = reader("officer")
    stored = trend(user, **chosen)
    monkeypatch.setattr("reporting.trends.sees_everything", lambda user: False)
    for one, other in zip(stored, trend(user, **chosen), strict=True):
        for name in ("as_of", "projects", "by_health", "watermelons", "budget", "forecast", "late_milestone_count"):
            assert getattr(one, name) == getattr(other, name), name


def test_a_trend_hides_confidential_projects_and_their_money(portfolio):
    last = trend(reader("executive"))[-1]
    assert (last.projects, last.budget, last.by_health["red"]) == (2, 400, 1)
    assert trend(reader("data_protection_officer"))[-1].budget is None
    assert trend(factories.UserFactory()) == []


def test_the_trend_of_a_programme_has_its_projects_only(portfolio):
    programme = factories.ProgrammeFactory(portfolio=portfolio)
    Project.objects.filter(name="Red").update(programme=programme)
    drain_all(today=TODAY)
    (point,) = trend(reader("officer"), programme=programme)
    assert (point.projects, point.budget) == (1, 100)


def test_a_trend_can_be_cut_at_a_kept_day_and_grouped_by_week(two_months):
    user = reader("officer")
    assert [point.as_of for point in trend(user, until=days(-1))] == [days(-47)]
    assert len(trend(user, period="week", points=1)) == 1
