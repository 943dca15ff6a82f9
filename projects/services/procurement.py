"""Calls for tender: what the quotes score, which one is chosen and why, and taking a choice back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pmo.writing import save_object

from ..choices import OrderState, QuoteState, TenderState
from ..exchange import converted
from ..models import PurchaseOrder, Quote, QuoteScore, Tender, TenderCriterion
from ..tender_comparison import validity


@transaction.atomic
def choose_quote(actor, *, tender: Tender, quote: Quote, reason: str, on: date) -> PurchaseOrder:
    """Choose a quote: the call is awarded, the other quotes are not, and a draft order awaits its approval.

    Raises ValidationError when the call is over, or the quote no longer valid or replaced by a later round.
    """
    tender = Tender.objects.select_for_update(of=("self",)).select_related("project").get(pk=tender.pk)
    refuse_choice(tender, quote, reason, on)
    tender.state, tender.chosen, tender.reason, tender.chosen_on = TenderState.AWARDED, quote, reason, on
    tender.chosen_by = actor if getattr(actor, "pk", None) else None
    save_object(tender, actor=actor)
    for each in Quote.objects.filter(tender=tender).order_by("pk"):
        each.state = QuoteState.CHOSEN if each.pk == quote.pk else QuoteState.REFUSED
        save_object(each, actor=actor)
    return save_object(order_of(tender, quote, on), actor=actor)


def refuse_choice(tender: Tender, quote: Quote, reason: str, on: date) -> None:
    if tender.state in (TenderState.AWARDED, TenderState.CANCELLED):
        raise ValidationError(_("This call for tender is over."))
    if quote.tender_id != tender.pk:
        raise ValidationError({"quote": _("This quote answers another call for tender.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this quote is chosen.")})
    if quote.received_on > on:
        raise ValidationError({"quote": _("This quote was not received yet on that day.")})
    if validity(quote.valid_until, on) == "expired":
        raise ValidationError({"quote": _("This quote is no longer valid on that day. Ask the vendor to extend it.")})
    if Quote.objects.filter(tender=tender, vendor=quote.vendor_id, round__gt=quote.round).exists():
        raise ValidationError({"quote": _("The vendor has made another offer since, in a later round.")})


def order_of(tender: Tender, quote: Quote, on: date) -> PurchaseOrder:
    """A draft order of what was offered, in the currency of the project. Raises ValidationError without a rate."""
    return PurchaseOrder(
        project=tender.project,
        label=tender.name[:200],
        vendor_id=quote.vendor_id,
        tender=tender,
        quote=quote,
        amount=converted(quote.amount, tender.currency, tender.project.currency, on),
        vat_rate=quote.vat_rate,
    )


@transaction.atomic
def reopen_tender(actor, *, tender: Tender, reason: str) -> Tender:
    """Take a choice back while nothing is ordered; its draft order is cancelled. Raises ValidationError."""
    tender = Tender.objects.select_for_update(of=("self",)).get(pk=tender.pk)
    if tender.state != TenderState.AWARDED:
        raise ValidationError(_("Nothing is chosen yet."))
    orders = list(PurchaseOrder.objects.select_for_update(of=("self",)).filter(tender=tender).order_by("pk"))
    if any(order.state in (OrderState.ORDERED, OrderState.CLOSED) for order in orders):
        raise ValidationError(_("It is ordered already. Cancel the order first."))
    for order in orders:
        order.state, order.answer = OrderState.CANCELLED, reason
        save_object(order, actor=actor)
    for quote in Quote.objects.filter(tender=tender).order_by("pk"):
        quote.state = QuoteState.RECEIVED
        save_object(quote, actor=actor)
    tender.state, tender.chosen, tender.chosen_on = TenderState.EVALUATION, None, None
    tender.chosen_by = None
    tender.reason, tender.approved_by, tender.approved_on = reason, None, None
    return save_object(tender, actor=actor)


@transaction.atomic
def score_quotes(actor, *, tender: Tender, scores: Mapping[tuple[int, int], Decimal | None]) -> int:
    """Write scores by (quote, criterion), None taking one away; how many changed. Raises ValidationError."""
    if tender.state in (TenderState.AWARDED, TenderState.CANCELLED):
        raise ValidationError(_("This call for tender is over."))
    quotes = {row.pk: row for row in Quote.objects.filter(tender=tender)}
    criteria = {row.pk: row for row in TenderCriterion.objects.filter(tender=tender, is_price=False)}
    kept = {(row.quote_id, row.criterion_id): row for row in QuoteScore.objects.filter(quote__tender=tender)}
    if any(quote not in quotes or criterion not in criteria for quote, criterion in scores):
        raise ValidationError(_("A quote or criterion has gone meanwhile. Reload the page."))
    changed = 0
    for (quote, criterion), value in scores.items():
        row = kept.get((quote, criterion))
        if value == (row.score if row else None):
            continue
        changed += 1
        if value is None:
            if row:
                row.delete()
            continue
        row = row or QuoteScore(project_id=tender.project_id, quote=quotes[quote], criterion=criteria[criterion])
        row.score = value
        save_object(row, actor=actor)
    return changed
