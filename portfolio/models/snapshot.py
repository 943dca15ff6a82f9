"""Dated totals of a portfolio, shown only to those who may see every project in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath, AccessQuerySet


def _sum(label):
    return models.DecimalField(label, max_digits=20, decimal_places=2, default=0, db_default=0)


def _known(label):
    """Nothing, and not 0, where no project has such an amount."""
    return models.DecimalField(label, max_digits=20, decimal_places=2, null=True)


class PortfolioSnapshot(models.Model):
    """Totals over the running projects of a portfolio on one day, in the organisation's currency."""

    portfolio = models.ForeignKey("portfolio.Portfolio", models.CASCADE, related_name="snapshots")
    as_of = models.DateField(_("as of"))
    project_count = models.PositiveIntegerField(_("projects"), default=0)
    green = models.PositiveIntegerField(default=0)
    amber = models.PositiveIntegerField(default=0)
    red = models.PositiveIntegerField(default=0)
    not_reported = models.PositiveIntegerField(default=0)
    budget = _known(_("budget"))
    forecast = _known(_("forecast"))
    actual = _known(_("actual"))
    budget_green = _sum(_("budget on track"))
    budget_amber = _sum(_("budget at risk"))
    budget_red = _sum(_("budget off track"))
    risk_exposure = _sum(_("risk exposure"))
    late_milestone_count = models.PositiveIntegerField(_("late milestones"), default=0, db_default=0)
    watermelon_count = models.PositiveIntegerField(_("watermelons"), default=0, db_default=0)
    without_rate = models.PositiveIntegerField(
        _("projects without exchange rate"), default=0, db_default=0, help_text=_("Their money is not in the sums.")
    )
    computed_at = models.DateTimeField()

    objects = AccessQuerySet.as_manager()
    access = AccessPath("portfolio", portfolio="portfolio")
    # Only for who may see the money of the portfolio.
    amounts = frozenset({"budget", "forecast", "actual", "budget_green", "budget_amber", "budget_red", "risk_exposure"})

    class Meta:
        verbose_name = _("portfolio snapshot")
        verbose_name_plural = _("portfolio snapshots")
        ordering = ["portfolio", "-as_of"]
        constraints = [models.UniqueConstraint(fields=["portfolio", "as_of"], name="portfolio_snapshot_day_unique")]

    def __str__(self):
        return f"{self.portfolio} {self.as_of}"
