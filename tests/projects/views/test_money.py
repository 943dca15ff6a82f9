"""The money page of a project, its S-curve, and entering the forecast."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pmo.models import Organisation
from projects.models import BudgetLine
from projects.project_money import month_after
from projects.services import forecasts
from tests.factories import (
    BudgetLineFactory,
    CostEntryFactory,
    PersonFactory,
    ProjectFactory,
    RateFactory,
    UserFactory,
    give_role,
)

pytestmark = pytest.mark.django_db


def client_of(role, **scope) -> Client:
    user = UserFactory(language="en")
    PersonFactory(user=user)
    give_role(user, role, **scope)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def officer():
    return client_of("officer")


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def this_month():
    return timezone.localdate().replace(day=1)


def line(project, month, amount, version="initial", number=1, **values):
    return BudgetLineFactory(
        project=project, budget_version=version, number=number, month=month, fiscal_year=month.year,
        amount=Decimal(amount), **values,
    )  # fmt: skip


def money(project, page="") -> str:
    return f"/projects/{project.pk}/money/{page}"


def page(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_versions_and_costs_stand_side_by_side(officer, project, this_month):
    line(project, this_month, "1000", category="media", nature="opex")
    line(project, this_month, "1200", version="revised", category="media", nature="capex")
    CostEntryFactory(project=project, month=this_month, kind="actual", amount=Decimal("300"), category="media")
    text = page(officer, money(project))
    for shown in ("€1,000", "€1,200", "€300", "Revised budget 1", "CapEx", "Media and acquisition"):
        assert shown in text, shown


def test_what_is_accrued_is_no_longer_shown_as_committed(project, officer, this_month):
    for kind, amount in (("committed", "1000"), ("accrued", "400")):
        CostEntryFactory(project=project, month=this_month, kind=kind, amount=Decimal(amount), category="services")
    found = forecasts.read_money(project)
    assert {kind: sum(one.amount for one in amounts) for kind, amounts in found.costs.items()} == {
        "committed": 600, "accrued": 400,
    }  # fmt: skip
    text = page(officer, money(project))
    assert "€600" in text and "€1,000" not in text


def test_the_curve_adds_up_by_month(officer, project, this_month):
    after = month_after(this_month)
    line(project, this_month, "100")
    line(project, after, "50")
    CostEntryFactory(project=project, month=this_month, kind="actual", amount=Decimal("70"))
    CostEntryFactory(project=project, month=this_month, kind="committed", amount=Decimal("999"))
    answer = officer.get(money(project, "curve/")).json()
    assert [one["y"] for one in answer["figure"]["data"]] == [[100.0, 150.0], [70.0, None]]
    assert [one["mode"] for one in answer["figure"]["data"]] == ["lines", "lines+markers"]
    assert answer["table"]["rows"][1][1:] == ["€150", ""] and "€150" in answer["text"]
    assert "No money" in officer.get(money(ProjectFactory(), "curve/")).json()["text"]


def test_a_round_starts_with_what_was_spent_and_what_is_still_foreseen(project, this_month):
    before, after = month_after(this_month, -1), month_after(this_month)
    line(project, before, "100", category="labour", nature="opex")
    line(project, after, "400", category="labour", nature="opex")
    CostEntryFactory(
        project=project, month=before, kind="actual", amount=Decimal("130"), category="labour", nature="opex"
    )
    assert forecasts.start_round(None, project=project, on=this_month) == 1
    rows = BudgetLine.objects.filter(project=project, budget_version="forecast")
    assert dict(rows.values_list("month", "amount")) == {before: Decimal("130"), after: Decimal("400")}
    assert forecasts.start_round(None, project=project, on=this_month) == 2


def entry(client, project) -> dict:
    """The fields of the form as the browser would send them."""
    context = client.get(money(project, "forecast/")).context
    cells = {cell["name"]: cell["value"] for row in context["rows"] for cell in row["cells"]}
    return {"round": context["round"], "seen": context["seen"], **cells}


def test_the_grid_is_saved_at_once_and_only_what_changed(officer, project, this_month):
    after = month_after(this_month)
    kept = line(project, this_month, "10", "forecast", category="labour", nature="opex")
    gone = line(project, after, "20", "forecast", category="labour", nature="opex")
    form = entry(officer, project)
    form |= {
        f"labour-opex-{this_month:%Y-%m}": "1 234,50", f"labour-opex-{after:%Y-%m}": "",
        "new-category": "media", "new-nature": "capex", f"new-{after:%Y-%m}": "77",
    }  # fmt: skip
    assert officer.post(money(project, "forecast/"), form).status_code == 302
    kept.refresh_from_db()
    assert kept.amount == Decimal("1234.50") and not BudgetLine.objects.filter(pk=gone.pk).exists()
    assert BudgetLine.objects.get(category="media", nature="capex").amount == Decimal("77")


def test_several_lines_of_a_cell_keep_their_sum(officer, project, this_month):
    first, second = (
        line(project, this_month, amount, "forecast", category="labour", nature="opex") for amount in ("10", "5")
    )
    form = entry(officer, project)
    assert form[f"labour-opex-{this_month:%Y-%m}"] == "15"
    officer.post(money(project, "forecast/"), form | {f"labour-opex-{this_month:%Y-%m}": "18"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.amount, second.amount) == (Decimal("13"), Decimal("5"))


def test_two_who_enter_at_once_see_the_conflict_and_keep_what_they_typed(officer, project, this_month):
    row = line(project, this_month, "10", "forecast", category="labour", nature="opex")
    form = entry(officer, project) | {f"labour-opex-{this_month:%Y-%m}": "99"}
    BudgetLine.objects.filter(pk=row.pk).update(amount=11)
    answer = officer.post(money(project, "forecast/"), form)
    assert answer.status_code == 409 and 'value="99"' in answer.content.decode()
    row.refresh_from_db()
    assert row.amount == 11


def test_a_wrong_amount_is_named_and_nothing_written(officer, project, this_month):
    row = line(project, this_month, "10", "forecast", category="labour", nature="opex")
    form = entry(officer, project) | {f"labour-opex-{this_month:%Y-%m}": "lots"}
    answer = officer.post(money(project, "forecast/"), form)
    assert answer.status_code == 422 and "lots" in answer.content.decode()
    row.refresh_from_db()
    assert row.amount == 10


@pytest.mark.parametrize("kind", [("", "opex"), ("labour", "opex")])
def test_amounts_of_a_new_row_without_a_kind_of_its_own_are_not_lost(officer, project, this_month, kind):
    row = line(project, this_month, "10", "forecast", category="labour", nature="opex")
    form = entry(officer, project) | {f"new-{this_month:%Y-%m}": "77", "new-category": kind[0], "new-nature": kind[1]}
    answer = officer.post(money(project, "forecast/"), form)
    assert answer.status_code == 422 and 'value="77"' in answer.content.decode()
    assert "new row" in answer.context["errors"][0]
    row.refresh_from_db()
    assert (row.amount, BudgetLine.objects.count()) == (10, 1)


def test_a_round_is_started_from_the_page(officer, project):
    assert "No forecast yet" in page(officer, money(project, "forecast/"))
    line(project, timezone.localdate().replace(day=1), "500")
    assert officer.post(money(project, "forecast/"), {"start": "1"}).status_code == 302
    assert BudgetLine.objects.get(budget_version="forecast").amount == 500


def test_an_older_round_is_kept(officer, project, this_month):
    line(project, this_month, "10", "forecast", number=1)
    line(project, this_month, "12", "forecast", number=2)
    form = entry(officer, project)
    assert form["round"] == 2
    assert officer.post(money(project, "forecast/"), form | {"round": 1}).status_code == 422


@pytest.mark.parametrize(
    ("role", "sees", "enters"),
    [("executive", 200, 403), ("contributor", 404, 404), ("data_protection_officer", 404, 404),
     ("project_manager", 200, 302), ("finance_controller", 200, 302), ("guest", 404, 404), ("auditor", 200, 403)],
)  # fmt: skip
def test_the_money_is_open_to_who_may_see_it(project, role, sees, enters):
    scope = {"project": project} if role in ("contributor", "project_manager", "guest") else {}
    client = client_of(role, **scope)
    line(project, timezone.localdate().replace(day=1), "500")
    assert [client.get(money(project, each)).status_code for each in ("", "curve/", "forecast/")] == [sees] * 3
    assert client.post(money(project, "forecast/"), {"start": "1"}).status_code == enters


def test_rates_of_people_show_nowhere_on_the_money(officer, project):
    RateFactory(amount=Decimal("87654.32"))
    for each in ("", "curve/", "forecast/"):
        text = page(officer, money(project, each))
        assert "87654" not in text and "87,654" not in text and "87.7k" not in text


def test_the_page_costs_the_same_for_more_lines(officer, project, this_month):
    def count():
        counts = []
        for each in ("", "curve/", "forecast/"):
            with CaptureQueriesContext(connection) as captured:
                page(officer, money(project, each))
            counts.append(len(captured))
        return counts

    line(project, this_month, "10", "forecast")
    count()
    before = count()
    for _number in range(3):
        line(project, this_month, "10", "forecast", category="media")
        CostEntryFactory(project=project)
    assert count() == before and max(before) <= 10


def test_a_month_lies_in_its_fiscal_year():
    given = {"project": ProjectFactory(), "month": date(2027, 3, 1), "amount": 1}
    BudgetLine(fiscal_year=2027, **given).full_clean()
    with pytest.raises(ValidationError) as refused:
        BudgetLine(fiscal_year=2026, **given).full_clean()
    assert set(refused.value.message_dict) == {"fiscal_year"}
    Organisation.objects.update_or_create(pk=1, defaults={"fiscal_year_start": 4})
    BudgetLine(fiscal_year=2026, **given).full_clean()
