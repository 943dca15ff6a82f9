"""Words for the codes of earned value: why a value is missing, what a method does, why one suits."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MISSING = {
    "no_baseline": gettext_lazy("There is no approved baseline with a cost."),
    "no_time_phased_baseline": gettext_lazy("The baseline has no dates to spread its cost over."),
    "no_progress": gettext_lazy("No progress has been reported."),
    "no_actual_cost": gettext_lazy("No actual cost is recorded."),
    "no_status_date": gettext_lazy("The status date is not known."),
    "no_budget": gettext_lazy("The budget at completion is zero."),
    "nothing_planned": gettext_lazy("Nothing was planned by the status date."),
    "nothing_spent": gettext_lazy("The actual cost is not above zero."),
    "nothing_earned": gettext_lazy("Nothing has been earned yet."),
    "no_time_earned": gettext_lazy("What is earned reaches no further than the start of the baseline."),
    "not_started": gettext_lazy("The status date is not after the planned start."),
    "work_complete": gettext_lazy("The work is complete."),
    "budget_spent": gettext_lazy("The whole budget is spent while work remains."),
    "too_far": gettext_lazy("At this pace the end lies beyond any date that could be planned for."),
    "too_large": gettext_lazy("The result is too large to mean anything."),
    "undefined": gettext_lazy("The formula has no result for these figures."),
}
METHODS = {
    "planned_value_1": gettext_lazy("Planned value, the rest as planned"),
    "planned_value_spi": gettext_lazy("Planned value, at the pace of SPI"),
    "planned_value_sci": gettext_lazy("Planned value, at the pace of SPI × CPI"),
    "earned_duration_1": gettext_lazy("Earned duration, the rest as planned"),
    "earned_duration_spi": gettext_lazy("Earned duration, at the pace of SPI"),
    "earned_duration_sci": gettext_lazy("Earned duration, at the pace of SPI × CPI"),
    "earned_schedule_1": gettext_lazy("Earned schedule, the rest as planned"),
    "earned_schedule_spi_t": gettext_lazy("Earned schedule, at the pace of SPI(t)"),
    "earned_schedule_sci_t": gettext_lazy("Earned schedule, at the pace of SPI(t) × CPI"),
    "cost_1": gettext_lazy("The rest at the planned cost"),
    "cost_cpi": gettext_lazy("The rest at the cost so far (CPI)"),
    "cost_spi": gettext_lazy("The rest at the pace of SPI"),
    "cost_spi_t": gettext_lazy("The rest at the pace of SPI(t)"),
    "cost_sci": gettext_lazy("The rest at SPI × CPI"),
    "cost_sci_t": gettext_lazy("The rest at SPI(t) × CPI"),
    "cost_cpi_spi": gettext_lazy("The rest at 80% CPI and 20% SPI"),
    "cost_cpi_spi_t": gettext_lazy("The rest at 80% CPI and 20% SPI(t)"),
}
SUITS = {
    "work_complete": gettext_lazy("The work is complete: nothing is left to forecast."),
    "too_early": gettext_lazy(
        "Only %(complete)s of the budget is earned; below %(limit)s the index swings too much to be projected."
    ),
    "no_pace": gettext_lazy("The index is %(index)s: there is no pace to go by, so the rest is taken as planned."),
    "near_plan": gettext_lazy("The index of %(index)s is within %(limit)s of the plan: the rest should go as planned."),
    "pace_without_history": gettext_lazy(
        "The index is %(index)s, and there are too few earlier readings to say that it will recover."
    ),
    "steady_pace": gettext_lazy(
        "The index stayed between %(lowest)s and %(highest)s in the last %(readings)s readings: this pace should last."
    ),
    "unsteady_pace": gettext_lazy(
        "The index moved between %(lowest)s and %(highest)s in the last %(readings)s readings: it is no steady pace."
    ),
    "late_and_over_cost": gettext_lazy(
        "The project is over its cost (CPI %(index)s) and late (SPI(t) %(spi_t)s): the delay will cost too."
    ),
}
SHARES = ("complete", "limit")


def missing_text(code: str) -> str:
    """Why a value is not available; an unknown code shows itself."""
    return str(MISSING.get(code, code))


def method_label(method: str) -> str:
    """Name of a forecasting method; an unknown code shows itself."""
    return str(METHODS.get(method, method))


def suits_text(code: str, arguments: Mapping) -> str:
    """Why a method suits, or why none can be recommended."""
    return str(SUITS[code]) % shown(arguments) if code in SUITS else missing_text(code)


def shown(arguments: Mapping) -> dict[str, str]:
    """Arguments as the reader writes numbers: shares in per cent, counts whole, indices with two decimals."""
    words = {}
    for name, value in arguments.items():
        if name in SHARES:
            words[name] = _("%(number)s%%") % {"number": formats.number_format(round(value * 100), 0)}
        else:
            # The formats cut decimals off, while the same figure elsewhere is rounded.
            whole = isinstance(value, int)
            words[name] = formats.number_format(value if whole else round(value, 2), 0 if whole else 2)
    return words
