"""Every figure of a dashboard opens how it moved; amounts only for who may see them, sums say what they leave out."""

import re
from datetime import date

import pytest
from django.utils import timezone

from accounts.models import Currency
from portfolio.models import PortfolioSnapshot
from projects.models import Project
from reporting.drain import drain_all
from reporting.views.figure_trends import SERIES
from tests import factories as make
from tests.factories import TODAY


def test_every_figure_has_a_trend_that_opens(world, reader_with):
    somebody = reader_with("administrator")
    page = somebody.text("/dashboard/")
    trends = re.findall(r'href="(/dashboard/trends/[^"]+)"', page)
    assert len(trends) == len(SERIES)
    for url in trends:
        assert "data-chart=" in somebody.text(url)
        answer = somebody.get(url.split("?")[0] + "chart/").json()
        assert set(answer) == {"figure", "text", "table"}
        assert len(answer["table"]["rows"]) == len(answer["figure"]["data"][0]["x"])


def test_small_lines_are_put_into_the_cards(world, reader_with):
    for month in (1, 2, 3):
        PortfolioSnapshot.objects.create(
            portfolio=world.red.portfolio, as_of=date(2020, month, 28), project_count=month, computed_at=timezone.now()
        )
    text = reader_with("administrator").text("/dashboard/trends/")
    assert 'hx-swap-oob="true"' in text and 'id="figure-trend-projects"' in text and "<polyline" in text


@pytest.mark.parametrize("figure", ["budget", "forecast", "actual", "exposure"])
def test_without_the_right_to_money_a_trend_of_money_is_empty(world, reader_with, figure):
    contributor = reader_with("contributor", project=world.red)
    answer = contributor.get(f"/dashboard/trends/{figure}/chart/").json()
    assert answer["figure"]["data"][0]["y"] == [] and answer["table"]["rows"] == []
    assert f'id="figure-trend-{figure}"' not in contributor.text("/dashboard/trends/")


def test_a_point_opens_the_list_of_its_day_and_equals_it(world, reader_with):
    somebody = reader_with("administrator")
    trace = somebody.get("/dashboard/trends/projects/chart/").json()["figure"]["data"][0]
    for value, url in zip(trace["y"], trace["customdata"], strict=True):
        assert somebody.get(url).context["sums"]["count"] == value


def test_an_unknown_figure_is_not_found(world, reader_with):
    assert reader_with("administrator").get("/dashboard/trends/nothing/").status_code == 404


def test_lists_and_charts_say_what_their_sums_leave_out(world, reader_with):
    Currency.objects.get_or_create(code="CHF", defaults={"name": "Franc"})
    Project.objects.filter(pk=world.red.pk).update(currency="CHF")
    drain_all(today=TODAY)
    somebody = reader_with("administrator")
    assert somebody.get("/projects/").context["sums"]["without_rate"] == 1
    assert "no exchange rate" in somebody.text("/projects/")
    contributor = reader_with("contributor", project=world.red)
    assert contributor.get("/projects/").context["sums"]["without_rate"] == 0
    assert make.ProjectFactory(currency="EUR")
