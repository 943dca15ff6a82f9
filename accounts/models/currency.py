"""Currencies and their monthly exchange rates."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo import display
from pmo.access import AccessPath
from pmo.history import tracked
from pmo.marks import marks_everything
from pmo.models import Record

from ..querysets import ExchangeRateQuerySet


@marks_everything("code")
@tracked
class Currency(Record):
    """A currency that projects may use, by its ISO code."""

    code = models.CharField(_("code"), max_length=3, unique=True)
    name = models.CharField(_("name"), max_length=60)
    symbol = models.CharField(_("symbol"), max_length=6, blank=True)

    access = AccessPath("currency", organisation=True)

    class Meta(Record.Meta):
        verbose_name = _("currency")
        verbose_name_plural = _("currencies")
        ordering = ["code"]

    def __str__(self):
        return self.code


@marks_everything()
@tracked
class ExchangeRate(Record):
    """What one unit of a currency is worth in the organisation's currency during a month."""

    currency = models.ForeignKey(Currency, models.CASCADE, verbose_name=_("currency"), related_name="rates")
    month = models.DateField(_("month"), help_text=_("First day of the month."))
    rate = models.DecimalField(
        _("rate"),
        max_digits=18,
        decimal_places=8,
        validators=[MinValueValidator(0.00000001)],
        help_text=_("Value of 1 unit in the organisation's currency."),
    )

    objects = ExchangeRateQuerySet.as_manager()
    written = {"month": display.month}
    access = AccessPath("currency", organisation=True)

    class Meta(Record.Meta):
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["currency", "-month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["currency", "month"],
                name="exchange_rate_month_unique",
                violation_error_message=_("This currency already has a rate for that month."),
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1),
                name="exchange_rate_first_of_month",
                violation_error_message=_("Give the first day of the month."),
            ),
        ]

    def __str__(self):
        return f"{self.currency_id} {display.month(self.month)}"
