"""Asking for approval: who may approve an order or a baseline, and the mail that tells them, once."""

from datetime import date

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.access_review import Grant, seen_by
from accounts.choices import MailKind
from accounts.mail import default_language, send
from accounts.models import User
from pmo import display

from ..choices import BaselineState, OrderState
from ..models import Baseline, Project, PurchaseOrder
from .approval import amount_to_approve, approval_limits

A_WEEK = 7 * 24 * 3600


def tell_approvers(model: str, pk: int, version: int) -> int:
    """Queue the mails about one order or baseline as it was asked for; how many. A second run sends nothing."""
    asked = ORDER_OR_BASELINE[model](pk)
    if asked is None or not cache.add(f"asked-{model}-{pk}-{version}", True, A_WEEK):
        return 0
    row, approvers = asked
    return sum(_tell(user, row) for user in approvers)


def approvers_of_order(order: PurchaseOrder, *, on: date) -> list[User]:
    """Those whose limit reaches and who see the money of the project, without who asked for it."""
    limits, grants = approval_limits(), seen_by(order.project_id, today=on)
    try:
        amount = amount_to_approve(order, on)
    except ValidationError:
        return []
    enough = {role for role, up_to in limits.items() if up_to >= amount}
    if limits:
        able = {one.user_id for one in grants if one.held.role in enough}
    else:
        able = {one.user_id for one in grants if "change" in one.held.grants.scoped.get("money", ())}
    able &= {one.user_id for one in grants if _shows_money(one, order.project)}
    chosen_by = order.tender.chosen_by_id if order.tender else None
    return _users(able - {order.asked_by_id, chosen_by})


def approvers_of_baseline(baseline: Baseline, *, on: date) -> list[User]:
    """Those who may approve the plan of the project, without who took the baseline."""
    grants = seen_by(baseline.project_id, today=on)
    able = {one.user_id for one in grants if "approve" in one.held.grants.scoped.get("plan", ())}
    return _users(able - {baseline.taken_by_id})


def _shows_money(grant: Grant, project: Project) -> bool:
    role = grant.held.grants
    return "view" in role.scoped.get("money", ()) and (project.shares_money or "money" not in role.if_shared)


def _users(keys: set) -> list[User]:
    return list(User.objects.filter(pk__in=keys, is_active=True, is_integration=False).order_by("pk"))


def _order(pk: int):
    order = PurchaseOrder.objects.select_related("project", "tender", "vendor", "asked_by").filter(pk=pk).first()
    if order is None or order.state != OrderState.WAITING:
        return None
    return order, approvers_of_order(order, on=timezone.localdate())


def _baseline(pk: int):
    baseline = Baseline.objects.select_related("project", "taken_by").filter(pk=pk).first()
    if baseline is None or baseline.state != BaselineState.PROPOSED:
        return None
    return baseline, approvers_of_baseline(baseline, on=timezone.localdate())


ORDER_OR_BASELINE = {"projects.purchaseorder": _order, "projects.baseline": _baseline}


def _tell(user: User, row) -> bool:
    """One mail, in the words of who gets it."""
    with translation.override(user.language or default_language()):
        url = reverse(f"projects:{row._meta.model_name}-detail", args=[row.pk])
        return send(user, MailKind.APPROVAL, "approval", _words(row) | {"project": row.project, "url": url})


def _words(row) -> dict:
    if isinstance(row, Baseline):
        facts = [(_("Reason"), row.reason)]
        return {"title": _("Baseline: %(name)s") % {"name": row}, "facts": facts, "asked_by": row.taken_by}
    amount = display.money(row.amount, row.project.currency)
    facts = [(_("Vendor"), row.vendor), (_("Amount excl. VAT"), amount)]
    return {"title": _("Order: %(name)s") % {"name": row}, "facts": facts, "asked_by": row.asked_by}
