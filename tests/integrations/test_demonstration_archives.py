"""The published archives beside the company: every edition on its day, every row."""

from datetime import date

import pytest
from django.db.models import Count

from integrations.demonstration import load_demonstration
from portfolio.models import Portfolio
from projects.models import ProjectSnapshot

GMPP = {2013: 200, 2014: 188, 2015: 143, 2016: 144, 2017: 133, 2018: 133, 2019: 125}
PANORAMA = {date(2017, 2, 10): 57, date(2017, 6, 30): 61}


@pytest.mark.full
@pytest.mark.django_db
def test_archives_hold_seven_and_two_editions_with_a_fixed_status_date():
    loaded = load_demonstration(today=date(2026, 3, 15), projects=3)
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


def rows_of(code: str):
    return ProjectSnapshot.objects.filter(portfolio__code=code, source="import")
