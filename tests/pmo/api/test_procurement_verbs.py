"""Buying over the API: comparing, choosing, ordering by amount, accepting; freezing and copying business cases."""

from datetime import timedelta
from decimal import Decimal

import pytest

from projects.models import BusinessCase, PurchaseOrder
from tests import money_factories as money
from tests.factories import TODAY, DecisionFactory, UserFactory, give_role

pytestmark = pytest.mark.django_db
ON = {"on": TODAY.isoformat()}


@pytest.fixture
def tender():
    tender = money.TenderFactory(state="evaluation")
    project = {"project": tender.project, "tender": tender}
    money.TenderCriterionFactory(**project, is_price=True, weight=60)
    quality = money.TenderCriterionFactory(**project, weight=40)
    for amount, score in (("1000", "4"), ("800", "2")):
        quote = money.QuoteFactory(**project, amount=Decimal(amount))
        money.QuoteScoreFactory(project=tender.project, quote=quote, criterion=quality, score=Decimal(score))
    return tender


def test_the_comparison_shows_offers_scores_and_totals(officer, tender):
    answer = officer.get(f"tenders/{tender.pk}/comparison/")
    assert answer.status_code == 200, answer.content
    dear, cheap = sorted(answer.json()["offers"], key=lambda offer: -float(offer["amount"]))
    assert (dear["total"], cheap["total"]) == ("4.00", "3.80")
    assert (dear["is_best"], cheap["is_lowest"], cheap["amount_with_vat"]) == (True, True, "960.00")


def test_a_quote_is_chosen_and_its_order_placed(officer, tender):
    quote = tender.quotes.get(amount=800)
    answer = officer.post(f"tenders/{tender.pk}/choose/", {"quote": quote.pk, "reason": "Cheapest", **ON})
    assert answer.status_code == 201, answer.content
    order = answer.json()
    assert (order["state"], order["amount"]) == ("draft", "800.00")
    assert officer.post(f"orders/{order['id']}/place/", ON).json()["state"] == "ordered"
    assert officer.patch(f"orders/{order['id']}/", {"amount": "1"}).status_code == 409
    assert officer.get(f"orders/{order['id']}/balance/").json()["to_receive"] == "800.00"
    receipt = officer.post("receipts/", {
        "project": tender.project_id, "order": order["id"], "label": "First part", "amount": "300",
        "received_on": TODAY.isoformat(), "is_accepted": True,
    }).json()  # fmt: skip
    assert receipt["is_accepted"] is False
    accepted = officer.post(f"receipts/{receipt['id']}/accept/", ON | {"reservations": "Two bugs"}).json()
    assert (accepted["is_accepted"], accepted["reservations"]) == (True, "Two bugs")
    assert officer.get(f"orders/{order['id']}/balance/").json()["to_receive"] == "500.00"
    assert officer.delete(f"tenders/{tender.pk}/").status_code == 409
    withdrawn = officer.post(f"receipts/{receipt['id']}/withdraw/", {"reason": "Signed too soon"}).json()
    assert (withdrawn["is_accepted"], withdrawn["reservations"]) == (False, "Signed too soon")
    assert officer.get(f"orders/{order['id']}/balance/").json()["to_receive"] == "800.00"


@pytest.mark.parametrize("role", ["contributor", "executive", "auditor"])
def test_an_acceptance_is_taken_back_only_by_who_changes_the_money(role, api_of):
    order = money.PurchaseOrderFactory(state="ordered")
    receipt = money.ReceiptFactory(order=order, project=order.project, is_accepted=True, accepted_on=TODAY)
    user = UserFactory()
    give_role(user, role, **({"project": order.project} if role == "contributor" else {}))
    answer = api_of(user).post(f"receipts/{receipt.pk}/withdraw/", {"reason": "Mine"})
    assert answer.status_code in (403, 404)
    receipt.refresh_from_db()
    assert receipt.is_accepted


def test_a_quote_of_another_call_or_of_nobody_is_refused_by_name(officer, tender):
    other = money.QuoteFactory()
    for pk in (other.pk, 999_999):
        answer = officer.post(f"tenders/{tender.pk}/choose/", {"quote": pk, "reason": "x", **ON})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "#/quote")


def test_approving_is_for_whose_limit_reaches(api_of, manager_of):
    order = money.PurchaseOrderFactory(amount=Decimal("900"))
    money.ApprovalLimitFactory(role="executive", up_to=Decimal("1000"))
    manager = manager_of(order.project)
    assert manager.post(f"orders/{order.pk}/place/", ON).json()["state"] == "waiting"
    assert manager.post(f"orders/{order.pk}/approve/", ON).status_code == 403
    boss = UserFactory()
    give_role(boss, "executive", project=order.project)
    assert api_of(UserFactory()).post(f"orders/{order.pk}/approve/", ON).status_code == 404
    assert api_of(boss, scope="read").post(f"orders/{order.pk}/approve/", ON).status_code == 403
    answer = api_of(boss).post(f"orders/{order.pk}/approve/", ON)
    assert (answer.status_code, answer.json()["state"]) == (200, "ordered")
    assert PurchaseOrder.objects.get(pk=order.pk).approved_on == TODAY


def test_who_only_sees_the_money_neither_chooses_nor_freezes(api_of, tender):
    boss = UserFactory()
    give_role(boss, "executive", project=tender.project)
    api, quote = api_of(boss), tender.quotes.first()
    case = money.BusinessCaseLineFactory(project=tender.project).business_case
    assert api.get(f"tenders/{tender.pk}/comparison/").status_code == 200
    assert api.post(f"tenders/{tender.pk}/choose/", {"quote": quote.pk, "reason": "x", **ON}).status_code == 403
    assert api.post(f"business-cases/{case.pk}/freeze/", ON).status_code == 403
    outsider = api_of(UserFactory())
    for address in (f"tenders/{tender.pk}/comparison/", f"business-cases/{case.pk}/figures/"):
        assert outsider.get(address).status_code == 404


def test_a_case_is_frozen_for_a_decision_and_copied(officer):
    line = money.BusinessCaseLineFactory(amount=Decimal("100"))
    case = line.business_case
    money.BusinessCaseLineFactory(
        project=case.project, business_case=case, kind="gain", amount=Decimal("216"), year=line.year + 1
    )
    figures = officer.get(f"business-cases/{case.pk}/figures/").json()
    assert (figures["roi"], figures["npv"], figures["payback"]) == ("1.1600", "100.00", "1.46")
    decision = DecisionFactory(project=case.project)
    frozen = officer.post(f"business-cases/{case.pk}/freeze/", ON | {"decision": decision.pk})
    assert (frozen.status_code, frozen.json()["frozen_on"]) == (200, TODAY.isoformat())
    assert officer.post(f"business-cases/{case.pk}/freeze/", ON).status_code == 400
    assert officer.patch(f"business-cases/{case.pk}/", {"discount_rate": "1"}).status_code == 409
    assert officer.patch(f"business-case-lines/{line.pk}/", {"amount": "1"}).status_code == 409
    copy = officer.post(f"business-cases/{case.pk}/copy/", {"name": "Next"})
    assert (copy.status_code, copy.json()["number"], copy.json()["frozen_on"]) == (200, 2, None)
    assert BusinessCase.objects.get(number=2).lines.count() == 2


def test_an_order_is_cancelled_and_a_tender_reopened_with_a_reason(officer, tender):
    quote = tender.quotes.first()
    order = officer.post(f"tenders/{tender.pk}/choose/", {"quote": quote.pk, "reason": "x", **ON}).json()
    assert officer.post(f"orders/{order['id']}/cancel/", ON).status_code == 400
    assert officer.post(f"orders/{order['id']}/cancel/", ON | {"reason": "No"}).json()["state"] == "cancelled"
    assert officer.post(f"tenders/{tender.pk}/reopen/", {"reason": "Again"}).json()["state"] == "evaluation"


def test_a_waiting_order_is_refused_arranged_and_closed(officer):
    money.ApprovalLimitFactory(role="administrator", up_to=Decimal("5000"))
    order = money.PurchaseOrderFactory()
    officer.post(f"orders/{order.pk}/place/", ON)
    money.ApprovalLimitFactory(role="officer", up_to=Decimal("5000"))
    refused = officer.post(f"orders/{order.pk}/refuse/", ON | {"reason": "Too dear"}).json()
    assert (refused["state"], refused["answer"]) == ("draft", "Too dear")
    assert officer.post(f"orders/{order.pk}/place/", ON).json()["state"] == "ordered"
    due = (TODAY + timedelta(days=9)).isoformat()
    arranged = officer.post(f"orders/{order.pk}/arrange/", {"number": "PO-1", "due_on": due}).json()
    assert (arranged["number"], arranged["due_on"]) == ("PO-1", due)
    assert officer.post(f"orders/{order.pk}/close/", ON).json()["state"] == "closed"
