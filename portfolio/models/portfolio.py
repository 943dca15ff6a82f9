"""Portfolios with their envelopes, and programmes."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.access_changes import UPDATE, changes_access
from pmo.history import tracked
from pmo.marks import marks_projects
from pmo.models import NamedRecord, Record

from ..choices import ProgrammeStatus
from ..querysets import EnvelopeQuerySet, PortfolioQuerySet, ProgrammeQuerySet

ITSELF = "SELECT DISTINCT 'programme', id, NULL::bigint FROM {rows} AS written"
ITS_PROJECTS = (
    "SELECT project.id FROM {rows} AS written JOIN projects_project project ON project.portfolio_id = written.id"
)
YEAR = [MinValueValidator(1990), MaxValueValidator(2100)]


@marks_projects(ITS_PROJECTS, columns=("status_date",))
@tracked
class Portfolio(NamedRecord):
    """Projects steered together. Measures are computed for its status date: today, or a fixed day."""

    code = models.CharField(_("code"), max_length=30)
    description = models.TextField(_("description"), blank=True)
    manager = models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("manager"),
        related_name="portfolios",
    )
    status_date = models.DateField(
        _("status date"), null=True, blank=True, help_text=_("Empty: today. Fixed for an imported archive.")
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    is_archive = models.BooleanField(_("archive"), default=False, help_text=_("Left out of the organisation's totals."))

    objects = PortfolioQuerySet.as_manager()
    access = AccessPath("portfolio", portfolio="")

    class Meta(NamedRecord.Meta):
        verbose_name = _("portfolio")
        verbose_name_plural = _("portfolios")
        constraints = [
            models.UniqueConstraint(
                models.functions.Upper("code"),
                name="portfolio_code_unique",
                violation_error_message=_("A portfolio with this code exists already."),
            )
        ]


@tracked
class Envelope(Record):
    """Money set aside for a portfolio in one fiscal year, excluding VAT."""

    portfolio = models.ForeignKey(Portfolio, models.CASCADE, verbose_name=_("portfolio"), related_name="envelopes")
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"), validators=YEAR)
    capex = models.DecimalField(
        _("CapEx"), max_digits=16, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    opex = models.DecimalField(_("OpEx"), max_digits=16, decimal_places=2, default=0, validators=[MinValueValidator(0)])
    note = models.CharField(_("note"), max_length=250, blank=True)

    objects = EnvelopeQuerySet.as_manager()
    written = {"fiscal_year": str}
    access = AccessPath("money", portfolio="portfolio")

    class Meta(Record.Meta):
        verbose_name = _("envelope")
        verbose_name_plural = _("envelopes")
        ordering = ["portfolio", "-fiscal_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "fiscal_year"],
                name="envelope_year_unique",
                violation_error_message=_("This portfolio already has an envelope for that fiscal year."),
            )
        ]

    def __str__(self):
        return f"{self.portfolio} {self.fiscal_year}"


@changes_access(ITSELF, columns=("portfolio_id",), events=(UPDATE,))
@tracked
class Programme(NamedRecord):
    """Projects that reach one goal together, inside a portfolio."""

    code = models.CharField(_("code"), max_length=30)
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, verbose_name=_("portfolio"), related_name="programmes")
    description = models.TextField(_("description"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=ProgrammeStatus, default=ProgrammeStatus.ACTIVE)
    manager = models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("manager"),
        related_name="programmes",
    )
    sponsor = models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("sponsor"),
        related_name="sponsored_programmes",
    )
    customer = models.ForeignKey(
        "accounts.Department",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("customer"),
        related_name="ordered_programmes",
    )
    customer_company = models.ForeignKey(
        "accounts.Vendor", models.SET_NULL, null=True, blank=True, verbose_name=_("customer company"),
        related_name="ordered_programmes",
    )  # fmt: skip

    objects = ProgrammeQuerySet.as_manager()
    access = AccessPath("programme", programme="")

    class Meta(NamedRecord.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.UniqueConstraint(
                models.functions.Upper("code"),
                name="programme_code_unique",
                violation_error_message=_("A programme with this code exists already."),
            )
        ]
