"""KPIs and their dated values."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo import display
from pmo.access import AccessPath
from pmo.history import tracked
from pmo.models import NamedRecord, Record

from ..choices import KpiDirection, KpiUnit
from ..querysets import KpiQuerySet, KpiValueQuerySet

OUT_OF_ORDER = _(
    "Target, at risk and off track get worse in this order: down where higher is better, up where lower is better."
)


@tracked
class Kpi(NamedRecord):
    """A measure followed over time, for example the conversion rate, with target and thresholds."""

    code = models.CharField(_("code"), max_length=40)
    description = models.TextField(_("definition"), blank=True)
    unit = models.CharField(_("unit"), max_length=10, choices=KpiUnit, default=KpiUnit.NUMBER)
    direction = models.CharField(_("direction"), max_length=5, choices=KpiDirection, default=KpiDirection.UP)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)
    amber = models.DecimalField(_("at risk from"), max_digits=18, decimal_places=4, null=True, blank=True)
    red = models.DecimalField(_("off track from"), max_digits=18, decimal_places=4, null=True, blank=True)
    owner = models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("owner"),
        related_name="kpis",
    )
    source = models.CharField(_("source"), max_length=150, blank=True)

    objects = KpiQuerySet.as_manager()
    access = AccessPath("strategy", organisation=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("KPI")
        verbose_name_plural = _("KPIs")
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("code"),
                name="kpi_code_unique",
                violation_error_message=_("A KPI with this code exists already."),
            )
        ]

    def clean(self):
        """Target, at risk and off track get worse in this order; those that are not given count for nothing."""
        given = [(name, getattr(self, name)) for name in ("target", "amber", "red") if getattr(self, name) is not None]
        sign = 1 if self.direction == KpiDirection.UP else -1
        for (_better, before), (name, value) in pairwise(given):
            if sign * value > sign * before:
                raise ValidationError({name: OUT_OF_ORDER})


@tracked
class KpiValue(Record):
    """The value of a KPI for a period, for the whole organisation or one project."""

    kpi = models.ForeignKey(Kpi, models.CASCADE, verbose_name=_("KPI"), related_name="values")
    project = models.ForeignKey(
        "projects.Project",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("project"),
        related_name="kpi_values",
    )
    period_end = models.DateField(_("end of period"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    note = models.CharField(_("note"), max_length=250, blank=True)

    objects = KpiValueQuerySet.as_manager()
    access = AccessPath("benefit", project="project", organisation=True)

    class Meta(Record.Meta):
        verbose_name = _("KPI value")
        verbose_name_plural = _("KPI values")
        ordering = ["kpi", "-period_end", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "project", "period_end"],
                nulls_distinct=False,
                name="kpi_value_period_unique",
                violation_error_message=_("This KPI already has a value for that period."),
            )
        ]

    def __str__(self):
        return f"{self.kpi} · {display.day(self.period_end)}"
