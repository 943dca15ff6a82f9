"""The published archives beside the company: every edition on its day, every row."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Count

from accounts.models import User
from integrations.demonstration import load_demonstration
from integrations.demonstration.exchange_rates import archive_rates
from integrations.demonstration.personas import PERSONAS
from pmo.models import RollUpRun
from portfolio.models import Portfolio, PortfolioSnapshot
from projects.models import ProjectSnapshot, ProjectState
from reporting.picture import Picture

GMPP = {2013: 200, 2014: 188, 2015: 143, 2016: 144, 2017: 133, 2018: 133, 2019: 125}
PANORAMA = {date(2017, 2, 10): 57, date(2017, 6, 30): 61}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """A small company with the archives, rolled back after the module."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            yield load_demonstration(today=date(2026, 3, 15), projects=3)
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


@pytest.mark.full
@pytest.mark.django_db
def test_archives_hold_seven_and_two_editions_with_a_fixed_status_date(loaded):
    assert loaded.editions == 9
    counts = {
        code: dict(rows_of(code).values_list("as_of").annotate(count=Count("pk")).order_by("as_of"))
        for code in ("GMPP", "PANORAMA")
    }
    assert counts["GMPP"] == {date(year, 9, 30): count for year, count in GMPP.items()}
    assert counts["PANORAMA"] == PANORAMA
    for code, last in (("GMPP", date(2019, 9, 30)), ("PANORAMA", date(2017, 6, 30))):
        portfolio = Portfolio.objects.get(code=code)
        assert portfolio.is_archive
        assert portfolio.status_date == last


@pytest.mark.full
@pytest.mark.django_db
def test_money_of_the_archives_is_in_their_sums_and_in_none_of_the_company(loaded):
    assert not RollUpRun.objects.exclude(troubles=[]).exists(), "no run asks for an exchange rate"
    assert not PortfolioSnapshot.objects.filter(without_rate__gt=0).exists()
    for state in ProjectState.objects.filter(project__portfolio__code="GMPP", budget__isnull=False):
        assert state.budget_total == (state.budget * archive_rates()[date(2019, 9, 1)]).quantize(Decimal("0.01"))
    kept = rows_of("GMPP").filter(budget__isnull=False)
    assert set(kept.values_list("as_of__year", flat=True)) == set(GMPP)
    assert not kept.filter(budget_total=None).exists()
    reader = User.objects.get(email=PERSONAS[0].email)
    british = Picture(reader, portfolio=Portfolio.objects.get(code="GMPP")).totals()
    assert british.without_rate == 0 and british.money["budget_total"] > 400_000_000_000
    company = Picture(reader).totals()
    assert company.without_rate == 0 and company.money["budget_total"] < 100_000_000


@pytest.mark.django_db
def test_the_archives_have_a_rate_for_every_month_of_their_editions():
    rates = archive_rates()
    assert all(date(year, 9, 1) in rates for year in GMPP)
    assert rates[date(2016, 6, 1)] == Decimal("1.22028604"), "0.81948 pounds for one euro"


def rows_of(code: str):
    return ProjectSnapshot.objects.filter(portfolio__code=code, source="import")
