"""The trading calendar: when the shops live, and when nothing may go live."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.history import tracked
from pmo.models import NamedRecord

from ..choices import TradingKind
from ..querysets import TradingPeriodQuerySet


@tracked
class TradingPeriod(NamedRecord):
    """Days that matter to the business in a country or of a brand; in a freeze nothing goes live."""

    kind = models.CharField(_("kind"), max_length=12, choices=TradingKind, default=TradingKind.SALES)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    is_freeze = models.BooleanField(
        _("release freeze"), default=False, help_text=_("A go-live in these days is flagged.")
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO code; empty for all countries.")
    )
    brand = models.CharField(_("brand"), max_length=80, blank=True, help_text=_("Empty for all brands."))
    note = models.TextField(_("note"), blank=True)

    objects = TradingPeriodQuerySet.as_manager()
    access = AccessPath("strategy", organisation=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("trading period")
        verbose_name_plural = _("trading periods")
        ordering = ["-first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="trading_period_days_in_order",
                violation_error_message=_("The end must not be before the start."),
            )
        ]
        indexes = [models.Index(fields=["first_day", "last_day"], name="trading_period_days")]
