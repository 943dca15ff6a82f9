"""Orders and what becomes of them: deliveries accepted or refused, penalties. Invoices are cost entries."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.history import tracked
from pmo.models import Record

from ..choices import CostCategory, Nature, OrderState, Purpose
from ..querysets_of_money import OfOrderQuerySet, PurchaseOrderQuerySet
from .belonging import same_project
from .order_commitment import is_settled
from .procurement import NOT_NEGATIVE, Tender, account, money_field, person, vat_field


@is_settled
@tracked
class PurchaseOrder(Record):
    """What was ordered from a vendor. Its balances, to receive and to invoice, come from receipts and costs."""

    project = models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name="orders")
    number = models.CharField(_("order number"), max_length=60, blank=True)
    label = models.CharField(_("label"), max_length=200)
    vendor = models.ForeignKey("accounts.Vendor", models.PROTECT, verbose_name=_("vendor"), related_name="orders")
    tender = models.ForeignKey(
        Tender, models.SET_NULL, null=True, blank=True, verbose_name=_("call for tender"), related_name="orders"
    )
    quote = models.ForeignKey(
        "projects.Quote", models.SET_NULL, null=True, blank=True, verbose_name=_("quote"), related_name="orders"
    )
    ordered_on = models.DateField(_("ordered on"), null=True, blank=True)
    due_on = models.DateField(_("delivery due on"), null=True, blank=True)
    amount = money_field(_("amount excl. VAT"), validators=NOT_NEGATIVE)
    vat_rate = vat_field()
    category = models.CharField(_("category"), max_length=12, choices=CostCategory, default=CostCategory.SERVICES)
    nature = models.CharField(_("CapEx/OpEx"), max_length=5, choices=Nature, default=Nature.OPEX)
    purpose = models.CharField(_("build/run"), max_length=5, choices=Purpose, default=Purpose.BUILD)
    state = models.CharField(_("state"), max_length=9, choices=OrderState, default=OrderState.DRAFT, editable=False)
    asked_by = account(_("asked by"))
    approved_by = person(_("approved by"), editable=False)
    approved_on = models.DateField(_("approved on"), null=True, blank=True, editable=False)
    answer = models.TextField(_("reason of the answer"), blank=True, editable=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)

    objects = PurchaseOrderQuerySet.as_manager()
    access = AccessPath("money", project="project")

    class Meta(Record.Meta):
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["project", "-ordered_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="purchase_order_number_unique",
                violation_error_message=_("An order with this number exists already."),
            )
        ]

    def __str__(self):
        return f"{self.number} {self.label}".strip()

    @property
    def is_over(self) -> bool:
        return self.state in (OrderState.CLOSED, OrderState.CANCELLED)

    def clean(self):
        same_project(self, "tender", "quote")

    def refusal(self):
        if self.state == OrderState.DRAFT:
            return ""
        return _("An order that was placed stays as it is. Cancel it and place another one.")


@tracked
class Receipt(Record):
    """Something delivered on an order, with the verdict of its acceptance."""

    project = models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name="receipts")
    order = models.ForeignKey(PurchaseOrder, models.CASCADE, verbose_name=_("order"), related_name="receipts")
    label = models.CharField(_("label"), max_length=200)
    received_on = models.DateField(_("received on"))
    amount = money_field(_("amount excl. VAT"), validators=NOT_NEGATIVE)
    is_accepted = models.BooleanField(
        _("accepted"),
        default=False,
        editable=False,
        help_text=_("The acceptance report is signed; only then does it count as received."),
    )
    reservations = models.TextField(_("reservations"), blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True, editable=False)
    accepted_by = person(_("accepted by"), editable=False)

    objects = OfOrderQuerySet.as_manager()
    access = AccessPath("money", project="project")

    class Meta(Record.Meta):
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["order", "-received_on", "pk"]

    def __str__(self):
        return self.label

    def clean(self):
        same_project(self, "order")
        if self.pk is None and self.order_id and self.order.is_over:
            raise ValidationError({"order": _("This order is over: nothing more is received of it.")})

    def refusal(self):
        return _("This receipt is accepted and stays as it is.") if self.is_accepted else ""


@tracked
class Penalty(Record):
    """An amount that the vendor owes or is spared, with its reason."""

    project = models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name="penalties")
    order = models.ForeignKey(PurchaseOrder, models.CASCADE, verbose_name=_("order"), related_name="penalties")
    applied_on = models.DateField(_("applied on"))
    amount = money_field(_("amount excl. VAT"), validators=[MinValueValidator(0)])
    reason = models.CharField(_("reason"), max_length=250)
    is_waived = models.BooleanField(_("waived"), default=False)

    objects = OfOrderQuerySet.as_manager()
    access = AccessPath("money", project="project")

    class Meta(Record.Meta):
        verbose_name = _("penalty")
        verbose_name_plural = _("penalties")
        ordering = ["order", "-applied_on", "pk"]

    def __str__(self):
        return self.reason

    def clean(self):
        same_project(self, "order")
