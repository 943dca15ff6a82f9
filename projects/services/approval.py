"""Who may approve an order of which amount: the limits of the roles that somebody holds for the project."""

from datetime import date
from decimal import Decimal

from pmo.access import DEPARTMENT, ORGANISATION, PROJECT, Holding, holdings, may

from ..exchange import converted, organisation_currency
from ..models import ApprovalLimit, Project, PurchaseOrder


def approval_limits() -> dict[str, Decimal]:
    """The limit of each role that has one, in the organisation's currency (one query)."""
    return dict(ApprovalLimit.objects.values_list("role", "up_to"))


def amount_to_approve(order: PurchaseOrder, on: date) -> Decimal:
    """The order in the organisation's currency. Raises ValidationError without a rate of the month."""
    return converted(order.amount, order.project.currency, organisation_currency(), on)


def may_approve(user, order: PurchaseOrder, *, on: date) -> bool:
    """Whether one of the user's limits reaches; without any limits, whoever may edit the money of the project.

    Raises ValidationError without an exchange rate.
    """
    limits = approval_limits()
    if not limits:
        return may(user, "change", order)
    own = [limits[held.role] for held in holdings(user) if held.role in limits and covers(held, order.project)]
    return bool(own) and amount_to_approve(order, on) <= max(own) and may(user, "view", order)


def roles_with_enough(order: PurchaseOrder, *, on: date) -> list[ApprovalLimit]:
    """The limits that reach, the lowest first. Raises ValidationError without an exchange rate."""
    return list(ApprovalLimit.objects.filter(up_to__gte=amount_to_approve(order, on)).order_by("up_to", "pk"))


def covers(held: Holding, project: Project) -> bool:
    """Whether a role is held for this project or something around it."""
    if held.scope == PROJECT:
        return held.scope_id == project.pk
    if held.scope == ORGANISATION:
        return held.grants.confidential or not project.confidential
    if held.scope == DEPARTMENT and held.grants.of_people:
        return False
    return not project.confidential and getattr(project, f"{held.scope}_id") == held.scope_id
