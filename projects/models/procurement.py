"""Buying: calls for tender, quotes by negotiation round, orders, what was received of them, penalties."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.history import tracked
from pmo.models import NamedRecord, Record
from pmo.roles import RoleName

from ..choices import QuoteState, TenderState
from ..querysets_of_money import (
    QuoteQuerySet,
    QuoteScoreQuerySet,
    TenderCriterionQuerySet,
    TenderQuerySet,
)
from .belonging import same_project

NOT_NEGATIVE = [MinValueValidator(0)]
OVER = _("This call for tender is over.")


def money_field(label, **options):
    return models.DecimalField(label, max_digits=16, decimal_places=2, **options)


def vat_field():
    return models.DecimalField(
        _("VAT (%)"), max_digits=5, decimal_places=2, default=20, validators=[*NOT_NEGATIVE, MaxValueValidator(100)]
    )


def person(label, **options):
    return models.ForeignKey(
        "accounts.Person", models.SET_NULL, null=True, blank=True, verbose_name=label, related_name="+", **options
    )


def account(label):
    """Who did something, by the log-in: the person of the directory may be missing or change hands."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, verbose_name=label,
        related_name="+",
    )  # fmt: skip


def refuse_if_over(row) -> None:
    """Raises ValidationError when something new is added to a call for tender that is decided or cancelled."""
    if row.pk is None and row.tender_id and row.tender.is_over:
        raise ValidationError({"tender": OVER})


@tracked
class Tender(NamedRecord):
    """A call for tender: what is asked for, by when, and which quote was chosen and why."""

    project = models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name="tenders")
    description = models.TextField(_("specifications"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=TenderState, default=TenderState.DRAFT)
    opens_on = models.DateField(_("sent out on"), null=True, blank=True)
    closes_on = models.DateField(_("answers until"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    owner = person(_("buyer"))
    chosen = models.ForeignKey(
        "projects.Quote", models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("chosen quote"),
        related_name="+",
    )  # fmt: skip
    reason = models.TextField(_("reason of the choice"), blank=True, editable=False)
    chosen_by = account(_("chosen by"))
    chosen_on = models.DateField(_("chosen on"), null=True, blank=True, editable=False)
    approved_by = person(_("approved by"), editable=False)
    approved_on = models.DateField(_("approved on"), null=True, blank=True, editable=False)

    objects = TenderQuerySet.as_manager()
    access = AccessPath("money", project="project")

    class Meta(NamedRecord.Meta):
        verbose_name = _("call for tender")
        verbose_name_plural = _("calls for tender")
        ordering = ["project", "-opens_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="tender_days_in_order",
                violation_error_message=_("The end must not be before the start."),
            )
        ]

    @property
    def is_over(self) -> bool:
        return self.state in (TenderState.AWARDED, TenderState.CANCELLED)

    def clean(self):
        if self.state == TenderState.AWARDED and not self.chosen_id:
            raise ValidationError({"state": _("A call for tender is awarded by choosing one of its quotes.")})
        if self.chosen_id and self.state != TenderState.AWARDED:
            raise ValidationError({"state": _("A quote is chosen. Take the choice back first.")})

    def refusal(self):
        if self.state != TenderState.AWARDED:
            return ""
        return _("This call for tender is decided and stays as it is. While nothing is ordered, take the choice back.")


@tracked
class TenderCriterion(NamedRecord):
    """What quotes are judged by, with its weight; the price is scored by the amounts themselves."""

    project = models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name="+")
    tender = models.ForeignKey(Tender, models.CASCADE, verbose_name=_("call for tender"), related_name="criteria")
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=20, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    is_price = models.BooleanField(
        _("price"), default=False, help_text=_("Scored by the amounts: the lowest gets the full score.")
    )

    objects = TenderCriterionQuerySet.as_manager()
    access = AccessPath("money", project="project")

    class Meta(NamedRecord.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["tender", "-weight", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tender", "name"],
                name="tender_criterion_name_unique",
                violation_error_message=_("This call for tender has that criterion already."),
            ),
            models.UniqueConstraint(
                fields=["tender"],
                condition=Q(is_price=True),
                name="tender_criterion_one_price",
                violation_error_message=_("This call for tender has a price criterion already."),
            ),
        ]

    def clean(self):
        same_project(self, "tender")
        refuse_if_over(self)

    def refusal(self):
        return OVER if self.tender.is_over else ""


@tracked
class Quote(Record):
    """What a vendor offers in one round of negotiation. A later round is another quote: both are kept."""

    project = models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name="quotes")
    tender = models.ForeignKey(Tender, models.CASCADE, verbose_name=_("call for tender"), related_name="quotes")
    vendor = models.ForeignKey("accounts.Vendor", models.PROTECT, verbose_name=_("vendor"), related_name="quotes")
    round = models.PositiveSmallIntegerField(_("negotiation round"), default=1, validators=[MinValueValidator(1)])
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    received_on = models.DateField(_("received on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    amount = money_field(_("amount excl. VAT"), validators=NOT_NEGATIVE)
    vat_rate = vat_field()
    scope = models.TextField(
        _("scope differences"), blank=True, help_text=_("What is missing from this offer, or comes on top.")
    )
    scope_amount = money_field(
        _("price of the scope differences"), default=0,
        help_text=_("Added for the comparison: positive for what is missing, negative for what comes on top."),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=9, choices=QuoteState, default=QuoteState.RECEIVED, editable=False)

    objects = QuoteQuerySet.as_manager()
    access = AccessPath("money", project="project")

    class Meta(Record.Meta):
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ["tender", "vendor", "round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tender", "vendor", "round"],
                name="quote_round_unique",
                violation_error_message=_("This vendor has a quote in that round already."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("received_on")),
                name="quote_days_in_order",
                violation_error_message=_("A quote cannot end before it was received."),
            ),
        ]

    def __str__(self):
        return f"{self.vendor} · {self.round}"

    def clean(self):
        same_project(self, "tender")
        refuse_if_over(self)

    def refusal(self):
        if self.state == QuoteState.RECEIVED:
            return ""
        return _("The call for tender is decided; its quotes stay as they were.")


@tracked
class QuoteScore(Record):
    """How a quote does on one criterion."""

    project = models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name="+")
    quote = models.ForeignKey(Quote, models.CASCADE, verbose_name=_("quote"), related_name="scores")
    criterion = models.ForeignKey(TenderCriterion, models.CASCADE, verbose_name=_("criterion"), related_name="scores")
    score = models.DecimalField(
        _("score (0-5)"), max_digits=3, decimal_places=1, validators=[*NOT_NEGATIVE, MaxValueValidator(5)]
    )
    comment = models.CharField(_("comment"), max_length=250, blank=True)

    objects = QuoteScoreQuerySet.as_manager()
    access = AccessPath("money", project="project")

    class Meta(Record.Meta):
        verbose_name = _("score of a quote")
        verbose_name_plural = _("scores of quotes")
        ordering = ["quote", "criterion", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "criterion"],
                name="quote_score_unique",
                violation_error_message=_("This quote has a score for that criterion already."),
            )
        ]

    def __str__(self):
        return f"{self.criterion}: {self.score}"

    def clean(self):
        same_project(self, "quote", "criterion")
        if self.quote_id and self.criterion_id and self.quote.tender_id != self.criterion.tender_id:
            raise ValidationError({"criterion": _("This criterion belongs to another call for tender.")})

    def refusal(self):
        return self.quote.refusal()


@tracked
class ApprovalLimit(Record):
    """Up to which amount a role may approve an order; whoever may approve more may approve less."""

    role = models.CharField(_("role"), max_length=30, choices=RoleName)
    up_to = money_field(_("up to (excl. VAT)"), validators=NOT_NEGATIVE, help_text=_("In the organisation's currency."))

    access = AccessPath("setting", organisation=True)

    class Meta(Record.Meta):
        verbose_name = _("approval limit")
        verbose_name_plural = _("approval limits")
        ordering = ["up_to", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["role"],
                name="approval_limit_role_unique",
                violation_error_message=_("This role has a limit already."),
            )
        ]

    def __str__(self):
        return self.get_role_display()
