"""KPIs with their values: colours by threshold, the chart with words and table, small lines in the list."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from portfolio.kpi_health import kpi_health
from portfolio.models import Kpi, KpiValue
from tests import factories as make


@pytest.mark.parametrize(
    ("value", "expected"), [("5", "green"), ("4", "green"), ("3", "amber"), ("2", "red"), ("1", "red")]
)
def test_higher_is_better_reaches_its_thresholds_from_above(value, expected):
    limits = {"target": Decimal(5), "amber": Decimal(3), "red": Decimal(2)}
    assert kpi_health(Decimal(value), direction="up", **limits) == expected


@pytest.mark.parametrize(("value", "expected"), [("1", "green"), ("3", "amber"), ("4", "amber"), ("5", "red")])
def test_lower_is_better_reaches_them_from_below(value, expected):
    assert kpi_health(Decimal(value), direction="down", amber=Decimal(3), red=Decimal(5)) == expected


def test_without_thresholds_the_target_decides_and_without_anything_nobody_knows():
    assert kpi_health(Decimal(4), direction="up", target=Decimal(5)) == "amber"
    assert kpi_health(Decimal(5), direction="up", target=Decimal(5)) == "green"
    assert kpi_health(Decimal(5), direction="up") == "none"
    assert kpi_health(None, direction="up", target=Decimal(5)) == "none"


@pytest.fixture
def kpi(db):
    kpi = make.KpiFactory(name="Conversion", unit="percent", target=3, amber="2.5", red=2)
    for month, value in ((1, "2.1"), (2, "2.6"), (3, "1.9")):
        KpiValue.objects.create(kpi=kpi, period_end=date(2026, month, 28), value=value)
    secret = make.ProjectFactory(name="Secret project", confidential=True)
    KpiValue.objects.create(kpi=kpi, project=secret, period_end=date(2026, 3, 28), value=9)
    return kpi


def client_of(role) -> Client:
    user, client = make.UserFactory(language="en"), Client()
    make.give_role(user, role)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_chart_draws_values_target_and_thresholds_with_words_and_table(kpi):
    answer = client_of("administrator").get(f"/kpis/{kpi.pk}/chart/").json()
    lines = {line["name"]: line["y"] for line in answer["figure"]["data"]}
    assert lines["Target"] == [3.0, 3.0] and lines["At risk from"] == [2.5, 2.5] and lines["Secret project"] == [9.0]
    assert "1.90%" in answer["text"] and "Off track" in answer["text"]
    assert len(answer["table"]["rows"]) == 4 and answer["table"]["rows"][1][-1] == "Off track"


def test_values_of_projects_that_may_not_be_seen_are_no_line(kpi):
    text = client_of("executive").get(f"/kpis/{kpi.pk}/chart/").content.decode()
    assert "Secret project" not in text and "9.0" not in text
    assert client_of("guest").get(f"/kpis/{kpi.pk}/chart/").status_code == 404


def test_the_list_shows_colour_and_line_and_the_page_its_chart(kpi):
    client = client_of("administrator")
    page = client.get("/kpis/").content.decode()
    assert 'class="spark' in page and "health-red" in page
    assert f"/kpis/{kpi.pk}/chart/" in client.get(f"/kpis/{kpi.pk}/").content.decode()
    export = b"".join(client.get("/kpis/export.csv").streaming_content).decode("utf-8-sig")
    assert "2.1 2.6 1.9" in export and "Off track" in export


@pytest.mark.parametrize(
    ("direction", "target", "amber", "red", "culprit"),
    [
        ("up", 5, 4, 3, ""), ("down", 5, 7, 10, ""), ("up", 5, None, 3, ""), ("up", None, None, None, ""),
        ("up", 5, 3, 4, "red"), ("up", 5, 6, 3, "amber"), ("down", 5, 7, 6, "red"), ("down", 5, None, 4, "red"),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_thresholds_that_could_never_be_reached_are_refused(direction, target, amber, red, culprit):
    kpi = Kpi(name="K", code="k", direction=direction, target=target, amber=amber, red=red)
    try:
        kpi.full_clean()
        found = set()
    except ValidationError as refused:
        found = set(refused.message_dict)
    assert found == ({culprit} if culprit else set())
