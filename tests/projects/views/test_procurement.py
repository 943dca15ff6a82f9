"""Pages of buying: the comparison and its scores, choosing, orders that wait, business cases."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import money_factories as money
from tests.factories import (
    CurrencyFactory,
    ExchangeRateFactory,
    PersonFactory,
    ProjectFactory,
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
def tender():
    return money.TenderFactory(state="evaluation")


def quote(tender, amount, **values):
    return money.QuoteFactory(tender=tender, project=tender.project, amount=Decimal(amount), **values)


def criterion(tender, **values):
    return money.TenderCriterionFactory(tender=tender, project=tender.project, **values)


def page(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_the_last_offers_stand_side_by_side_with_rounds_and_warnings(officer, tender):
    today = timezone.localdate()
    criterion(tender, is_price=True, name="Price", weight=50)
    first = quote(tender, "1000", scope="No training", scope_amount=Decimal("100"))
    quote(tender, "890", vendor=first.vendor, round=2, scope_amount=Decimal("100"))
    late = {"received_on": today - timedelta(days=60), "valid_until": today - timedelta(days=1)}
    quote(tender, "900", **late)
    quote(tender, "950", valid_until=today + timedelta(days=3))
    text = page(officer, f"/tenders/{tender.pk}/comparison/")
    assert "−10.0%" in text and "expired" in text and "expires soon" in text
    assert "4.5" in text and "5.0" in text  # 990 against 900, and the lowest
    assert text.count("?quote=") == 4 and "no longer valid" in text


def test_scores_are_saved_together_and_a_wrong_one_is_named(officer, tender):
    quality = criterion(tender)
    one, two = quote(tender, "100"), quote(tender, "120")
    address = f"/tenders/{tender.pk}/comparison/"
    names = [f"score-{one.pk}-{quality.pk}", f"score-{two.pk}-{quality.pk}"]
    assert officer.post(address, {names[0]: "4,5", names[1]: "3"}).status_code == 302
    assert (one.scores.get().score, two.scores.get().score) == (Decimal("4.5"), Decimal("3"))
    wrong = officer.post(address, {names[0]: "many", names[1]: ""})
    assert wrong.status_code == 422 and "many" in wrong.content.decode()
    assert two.scores.exists()
    assert officer.post(address, {names[0]: "9"}).status_code == 422


def test_who_only_sees_the_money_reads_and_scores_nothing(tender):
    quality, offer = criterion(tender), quote(tender, "100")
    reader, address = client_of("executive"), f"/tenders/{tender.pk}/comparison/"
    assert "score-" not in page(reader, address).replace("scores", "") and "?quote=" not in page(reader, address)
    assert reader.post(address, {f"score-{offer.pk}-{quality.pk}": "1"}).status_code == 403
    assert client_of("contributor", project=tender.project).get(address).status_code == 404


def test_a_quote_is_chosen_on_the_page_and_leads_to_its_order(officer, tender):
    offer = quote(tender, "100")
    address = f"/tenders/{tender.pk}/choose/"
    assert f'value="{offer.pk}" selected' in page(officer, f"{address}?quote={offer.pk}")
    refused = officer.post(address, {"quote": offer.pk, "reason": "", "on": timezone.localdate()})
    assert refused.status_code == 422
    chosen = officer.post(address, {"quote": offer.pk, "reason": "Best", "on": timezone.localdate()})
    assert chosen.status_code == 302 and chosen.url == f"/orders/{tender.orders.get().pk}/"
    assert "Best" in page(officer, f"/tenders/{tender.pk}/comparison/")


def test_a_waiting_order_names_the_roles_that_may_approve_it(officer):
    money.ApprovalLimitFactory(role="executive", up_to=Decimal("5000"))
    order = money.PurchaseOrderFactory()
    officer.post(f"/orders/{order.pk}/place/", {"on": timezone.localdate()})
    text = page(officer, f"/orders/{order.pk}/")
    assert "Executive or sponsor (up to €5,000)" in text and f"/orders/{order.pk}/approve/" not in text
    assert officer.get(f"/orders/{order.pk}/approve/").status_code == 403
    boss = client_of("executive")
    assert f"/orders/{order.pk}/approve/" in page(boss, f"/orders/{order.pk}/")
    assert boss.post(f"/orders/{order.pk}/approve/", {"on": timezone.localdate()}).status_code == 302
    order.refresh_from_db()
    assert order.state == "ordered"


def test_an_order_in_a_currency_without_rate_says_why_it_waits(officer):
    money.ApprovalLimitFactory(role="officer", up_to=Decimal("5000"))
    order = money.PurchaseOrderFactory(project=ProjectFactory(currency="GBP"), state="waiting")
    assert "There is no exchange rate of GBP" in page(officer, f"/orders/{order.pk}/")


def test_a_business_case_shows_years_figures_and_reasons(officer):
    line = money.BusinessCaseLineFactory(amount=Decimal("1000"), label="Licences")
    text = page(officer, f"/business-cases/{line.business_case_id}/")
    assert "not available: the gains never make up for the costs" in text and "Licences" in text
    chart = officer.get(f"/business-cases/{line.business_case_id}/chart/").json()
    assert chart["table"]["rows"][0][1] == "€1,000" and "No payback" in chart["text"]
    empty = money.BusinessCaseFactory()
    assert "there is no cost and no gain yet" in page(officer, f"/business-cases/{empty.pk}/")
    assert officer.get(f"/business-cases/{empty.pk}/chart/").status_code == 200


def test_a_running_total_of_nothing_is_written_where_the_case_has_paid_back(officer):
    line = money.BusinessCaseLineFactory(kind="cost", year=2030, amount=Decimal("1000"))
    money.BusinessCaseLineFactory(business_case=line.business_case, kind="gain", year=2031, amount=Decimal("1000"))
    sums = officer.get(f"/business-cases/{line.business_case_id}/").context["table"]["sums"]
    assert next(one["cells"] for one in sums if one["label"] == "Running total") == ["\u2212€1,000", "€0"]


def test_cases_are_compared_with_today_and_with_another_version(officer):
    line = money.BusinessCaseLineFactory(amount=Decimal("1000"))
    other = money.BusinessCaseLineFactory(
        project=line.project, amount=Decimal("700"), business_case__number=2, business_case__name="Second"
    )
    address = f"/business-cases/{line.business_case_id}/comparison/"
    assert "As of today" in page(officer, address)
    assert "−€300" in page(officer, f"{address}?with={other.business_case_id}")
    stranger = money.BusinessCaseFactory()
    assert "As of today" in page(officer, f"{address}?with={stranger.pk}")


def test_pages_cost_the_same_for_more_rows(officer, tender):
    line = money.BusinessCaseLineFactory(project=tender.project)
    order = money.PurchaseOrderFactory(project=tender.project)
    addresses = [
        f"/tenders/{tender.pk}/comparison/", f"/business-cases/{line.business_case_id}/", f"/orders/{order.pk}/",
        f"/business-cases/{line.business_case_id}/comparison/", f"/business-cases/{line.business_case_id}/chart/",
    ]  # fmt: skip

    def count():
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                page(officer, address)
            counts.append(len(captured))
        return counts

    quality = criterion(tender)
    money.QuoteScoreFactory(project=tender.project, quote=quote(tender, "1"), criterion=quality)
    count()
    before = count()
    for _number in range(3):
        money.QuoteScoreFactory(project=tender.project, quote=quote(tender, "1"), criterion=quality)
        money.BusinessCaseLineFactory(project=tender.project, business_case=line.business_case)
        money.ReceiptFactory(project=tender.project, order=order)
    assert count() == before and max(before) <= 10


@pytest.mark.parametrize("currency", ["EUR", "USD"])
@pytest.mark.parametrize("role", ["executive", "project_manager"])
def test_a_waiting_order_costs_ten_queries_at_most_for_whoever_looks(role, currency):
    project = ProjectFactory(currency=currency)
    if currency == "USD":
        month = timezone.localdate().replace(day=1)
        ExchangeRateFactory(currency=CurrencyFactory(code="USD"), month=month, rate=Decimal("1.1"))
    for holder, up_to in (("project_manager", "100"), ("executive", "5000")):
        money.ApprovalLimitFactory(role=holder, up_to=Decimal(up_to))
    tender = money.TenderFactory(project=project)
    order = money.PurchaseOrderFactory(
        project=project, tender=tender, quote=quote(tender, "1000"), asked_by=UserFactory(), state="waiting"
    )
    client = client_of(role, project=project)
    for address in (f"/orders/{order.pk}/", f"/tenders/{tender.pk}/", f"/tenders/{tender.pk}/criteria/", "/my-work/"):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code in (200, 403)
        assert len(captured) <= 10, address


# -- Criteria entered together ---------------------------------------------------------------------------------


def typed(rows, price="", seen="") -> dict:
    """A form of (key, name, weight) rows."""
    fields = {"row": [key for key, _name, _weight in rows], "price": price, "seen": seen}
    for key, name, weight in rows:
        fields |= {f"name-{key}": name, f"weight-{key}": weight}
    return fields


def seen_on(client, tender) -> str:
    return re.search(r'name="seen" value="([^"]*)"', page(client, f"/tenders/{tender.pk}/criteria/")).group(1)


def test_criteria_are_entered_together_and_must_add_up_to_100(officer, tender):
    address = f"/tenders/{tender.pk}/criteria/"
    rows = [("new0", "Quality", "50"), ("new1", "Price", "30"), ("new2", "", "")]
    refused = officer.post(address, typed(rows, price="new1"))
    text = refused.content.decode()
    assert refused.status_code == 422 and "add up to 80: 20 of 100 are missing" in text
    assert 'value="Quality"' in text and not tender.criteria.exists()
    rows[2] = ("new2", "Delay", "30")
    assert "10 more than 100" in officer.post(address, typed(rows)).content.decode()
    rows[2] = ("new2", "Delay", "20")
    assert officer.post(address, typed(rows, price="new1")).url == f"/tenders/{tender.pk}/comparison/"
    assert list(tender.criteria.values_list("name", "weight", "is_price")) == [
        ("Quality", 50, False), ("Price", 30, True), ("Delay", 20, False)
    ]  # fmt: skip


def test_criteria_are_changed_taken_away_and_the_price_passed_on(officer, tender):
    quality, price = (
        criterion(tender, name="Quality", weight=60),
        criterion(tender, name="Price", weight=40, is_price=True),
    )
    offer = quote(tender, "100")
    money.QuoteScoreFactory(project=tender.project, quote=offer, criterion=quality)
    rows = [(quality.pk, "Quality", "60"), (price.pk, "Delay", "30"), ("new2", "Cost", "70")]
    fields = typed(rows, price="new2", seen=seen_on(officer, tender)) | {f"gone-{quality.pk}": "on"}
    assert officer.post(f"/tenders/{tender.pk}/criteria/", fields).status_code == 302
    assert set(tender.criteria.values_list("name", "weight", "is_price")) == {("Cost", 70, True), ("Delay", 30, False)}
    assert not offer.scores.exists()


def test_what_somebody_else_changed_meanwhile_is_not_written_over(officer, tender):
    quality = criterion(tender, name="Quality", weight=100)
    seen = seen_on(officer, tender)
    criterion(tender, name="Delay", weight=50)
    answer = officer.post(f"/tenders/{tender.pk}/criteria/", typed([(quality.pk, "New name", "100")], seen=seen))
    assert answer.status_code == 409 and "New name" in answer.content.decode()
    quality.refresh_from_db()
    assert quality.name == "Quality"


@pytest.mark.parametrize("row", [("new0", "", "100"), ("new0", "Quality", ""), ("new0", "Quality", "many")])
def test_half_a_criterion_is_refused(officer, tender, row):
    answer = officer.post(f"/tenders/{tender.pk}/criteria/", typed([row]))
    assert answer.status_code == 422 and "a weight from 1 to 100" in answer.content.decode()


def test_criteria_are_for_who_may_edit_the_money_of_a_call_that_is_open(officer, tender):
    address = f"/tenders/{tender.pk}/criteria/"
    assert client_of("executive").get(address).status_code == 403
    assert client_of("executive").post(address, typed([("new0", "Quality", "100")])).status_code == 403
    assert client_of("contributor", project=tender.project).get(address).status_code == 404
    other = criterion(money.TenderFactory(), name="Theirs")
    officer.post(address, typed([(other.pk, "Mine now", "100")]))
    other.refresh_from_db()
    assert other.name == "Theirs"
    type(tender).objects.filter(pk=tender.pk).update(state="cancelled")
    assert "is over" in officer.post(address, typed([("new0", "Late", "100")])).content.decode()


def test_the_comparison_says_what_the_weights_lack_and_keeps_a_refused_score(officer, tender):
    quality, offer = criterion(tender, weight=70), quote(tender, "100")
    address = f"/tenders/{tender.pk}/comparison/"
    assert "30 of 100 are missing" in page(officer, address) and f"/tenders/{tender.pk}/criteria/" in page(
        officer, address
    )
    refused = officer.post(address, {f"score-{offer.pk}-{quality.pk}": "9,5"})
    assert refused.status_code == 422 and 'value="9,5"' in refused.content.decode()
