"""Budget lines and cost entries, all amounts excluding VAT in the project's currency."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pmo import display
from pmo.access import AccessPath
from pmo.history import tracked
from pmo.marks import marks_project
from pmo.models import Organisation, Record

from ..choices import BudgetVersion, CostCategory, CostKind, Nature, Purpose
from ..project_money import fiscal_year_of
from ..querysets import BudgetLineQuerySet, CostEntryQuerySet
from .belonging import same_project
from .order_commitment import SOURCE, settles_order

FIRST_OF_MONTH = _("Give the first day of the month.")


@marks_project
@tracked
class BudgetLine(Record):
    """Planned money of one version, for a fiscal year or one month of it."""

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, verbose_name=_("project"), related_name="budget_lines"
    )
    budget_version = models.CharField(
        _("budget version"), max_length=10, choices=BudgetVersion, default=BudgetVersion.INITIAL
    )
    number = models.PositiveSmallIntegerField(
        _("version number"), default=1, help_text=_("Revision or forecast round; 1 for the initial budget."),
        validators=[MinValueValidator(1)],
    )  # fmt: skip
    fiscal_year = models.PositiveSmallIntegerField(
        _("fiscal year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    month = models.DateField(
        _("month"), null=True, blank=True, help_text=_("First day of the month; empty for the whole year.")
    )
    category = models.CharField(_("category"), max_length=12, choices=CostCategory, default=CostCategory.OTHER)
    nature = models.CharField(_("CapEx/OpEx"), max_length=5, choices=Nature, default=Nature.OPEX)
    purpose = models.CharField(_("build/run"), max_length=5, choices=Purpose, default=Purpose.BUILD)
    cost_centre = models.CharField(_("cost centre"), max_length=40, blank=True)
    account = models.CharField(_("account"), max_length=40, blank=True)
    vendor = models.ForeignKey(
        "accounts.Vendor",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("vendor"),
        related_name="budget_lines",
    )
    label = models.CharField(_("label"), max_length=200, blank=True)
    amount = models.DecimalField(_("amount excl. VAT"), max_digits=16, decimal_places=2)

    objects = BudgetLineQuerySet.as_manager()
    written = {"fiscal_year": str, "month": display.month}
    access = AccessPath("money", project="project")

    class Meta(Record.Meta):
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["project", "budget_version", "number", "fiscal_year", "month", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__day=1),
                name="budget_line_first_of_month",
                violation_error_message=FIRST_OF_MONTH,
            ),
            models.CheckConstraint(
                condition=~Q(budget_version="initial") | Q(number=1),
                name="budget_line_one_initial",
                violation_error_message=_("There is only one initial budget; use a revised version."),
            ),
        ]
        indexes = [models.Index(fields=["project", "budget_version", "number"], name="budget_line_version")]

    def __str__(self):
        return f"{self.get_budget_version_display()} {self.number} · {self.fiscal_year} · {self.get_category_display()}"

    def clean(self):
        # The settings are asked for only where the years differ, as they may where a fiscal year begins later.
        if self.month is None or self.fiscal_year is None or self.month.year == self.fiscal_year:
            return
        year = fiscal_year_of(self.month, Organisation.current().fiscal_year_start)
        if year != self.fiscal_year:
            text = _("%(month)s lies in the fiscal year %(year)s.")
            raise ValidationError({"fiscal_year": text % {"month": display.month(self.month), "year": year}})


@settles_order
@marks_project
@tracked
class CostEntry(Record):
    """Money committed, accrued or spent, in an accounting month."""

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, verbose_name=_("project"), related_name="cost_entries"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=CostKind, default=CostKind.ACTUAL)
    month = models.DateField(_("accounting month"), help_text=_("First day of the month."))
    category = models.CharField(_("category"), max_length=12, choices=CostCategory, default=CostCategory.OTHER)
    nature = models.CharField(_("CapEx/OpEx"), max_length=5, choices=Nature, default=Nature.OPEX)
    purpose = models.CharField(_("build/run"), max_length=5, choices=Purpose, default=Purpose.BUILD)
    vendor = models.ForeignKey(
        "accounts.Vendor",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("vendor"),
        related_name="cost_entries",
    )
    order = models.ForeignKey(
        "projects.PurchaseOrder", models.SET_NULL, null=True, blank=True, verbose_name=_("order"),
        related_name="cost_entries",
    )  # fmt: skip
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=60, blank=True)
    label = models.CharField(_("label"), max_length=200, blank=True)
    amount = models.DecimalField(_("amount excl. VAT"), max_digits=16, decimal_places=2)

    objects = CostEntryQuerySet.as_manager()
    written = {"month": display.month, "source": lambda source: _("Order") if source == SOURCE else source}
    access = AccessPath("money", project="project")

    class Meta(Record.Meta):
        verbose_name = _("cost entry")
        verbose_name_plural = _("cost entries")
        ordering = ["project", "-month", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="cost_entry_first_of_month",
                violation_error_message=FIRST_OF_MONTH,
            ),
            models.UniqueConstraint(
                fields=["project", "source", "document_number", "kind", "month", "category", "nature"],
                condition=~Q(document_number=""),
                name="cost_entry_document_unique",
                violation_error_message=_("This document is recorded already for that month."),
            ),
        ]
        indexes = [models.Index(fields=["project", "kind", "month"], name="cost_entry_month")]

    def __str__(self):
        return f"{self.get_kind_display()} {display.month(self.month)} · {self.label or self.get_category_display()}"

    def clean(self):
        same_project(self, "order")

    def refusal(self):
        if self.source == SOURCE and self.order_id and self.kind == CostKind.COMMITTED:
            return _("This commitment follows its order and the invoices of it.")
        return ""
