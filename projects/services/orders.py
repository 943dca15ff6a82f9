"""Orders: placed, approved by amount, refused, cancelled, closed; receipts accepted.

The commitment in the costs follows by itself (`projects.models.order_commitment`).
"""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pmo.choices import FourEyes
from pmo.writing import save_object

from ..choices import CostKind, OrderState
from ..models import CostEntry, PurchaseOrder, Receipt, Tender
from ..tasks import tell_approvers
from .approval import is_kept_from, may_approve, needs_second_person

OVER = (OrderState.CLOSED, OrderState.CANCELLED)


@transaction.atomic
def place_order(actor, *, order: PurchaseOrder, on: date) -> PurchaseOrder:
    """Order at once what the actor may approve; above that the order waits for somebody who may, who is told."""
    order = held(order)
    require(order, OrderState.DRAFT)
    order.ordered_on = order.ordered_on or on
    order.answer, order.asked_by = "", actor if getattr(actor, "pk", None) else None
    if may_approve(actor, order, on=on) and not needs_second_person(FourEyes.ALL):
        return commit(actor, order, on)
    order.state = OrderState.WAITING
    save_object(order, actor=actor)
    tell_approvers.delay_on_commit("projects.purchaseorder", order.pk, order.version)
    return order


@transaction.atomic
def approve_order(actor, *, order: PurchaseOrder, on: date, reason: str = "") -> PurchaseOrder:
    """Order what was waiting. Raises PermissionDenied for whom no limit reaches or who asked, ValidationError."""
    order = held(order)
    require(order, OrderState.WAITING)
    require_limit(actor, order, on)
    if is_kept_from(actor, order):
        raise PermissionDenied(_("You asked for this order or chose its quote: somebody else approves it."))
    order.answer = reason
    return commit(actor, order, on)


@transaction.atomic
def refuse_order(actor, *, order: PurchaseOrder, on: date, reason: str) -> PurchaseOrder:
    """Give a waiting order back as a draft, with the reason. Raises PermissionDenied, ValidationError."""
    order = held(order)
    require(order, OrderState.WAITING)
    require_limit(actor, order, on)
    order.state, order.answer = OrderState.DRAFT, needed(reason)
    return save_object(order, actor=actor)


@transaction.atomic
def cancel_order(actor, *, order: PurchaseOrder, on: date, reason: str) -> PurchaseOrder:
    """Drop an order of which nothing was accepted or invoiced; its commitment is released."""
    order = held(order)
    if order.state in OVER:
        raise ValidationError(_("This order is over already."))
    if is_used(order):
        raise ValidationError(_("Something of it was accepted or invoiced already. Close the order instead."))
    order.state, order.answer, order.ended_on = OrderState.CANCELLED, needed(reason), on
    return save_object(order, actor=actor)


@transaction.atomic
def close_order(actor, *, order: PurchaseOrder, on: date) -> PurchaseOrder:
    """End an order; what is not invoiced by now is released."""
    order = held(order)
    require(order, OrderState.ORDERED)
    order.state, order.ended_on = OrderState.CLOSED, on
    return save_object(order, actor=actor)


@transaction.atomic
def arrange_order(actor, *, order: PurchaseOrder, number: str, due_on: date | None) -> PurchaseOrder:
    """Give an order that is running its number and the day of delivery. Raises ValidationError."""
    order = held(order)
    if order.state in OVER:
        raise ValidationError(_("This order is over already."))
    order.number, order.due_on = number.strip(), due_on
    return save_object(order, actor=actor)


@transaction.atomic
def accept_receipt(actor, *, receipt: Receipt, on: date, reservations: str = "") -> Receipt:
    """Sign the acceptance report, with reservations if any; from now on it counts as received."""
    receipt = Receipt.objects.select_for_update(of=("self",)).select_related("order").get(pk=receipt.pk)
    if receipt.is_accepted:
        raise ValidationError(_("This receipt is accepted already."))
    if receipt.order.state != OrderState.ORDERED:
        raise ValidationError(_("Nothing is ordered yet, or the order is over."))
    receipt.is_accepted, receipt.accepted_on, receipt.reservations = True, on, reservations
    receipt.accepted_by = getattr(actor, "person", None)
    return save_object(receipt, actor=actor)


@transaction.atomic
def withdraw_acceptance(actor, *, receipt: Receipt, reason: str) -> Receipt:
    """Take an acceptance back while its order runs; the reason stays as what is to be put right."""
    receipt = Receipt.objects.select_for_update(of=("self",)).select_related("order").get(pk=receipt.pk)
    if not receipt.is_accepted:
        raise ValidationError(_("This receipt is not accepted yet."))
    if receipt.order.state != OrderState.ORDERED:
        raise ValidationError(_("Nothing is ordered yet, or the order is over."))
    receipt.is_accepted, receipt.accepted_on, receipt.accepted_by = False, None, None
    receipt.reservations = needed(reason)
    return save_object(receipt, actor=actor)


def commit(actor, order: PurchaseOrder, on: date) -> PurchaseOrder:
    """Ordered: who approved it stands on the order and on the call for tender it came from."""
    order.state, order.approved_by, order.approved_on = OrderState.ORDERED, getattr(actor, "person", None), on
    save_object(order, actor=actor)
    tender = order.tender and Tender.objects.filter(pk=order.tender_id, chosen=order.quote_id).first()
    if tender:
        tender.approved_by, tender.approved_on = order.approved_by, on
        save_object(tender, actor=actor)
    return order


def held(order: PurchaseOrder) -> PurchaseOrder:
    return PurchaseOrder.objects.select_for_update(of=("self",)).select_related("project", "tender").get(pk=order.pk)


def require(order: PurchaseOrder, state: str) -> None:
    if order.state != state:
        text = _("This order is “%(state)s”; that is not possible now.")
        raise ValidationError(text % {"state": order.get_state_display()})


def require_limit(actor, order: PurchaseOrder, on: date) -> None:
    if not may_approve(actor, order, on=on):
        raise PermissionDenied(_("This amount is above what you may approve."))


def needed(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    return reason


def is_used(order: PurchaseOrder) -> bool:
    invoiced = CostEntry.objects.filter(order=order).exclude(kind=CostKind.COMMITTED)
    return invoiced.exists() or Receipt.objects.filter(order=order, is_accepted=True).exists()
