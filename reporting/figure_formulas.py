"""How each figure of a dashboard is made, in words; measures of single projects are in `measure_formulas.py`."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

SEEN = _("Only projects that you may see count, so that a number equals its list.")
MONEY_SEEN = _("Only projects whose money you may see count; amounts are in the organisation's currency.")


@dataclass(frozen=True)
class FigureFormula:
    """Label, formula, and the measures of projects that go into it."""

    label: object
    formula: object
    measures: tuple[str, ...] = ()
    is_money: bool = False

    @property
    def remark(self):
        return MONEY_SEEN if self.is_money else SEEN


FIGURES = {
    "projects": FigureFormula(_("Running projects"), _(
        "Number of projects that are active or on hold. Templates do not count, nor do archives for the organisation."
    )),
    "late": FigureFormula(_("Projects that slip"), _("Number of running projects with a slip of a day or more."),
                          ("slip_days",)),
    "late_milestones": FigureFormula(_("Late milestones"), _(
        "Sum over running projects of the milestones not reached and expected before the status date."
    ), ("late_milestone_count",)),
    "watermelons": FigureFormula(_("Watermelons"), _(
        "Number of running projects declared on track and calculated off track."
    ), ("is_watermelon", "health", "declared_health")),
    "critical": FigureFormula(_("Critical projects"), _(
        "Number of running projects marked as critical for the organisation."
    )),
    "stale": FigureFormula(_("Stale facts"), _(
        "Number of running projects whose facts nobody has changed for longer than the setting."
    ), ("is_stale",)),
    "budget": FigureFormula(_("Budget"), _("Sum of the budgets of the running projects."), ("budget_total",), True),
    "forecast": FigureFormula(_("Forecast"), _(
        "Sum of the forecasts at completion of the running projects; beside it what goes beyond the budget."
    ), ("forecast_total",), True),
    "actual": FigureFormula(_("Actual"), _("Sum of the actual cost of the running projects."), ("actual_total",), True),
    "exposure": FigureFormula(_("Risk exposure"), _("Sum of the risk exposure of the running projects."),
                              ("risk_exposure_total",), True),
    "envelope": FigureFormula(_("Envelope"), _(
        "Sum of the envelopes (CapEx and OpEx) of the fiscal year, at the exchange rate of the month."
    ), (), True),
}  # fmt: skip
