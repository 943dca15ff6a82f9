"""Daily for 90 days, weekly for two years, monthly after; imported and cited snapshots for good."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pmo.models import RollUpRun
from pmo.run_troubles import trouble
from portfolio.models import PortfolioSnapshot
from projects.models import ProjectSnapshot
from reporting.thinning import thin
from tests import factories
from tests.factories import TODAY, days

pytestmark = pytest.mark.django_db


def keep(project, *ages, **fields):
    now = timezone.now()
    for age in ages:
        ProjectSnapshot.objects.create(
            project=project, portfolio=project.portfolio, name="x", as_of=days(-age), computed_at=now, **fields
        )
        PortfolioSnapshot.objects.get_or_create(
            portfolio=project.portfolio, as_of=days(-age), defaults={"computed_at": now}
        )


def kept(model=ProjectSnapshot):
    return [(TODAY - day).days for day in model.objects.order_by("-as_of").values_list("as_of", flat=True)]


def test_every_day_of_the_last_ninety_stays():
    keep(factories.ProjectFactory(), *range(91))
    assert thin(TODAY)["project_snapshots"] == 0
    assert kept() == list(range(91))


def test_older_days_leave_the_last_of_each_week():
    keep(factories.ProjectFactory(), *range(88, 120))  # TODAY is a Monday: Sundays are 1 more than a multiple of 7
    thin(TODAY)
    assert kept() == [88, 89, 90, 92, 99, 106, 113]
    assert kept(PortfolioSnapshot) == kept()


def test_after_two_years_the_last_of_each_month_stays():
    keep(factories.ProjectFactory(), *range(729, 860, 7))
    thin(TODAY)
    old = [days(-age) for age in kept() if age > 730]
    assert len(old) == len({(day.year, day.month) for day in old}) >= 4
    assert 729 in kept()


def test_every_project_is_thinned_by_itself():
    for _number in range(2):
        keep(factories.ProjectFactory(), 100, 101)
    thin(TODAY)
    assert kept() == [100, 100]


def test_imported_and_cited_snapshots_stay_with_the_totals_of_their_day():
    project = factories.ProjectFactory()
    keep(project, 101, source="import")
    keep(project, 102, is_cited=True)
    keep(project, 100, 103)
    thin(TODAY)
    assert kept() == [100, 101, 102]
    assert kept(PortfolioSnapshot) == [100, 101, 102]


def test_thinning_twice_changes_nothing():
    keep(factories.ProjectFactory(), *range(80, 200), *range(700, 800, 3))
    assert thin(TODAY)["project_snapshots"] > 0
    assert thin(TODAY) == {"project_snapshots": 0, "portfolio_snapshots": 0, "runs": 0}


def test_thinning_day_by_day_ends_like_thinning_once():
    one, other = factories.ProjectFactory(), factories.ProjectFactory()
    keep(one, *range(85, 130))
    for later in range(-40, 1):
        thin(days(later))
    keep(other, *range(85, 130))
    thin(TODAY)
    ages = {project: ProjectSnapshot.objects.filter(project=project).values_list("as_of") for project in (one, other)}
    assert set(ages[one]) == set(ages[other])


def test_runs_are_thinned_and_errors_are_kept_longer():
    now = timezone.now()
    for kind, age, troubles in (
        ("drain", 8, []),
        ("drain", 8, [trouble("run_failed", error="x")]),
        ("drain", 1, []),
        ("nightly", 8, []),
        ("nightly", 500, []),
    ):
        RollUpRun.objects.create(kind=kind, started_at=now - timedelta(days=age), troubles=troubles)
    assert thin(TODAY)["runs"] == 2
    assert RollUpRun.objects.count() == 3
