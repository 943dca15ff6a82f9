"""Choosing a quote, approval by amount, and the commitment that follows an order and its invoices."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import translation

from pmo.access import forget_holdings
from pmo.bin import put_in_bin, restore
from projects import services
from projects.models import CostEntry, PurchaseOrder, Quote, Receipt
from projects.order_balance import balance_of
from tests import money_factories as money
from tests.factories import (
    TODAY,
    CostEntryFactory,
    CurrencyFactory,
    ExchangeRateFactory,
    PersonFactory,
    ProjectFactory,
    UserFactory,
    give_role,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def settled() -> None:
    """As at the end of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def committed(order) -> dict:
    settled()
    rows = CostEntry.objects.filter(order=order, kind="committed", source="order").order_by("month")
    return {row.month: row.amount for row in rows}


def engaged(order) -> Decimal:
    settled()
    return sum((row.amount for row in CostEntry.objects.filter(order=order)), Decimal(0))


def with_role(role, **scope):
    user = UserFactory()
    PersonFactory(user=user)
    give_role(user, role, **scope)
    return user


@pytest.fixture
def tender():
    return money.TenderFactory(state="evaluation")


def quote(tender, **values):
    return money.QuoteFactory(tender=tender, project=tender.project, **values)


def placed(amount="1000", actor=None, **values):
    order = money.PurchaseOrderFactory(amount=Decimal(amount), **values)
    return services.place_order(actor or with_role("officer"), order=order, on=date(2026, 3, 12))


def invoice(order, month, amount, **values):
    return CostEntryFactory(
        project=order.project, order=order, kind=values.pop("kind", "actual"), month=month, amount=Decimal(amount),
        source="ERP", **values,
    )  # fmt: skip


# -- Choosing ------------------------------------------------------------------------------------------------------
def test_a_chosen_quote_becomes_a_draft_order_and_the_others_are_not_chosen(tender):
    chosen, other = quote(tender, amount=Decimal("900"), vat_rate=Decimal("5.5")), quote(tender)
    order = services.choose_quote(None, tender=tender, quote=chosen, reason="Cheapest and good", on=TODAY)
    for row in (tender, chosen, other):
        row.refresh_from_db()
    assert (tender.state, tender.chosen, tender.reason) == ("awarded", chosen, "Cheapest and good")
    assert (chosen.state, other.state) == ("chosen", "refused")
    assert (order.state, order.amount, order.vat_rate, order.quote) == ("draft", Decimal("900"), Decimal("5.5"), chosen)


def test_a_quote_that_has_expired_or_was_replaced_cannot_be_chosen(tender):
    expired = quote(tender, valid_until=TODAY, received_on=date(2025, 1, 1))
    with pytest.raises(ValidationError, match="no longer valid"):
        services.choose_quote(None, tender=tender, quote=expired, reason="x", on=date(2099, 1, 1))
    quote(tender, vendor=expired.vendor, round=2)
    with pytest.raises(ValidationError, match="another offer"):
        services.choose_quote(None, tender=tender, quote=expired, reason="x", on=TODAY)


def test_a_choice_needs_its_reason_and_happens_once(tender):
    offer = quote(tender)
    with pytest.raises(ValidationError, match="Say why"):
        services.choose_quote(None, tender=tender, quote=offer, reason=" ", on=TODAY)
    services.choose_quote(None, tender=tender, quote=offer, reason="Best", on=TODAY)
    with pytest.raises(ValidationError, match="over"):
        services.choose_quote(None, tender=tender, quote=offer, reason="Best", on=TODAY)


def test_an_offer_in_another_currency_is_ordered_in_that_of_the_project(tender):
    tender.currency = "USD"
    tender.save()
    offer = quote(tender, amount=Decimal("100"))
    with pytest.raises(ValidationError, match="exchange rate of USD"):
        services.choose_quote(None, tender=tender, quote=offer, reason="Best", on=TODAY)
    ExchangeRateFactory(currency=CurrencyFactory(code="USD"), month=TODAY.replace(day=1), rate=Decimal("0.9"))
    order = services.choose_quote(None, tender=tender, quote=offer, reason="Best", on=TODAY)
    assert order.amount == Decimal("90.00")


def test_a_choice_is_taken_back_while_nothing_is_ordered(tender):
    offer = quote(tender)
    order = services.choose_quote(None, tender=tender, quote=offer, reason="Best", on=TODAY)
    services.reopen_tender(None, tender=tender, reason="The vendor withdrew")
    for row in (tender, offer, order):
        row.refresh_from_db()
    assert (tender.state, tender.chosen, offer.state, order.state) == ("evaluation", None, "received", "cancelled")
    order = services.choose_quote(None, tender=tender, quote=offer, reason="Best", on=TODAY)
    services.place_order(with_role("officer"), order=order, on=TODAY)
    with pytest.raises(ValidationError, match="ordered already"):
        services.reopen_tender(None, tender=tender, reason="No")


def test_nothing_is_added_to_a_call_that_is_decided(tender):
    offer = quote(tender)
    score = money.QuoteScoreFactory(project=tender.project, quote=offer)
    services.choose_quote(None, tender=tender, quote=offer, reason="Best", on=TODAY)
    tender.refresh_from_db()
    late = Quote(project=tender.project, tender=tender, vendor=offer.vendor, round=2, received_on=TODAY, amount=1)
    with pytest.raises(ValidationError, match="over"):
        late.full_clean()
    for row in (Quote, type(score), type(score.criterion)):
        assert row.objects.for_list().first().refusal(), row


def test_a_project_in_the_bin_comes_back_with_its_orders_and_commitments():
    order = placed()
    invoice(order, APRIL, "300")
    before = committed(order)
    rows = set(CostEntry.objects.values_list("pk", "amount"))
    entry = put_in_bin(order.project, actor=None)
    settled()
    assert not CostEntry.objects.exists()
    restore(entry, actor=None)
    assert committed(order) == before and set(CostEntry.objects.values_list("pk", "amount")) == rows


def test_a_call_is_awarded_by_choosing_only(tender):
    tender.state = "awarded"
    with pytest.raises(ValidationError, match="choosing"):
        tender.full_clean()


def test_scores_are_written_changed_and_taken_away_together(tender):
    offer = quote(tender)
    criterion = money.TenderCriterionFactory(tender=tender, project=tender.project)
    key = (offer.pk, criterion.pk)
    assert services.score_quotes(None, tender=tender, scores={key: Decimal("4")}) == 1
    assert services.score_quotes(None, tender=tender, scores={key: Decimal("4")}) == 0
    assert services.score_quotes(None, tender=tender, scores={key: Decimal("2.5")}) == 1
    assert offer.scores.get().score == Decimal("2.5")
    assert services.score_quotes(None, tender=tender, scores={key: None}) == 1
    assert not offer.scores.exists()
    with pytest.raises(ValidationError):
        services.score_quotes(None, tender=tender, scores={key: Decimal("6")})


# -- Approval ------------------------------------------------------------------------------------------------------
def test_without_limits_whoever_edits_the_money_orders():
    order = placed()
    assert (order.state, order.approved_on) == ("ordered", date(2026, 3, 12))


def test_above_the_limit_of_its_author_an_order_waits_for_somebody_who_may():
    project = ProjectFactory()
    money.ApprovalLimitFactory(role="project_manager", up_to=Decimal("500"))
    money.ApprovalLimitFactory(role="executive", up_to=Decimal("5000"))
    manager, boss = with_role("project_manager", project=project), with_role("executive", project=project)
    small = placed("500", actor=manager, project=project)
    assert small.state == "ordered"
    order = placed("501", actor=manager, project=project)
    assert (order.state, order.approved_on) == ("waiting", None)
    assert [limit.role for limit in services.roles_with_enough(order, on=TODAY)] == ["executive"]
    with pytest.raises(PermissionDenied):
        services.approve_order(manager, order=order, on=TODAY)
    assert services.approve_order(boss, order=order, on=TODAY).approved_by == boss.person


def test_a_limit_counts_only_where_the_role_is_held():
    money.ApprovalLimitFactory(role="executive", up_to=Decimal("5000"))
    order = placed(actor=with_role("officer"))
    assert order.state == "waiting"
    elsewhere = with_role("executive", project=ProjectFactory())
    with pytest.raises(PermissionDenied):
        services.approve_order(elsewhere, order=order, on=TODAY)
    give_role(elsewhere, "executive", project=order.project)
    forget_holdings(elsewhere)
    assert services.approve_order(elsewhere, order=order, on=TODAY).state == "ordered"


def test_a_limit_is_compared_in_the_currency_of_the_organisation():
    project = ProjectFactory(currency="GBP")
    ExchangeRateFactory(currency=CurrencyFactory(code="GBP"), month=MARCH, rate=Decimal("1.2"))
    money.ApprovalLimitFactory(role="officer", up_to=Decimal("1200"))
    assert placed("1000", project=project).state == "ordered"
    assert placed("1000.01", project=project).state == "waiting"


def test_a_refused_order_goes_back_with_the_reason():
    money.ApprovalLimitFactory(role="executive", up_to=Decimal("5000"))
    order = placed()
    boss = with_role("executive")
    with pytest.raises(ValidationError, match="Say why"):
        services.refuse_order(boss, order=order, on=TODAY, reason="")
    order = services.refuse_order(boss, order=order, on=TODAY, reason="Ask for a discount")
    assert (order.state, order.answer, committed(order)) == ("draft", "Ask for a discount", {})


# -- The commitment ------------------------------------------------------------------------------------------------
def test_an_order_commits_and_its_invoices_lower_that_month_by_month():
    order = placed(number="PO-7")
    assert committed(order) == {MARCH: Decimal("1000")}
    invoice(order, APRIL, "300")
    late = invoice(order, MAY, "200", kind="accrued")
    assert committed(order) == {MARCH: Decimal("1000"), APRIL: Decimal("-300"), MAY: Decimal("-200")}
    assert engaged(order) == Decimal("1000")
    late.delete()
    assert committed(order) == {MARCH: Decimal("1000"), APRIL: Decimal("-300")}
    assert set(CostEntry.objects.filter(source="order").values_list("document_number", flat=True)) == {"PO-7"}


def test_invoices_beyond_the_order_count_in_full_and_leave_no_negative_commitment():
    order = placed()
    invoice(order, APRIL, "1300")
    assert committed(order) == {MARCH: Decimal("1000"), APRIL: Decimal("-1000")}
    invoice(order, MAY, "-400", document_number="AV-1")
    assert committed(order)[MAY] == Decimal("100")
    assert engaged(order) == Decimal("1000")


def test_closing_and_cancelling_release_the_rest():
    order = placed()
    invoice(order, APRIL, "300")
    services.close_order(None, order=order, on=date(2026, 5, 20))
    assert committed(order) == {MARCH: Decimal("1000"), APRIL: Decimal("-300"), MAY: Decimal("-700")}
    other = placed()
    services.cancel_order(None, order=other, on=date(2026, 3, 20), reason="Not needed")
    assert committed(other) == {}


def test_what_was_invoiced_or_accepted_is_closed_not_cancelled():
    order = placed()
    invoice(order, APRIL, "1")
    with pytest.raises(ValidationError, match="Close"):
        services.cancel_order(None, order=order, on=TODAY, reason="x")


def test_commitments_that_the_accounts_bring_are_not_written_twice():
    order = placed()
    invoice(order, MARCH, "1000", kind="committed", document_number="BC-1")
    assert committed(order) == {}


def test_an_invoice_that_moves_to_another_order_settles_both():
    first, second = placed(), placed()
    row = invoice(first, APRIL, "400")
    settled()
    row.order = second
    row.save()
    assert committed(first) == {MARCH: Decimal("1000")}
    assert committed(second) == {MARCH: Decimal("1000"), APRIL: Decimal("-400")}


def test_a_number_that_comes_later_renames_the_commitment():
    order = placed()
    assert CostEntry.objects.filter(source="order").count() == 0 or committed(order)
    order = services.arrange_order(None, order=order, number="PO-9", due_on=MAY)
    assert committed(order) == {MARCH: Decimal("1000")}
    assert CostEntry.objects.get(order=order).document_number == "PO-9"


def test_an_order_never_changes_once_placed_nor_does_its_commitment():
    order = placed()
    settled()
    assert PurchaseOrder().refusal() == "" and order.refusal()
    assert CostEntry.objects.get(order=order).refusal()


# -- Receipts and balance ------------------------------------------------------------------------------------------
def test_only_accepted_receipts_count_as_received():
    order = placed()
    receipt = money.ReceiptFactory(order=order, project=order.project, amount=Decimal("400"))
    money.PenaltyFactory(order=order, project=order.project, amount=Decimal("50"))
    money.PenaltyFactory(order=order, project=order.project, amount=Decimal("70"), is_waived=True)
    invoice(order, APRIL, "300")
    found = balance_of(order)
    assert (found.received, found.to_accept, found.to_receive) == (0, Decimal("400"), Decimal("1000"))
    user = with_role("officer")
    receipt = services.accept_receipt(user, receipt=receipt, on=TODAY, reservations="Two screens missing")
    assert (receipt.accepted_by, receipt.accepted_on, receipt.reservations) == (
        user.person, TODAY, "Two screens missing",
    )  # fmt: skip
    found = balance_of(order)
    assert (found.received, found.to_receive) == (Decimal("400"), Decimal("600"))
    assert (found.invoiced, found.penalties, found.to_invoice) == (Decimal("300"), Decimal("50"), Decimal("650"))
    with pytest.raises(ValidationError, match="accepted already"):
        services.accept_receipt(user, receipt=receipt, on=TODAY)


def test_nothing_is_accepted_on_a_draft():
    receipt = money.ReceiptFactory()
    with pytest.raises(ValidationError, match="Nothing is ordered"):
        services.accept_receipt(None, receipt=receipt, on=TODAY)


def test_an_acceptance_is_taken_back_with_its_reason_while_the_order_runs():
    order, user = placed(), with_role("officer")
    receipt = money.ReceiptFactory(order=order, project=order.project, amount=Decimal("4000"))
    services.accept_receipt(user, receipt=receipt, on=TODAY)
    assert balance_of(order).received_too_much == Decimal("3000")
    with pytest.raises(ValidationError, match="Say why"):
        services.withdraw_acceptance(user, receipt=receipt, reason=" ")
    receipt = services.withdraw_acceptance(user, receipt=receipt, reason="A zero too many")
    assert (receipt.is_accepted, receipt.accepted_on, receipt.accepted_by) == (False, None, None)
    assert receipt.reservations == "A zero too many" and receipt.refusal() == ""
    assert (balance_of(order).received, balance_of(order).received_too_much) == (0, 0)
    with pytest.raises(ValidationError, match="not accepted yet"):
        services.withdraw_acceptance(user, receipt=receipt, reason="Again")


def test_of_an_order_that_is_over_nothing_is_left_and_nothing_is_received():
    order = placed()
    invoice(order, APRIL, "300")
    order = services.close_order(None, order=order, on=TODAY)
    found = balance_of(order)
    assert (found.invoiced, found.to_receive, found.to_invoice) == (Decimal("300"), 0, 0)
    with pytest.raises(ValidationError, match="This order is over"):
        Receipt(project=order.project, order=order, label="Late", received_on=TODAY, amount=1).full_clean()


def test_a_decided_call_stays_until_its_choice_is_taken_back(tender):
    offer = quote(tender)
    assert tender.refusal() == ""
    services.choose_quote(None, tender=tender, quote=offer, reason="Best", on=TODAY)
    tender.refresh_from_db()
    assert "is decided" in tender.refusal()
    tender = services.reopen_tender(None, tender=tender, reason="Forgot somebody")
    assert tender.refusal() == ""
