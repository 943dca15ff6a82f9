"""Who may approve an order of which amount: the limits of the roles that somebody holds for the project, and whether
somebody else than who asked must."""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from django.db.models import Case, DecimalField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Round

from accounts.models import ExchangeRate
from pmo.access import DEPARTMENT, ORGANISATION, PROJECT, Holding, holdings, may, reached_projects
from pmo.choices import FourEyes
from pmo.models import Organisation

from ..choices import OrderState
from ..exchange import CENT, rate_of
from ..models import ApprovalLimit, Project, PurchaseOrder


@dataclass
class Rules:
    """What approving goes by, read when it is first asked for: limits and organisation (one query each), rates."""

    on: date
    amounts: dict[int, Decimal] = field(default_factory=dict)

    @cached_property
    def limits(self) -> list[ApprovalLimit]:
        return list(ApprovalLimit.objects.order_by("up_to", "pk"))

    @cached_property
    def organisation(self) -> Organisation:
        return Organisation.current()

    @property
    def by_role(self) -> dict[str, Decimal]:
        return {limit.role: limit.up_to for limit in self.limits}

    def amount_of(self, order: PurchaseOrder) -> Decimal:
        """The order in the organisation's currency. Raises ValidationError without a rate of the month."""
        own, currency = self.organisation.currency, order.project.currency
        if order.pk not in self.amounts:
            rate = Decimal(1) if currency == own else rate_of(currency, self.on, own=own)
            self.amounts[order.pk] = (order.amount * rate).quantize(CENT, ROUND_HALF_UP)
        return self.amounts[order.pk]

    def second_person(self, what: str) -> bool:
        """Whether the organisation wants one: `FourEyes.ORDERS` for orders that wait, `ALL` for whatever is asked."""
        mode = self.organisation.four_eyes
        return mode == FourEyes.ALL or (mode == what == FourEyes.ORDERS)


def approval_limits() -> dict[str, Decimal]:
    """The limit of each role that has one, in the organisation's currency (one query)."""
    return dict(ApprovalLimit.objects.values_list("role", "up_to"))


def amount_to_approve(order: PurchaseOrder, on: date) -> Decimal:
    """The order in the organisation's currency. Raises ValidationError without a rate of the month."""
    return Rules(on).amount_of(order)


def may_approve(user, order: PurchaseOrder, *, on: date, rules: Rules | None = None) -> bool:
    """Whether one of the user's limits reaches; without any limits, whoever may edit the money of the project.

    With `rules` that were read already the order is one that the user was found to see. Raises ValidationError
    without an exchange rate.
    """
    seen, rules = rules is not None, rules or Rules(on)
    limits = rules.by_role
    if not limits:
        return order.may_change if seen and hasattr(order, "may_change") else may(user, "change", order)
    own = [limits[held.role] for held in holdings(user) if held.role in limits and covers(held, order.project)]
    return bool(own) and rules.amount_of(order) <= max(own) and (seen or may(user, "view", order))


def needs_second_person(what: str) -> bool:
    """Whether somebody else than who asked must approve, see `Rules.second_person`."""
    return Rules(date.min).second_person(what)


def asked_for(user, order: PurchaseOrder) -> bool:
    """Whether the user placed the order or chose its quote."""
    chosen_by = order.tender.chosen_by_id if order.tender else None
    return user.pk is not None and user.pk in (order.asked_by_id, chosen_by)


def is_kept_from(user, order: PurchaseOrder, rules: Rules | None = None) -> bool:
    """Whether somebody else than this user must approve the order, since the user asked for it."""
    return asked_for(user, order) and (rules or Rules(date.min)).second_person(FourEyes.ORDERS)


def approvable(user, *, on: date) -> QuerySet[PurchaseOrder]:
    """The waiting orders that the user may approve: at most three queries, whatever the number of orders and roles.

    An order in a currency without a rate of the month is nobody's.
    """
    rows = PurchaseOrder.objects.allowed(user).filter(state=OrderState.WAITING)
    organisation, limits = Organisation.current(), approval_limits()
    if organisation.four_eyes != FourEyes.NOTHING:
        rows = rows.exclude(asked_by=user).exclude(tender__chosen_by=user)
    if not limits:
        return rows.filter(pk__in=PurchaseOrder.objects.allowed(user, "change").values("pk"))
    by_limit: dict[Decimal, list[Holding]] = {}
    for held in holdings(user):
        if held.role in limits:
            by_limit.setdefault(limits[held.role], []).append(held)
    within = Q(pk__in=[])
    for up_to, held_roles in by_limit.items():
        within |= reached_projects(held_roles, "project") & Q(amount_here__lte=up_to)
    return rows.annotate(amount_here=_amount_here(organisation.currency, on)).filter(within)


def _amount_here(currency: str, on: date):
    """The amount in the organisation's currency, as a column; empty without a rate."""
    rates = ExchangeRate.objects.filter(currency__code=OuterRef("project__currency"), month=on.replace(day=1))
    rate = Case(When(project__currency=currency, then=Value(Decimal(1))), default=Subquery(rates.values("rate")[:1]))
    amount = ExpressionWrapper(F("amount") * rate, output_field=DecimalField(max_digits=30, decimal_places=8))
    return Round(amount, precision=2)


def roles_with_enough(order: PurchaseOrder, *, on: date, rules: Rules | None = None) -> list[ApprovalLimit]:
    """The limits that reach, the lowest first. Raises ValidationError without an exchange rate."""
    rules = rules or Rules(on)
    amount = rules.amount_of(order)
    return [limit for limit in rules.limits if limit.up_to >= amount]


def covers(held: Holding, project: Project) -> bool:
    """Whether a role is held for this project or something around it."""
    if held.scope == PROJECT:
        return held.scope_id == project.pk
    if held.scope == ORGANISATION:
        return held.grants.confidential or not project.confidential
    if held.scope == DEPARTMENT and held.grants.of_people:
        return False
    return not project.confidential and getattr(project, f"{held.scope}_id") == held.scope_id
