"""The organisation's settings: one row, edited by PMO staff, never constants in code."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..access import AccessPath
from ..choices import FourEyes
from ..history import tracked
from ..marks import marks_everything
from .record import Record

THRESHOLDS = (
    "currency", "slip_amber_days", "slip_red_days", "cost_amber_percent", "cost_red_percent", "risk_amber_score",
    "risk_red_score", "load_amber_percent", "load_red_percent", "stale_after_days", "rating_map",
    "milestones_amber_count", "milestones_red_count", "exposure_amber_percent", "exposure_red_percent",
    "issues_amber_count", "issues_red_count", "overload_amber_percent", "overload_red_percent",
    "behind_amber_percent", "behind_red_percent", "overspent_amber_percent", "overspent_red_percent",
    "unfilled_amber_percent", "unfilled_red_percent",
)  # fmt: skip
PERCENT = [MinValueValidator(0), MaxValueValidator(1000)]


def _threshold(label, default: int):
    return models.PositiveSmallIntegerField(
        label, default=default, db_default=default, validators=[MaxValueValidator(1000)]
    )


@marks_everything(*THRESHOLDS)
@tracked
class Organisation(Record):
    """Name, language, currency, fiscal year and the thresholds of calculated health."""

    name = models.CharField(_("name"), max_length=200, default="PMO")
    language = models.CharField(_("default language"), max_length=5, choices=settings.LANGUAGES, default="fr")
    currency = models.CharField(
        _("currency"),
        max_length=3,
        default="EUR",
        help_text=_("ISO code; totals are shown in this currency."),
    )
    fiscal_year_start = models.PositiveSmallIntegerField(
        _("first month of the fiscal year"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    slip_amber_days = models.PositiveIntegerField(_("slip, at risk from (days)"), default=10)
    slip_red_days = models.PositiveIntegerField(_("slip, off track from (days)"), default=30)
    cost_amber_percent = models.DecimalField(
        _("cost overrun, at risk from (%)"), max_digits=6, decimal_places=2, default=5, validators=PERCENT
    )
    cost_red_percent = models.DecimalField(
        _("cost overrun, off track from (%)"), max_digits=6, decimal_places=2, default=10, validators=PERCENT
    )
    risk_amber_score = models.PositiveSmallIntegerField(_("risk score, at risk from"), default=10)
    risk_red_score = models.PositiveSmallIntegerField(_("risk score, off track from"), default=16)
    load_amber_percent = models.PositiveSmallIntegerField(_("load, at risk from (% of capacity)"), default=100)
    load_red_percent = models.PositiveSmallIntegerField(_("load, off track from (% of capacity)"), default=120)
    milestones_amber_count = _threshold(_("late milestones, at risk from"), 1)
    milestones_red_count = _threshold(_("late milestones, off track from"), 3)
    issues_amber_count = _threshold(_("open critical issues, at risk from"), 1)
    issues_red_count = _threshold(_("open critical issues, off track from"), 3)
    exposure_amber_percent = _threshold(_("risk exposure, at risk from (% of budget)"), 10)
    exposure_red_percent = _threshold(_("risk exposure, off track from (% of budget)"), 20)
    overload_amber_percent = _threshold(_("days beyond capacity, at risk from (%)"), 10)
    overload_red_percent = _threshold(_("days beyond capacity, off track from (%)"), 25)
    unfilled_amber_percent = _threshold(_("days nobody is named for, at risk from (%)"), 10)
    unfilled_red_percent = _threshold(_("days nobody is named for, off track from (%)"), 30)
    behind_amber_percent = _threshold(_("earned value behind plan, at risk from (% under SPI 1)"), 5)
    behind_red_percent = _threshold(_("earned value behind plan, off track from (% under SPI 1)"), 15)
    overspent_amber_percent = _threshold(_("cost above earned value, at risk from (% under CPI 1)"), 5)
    overspent_red_percent = _threshold(_("cost above earned value, off track from (% under CPI 1)"), 15)
    stale_after_days = models.PositiveIntegerField(
        _("facts are stale after (days)"),
        default=35,
        help_text=_("Facts untouched for longer are marked stale."),
    )
    four_eyes = models.CharField(
        _("approval by a second person"), max_length=10, choices=FourEyes, default=FourEyes.ORDERS,
        db_default=FourEyes.ORDERS, help_text=_("Whoever asked, or chose the quote, does not approve it."),
    )  # fmt: skip
    rating_map = models.JSONField(
        _("rating map"),
        default=dict,
        blank=True,
        help_text=_("Imported rating → health, for example Amber/Green → green."),
    )

    access = AccessPath("setting", organisation=True)

    class Meta(Record.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisation")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="organisation_is_one_row"),
            models.CheckConstraint(
                condition=models.Q(slip_red_days__gte=models.F("slip_amber_days")),
                name="organisation_slip_thresholds_in_order",
                violation_error_message=_("Off track must start at or after at risk."),
            ),
            models.CheckConstraint(
                condition=models.Q(cost_red_percent__gte=models.F("cost_amber_percent")),
                name="organisation_cost_thresholds_in_order",
                violation_error_message=_("Off track must start at or after at risk."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        for red in (name for name in THRESHOLDS if "_red_" in name):
            limits = getattr(self, red.replace("_red_", "_amber_")), getattr(self, red)
            if None not in limits and limits[1] < limits[0]:
                raise ValidationError({red: _("Off track must start at or after at risk.")})

    @classmethod
    def current(cls) -> "Organisation":
        """The one row; defaults while it does not exist yet."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
