"""Sentences for the reasons of a calculated colour, in the reader's language. No calculation here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

DIMENSION_LABELS = {
    "schedule": gettext_lazy("Schedule"),
    "cost": gettext_lazy("Cost"),
    "scope": gettext_lazy("Scope"),
    "resources": gettext_lazy("Resources"),
    "risk": gettext_lazy("Risk"),
    "overall": gettext_lazy("Overall"),
}


def reason_text(code: str, arguments: Mapping) -> str:
    """A full sentence for a reason of `health.calculated_health`; an unknown code shows itself."""
    sentence = SENTENCES.get(code)
    return sentence(arguments) if sentence else code


def day(iso: str) -> str:
    """A date as the reader writes it."""
    return formats.date_format(date.fromisoformat(iso), "SHORT_DATE_FORMAT")


def days(count: float) -> str:
    """A number of days with its unit."""
    return ngettext("%(count)s day", "%(count)s days", int(count)) % {"count": number(count)}


def number(value: float) -> str:
    """A number with at most two decimals, as the reader writes it."""
    rounded = round(value, 2)
    whole = rounded == int(rounded)
    return formats.number_format(int(rounded) if whole else rounded, None if whole else 2)


def percent(share: float) -> str:
    """A share as a percentage with at most one decimal."""
    rounded = round(share * 100, 1)
    shown = formats.number_format(rounded, 0 if rounded == int(rounded) else 1)
    return _("%(number)s%%") % {"number": shown}


def money(value: float, currency: str) -> str:
    """An amount without cents, with its currency when known."""
    return f"{formats.number_format(round(value), 0)}\N{NO-BREAK SPACE}{currency}".strip()


def limits(arguments: Mapping, unit: Callable[[float], str]) -> str:
    """The thresholds in brackets, such as " (orange from 10 days, red from 30 days)"; empty without any."""
    return thresholds(arguments, unit, _("orange from %(limit)s"), _("red from %(limit)s"))


def limits_below(arguments: Mapping, unit: Callable[[float], str]) -> str:
    """The same for a measure of which little is bad: " (orange at 0.95 or less, red at 0.85 or less)"."""
    return thresholds(arguments, unit, _("orange at %(limit)s or less"), _("red at %(limit)s or less"))


def thresholds(arguments: Mapping, unit: Callable[[float], str], amber: str, red: str) -> str:
    """Both thresholds in the words given, leaving out one that is switched off."""
    pairs = ((arguments.get("amber"), amber), (arguments.get("red"), red))
    parts = [words % {"limit": unit(limit)} for limit, words in pairs if limit is not None]
    return f" ({', '.join(parts)})" if parts else ""


def finish_slip(given: Mapping) -> str:
    words = {"forecast": day(given["forecast"]), "reference": day(given["reference"])}
    words |= {"slip": days(abs(given["value"])), "limits": limits(given, days)}
    if given["value"] > 0:
        return _("Finish on %(forecast)s, %(slip)s after the reference of %(reference)s%(limits)s.") % words
    if given["value"] < 0:
        return _("Finish on %(forecast)s, %(slip)s before the reference of %(reference)s.") % words
    return _("Finish on %(forecast)s, as in the reference.") % words


def finish_slip_share(given: Mapping) -> str:
    words = {"slip": days(given["days"]), "share": percent(given["value"])}
    words |= {"duration": days(given["duration"]), "limits": limits(given, percent)}
    return _("The slip of %(slip)s is %(share)s of the planned duration of %(duration)s%(limits)s.") % words


def finish_passed(given: Mapping) -> str:
    words = {"forecast": day(given["forecast"]), "late": days(given["value"]), "limits": limits(given, days)}
    return _("The announced finish of %(forecast)s passed %(late)s ago, unfinished%(limits)s.") % words


def spi(given: Mapping) -> str:
    words = {"value": number(given["value"]), "limits": limits_below(given, number)}
    return _("Schedule performance index (SPI) of %(value)s%(limits)s.") % words


def cpi(given: Mapping) -> str:
    words = {"value": number(given["value"]), "limits": limits_below(given, number)}
    return _("Cost performance index (CPI) of %(value)s%(limits)s.") % words


def milestones_late(given: Mapping) -> str:
    words = {"count": number(given["value"]), "limits": limits(given, number)}
    text = ngettext("%(count)s late milestone%(limits)s.", "%(count)s late milestones%(limits)s.", given["value"])
    return text % words if given["value"] else _("No late milestone.")


def milestone_slip_days(given: Mapping) -> str:
    if given["value"] <= 0:
        return _("No milestone slips.")
    words = {"slip": days(given["value"]), "limits": limits(given, days)}
    return _("The worst milestone slips by %(slip)s%(limits)s.") % words


def cost_overrun(given: Mapping) -> str:
    words = budget_words(given) | {"share": percent(abs(given["value"])), "limits": limits(given, percent)}
    if given["value"] > 0:
        return _("Forecast of %(forecast)s, %(share)s over the budget of %(budget)s%(limits)s.") % words
    if given["value"] < 0:
        return _("Forecast of %(forecast)s, %(share)s under the budget of %(budget)s.") % words
    return _("Forecast of %(forecast)s, equal to the budget.") % words


def spent_over_budget(given: Mapping) -> str:
    words = budget_words(given) | {"share": percent(given["value"]), "limits": limits(given, percent)}
    return _("%(forecast)s already spent, %(share)s over the budget of %(budget)s%(limits)s.") % words


def cost_without_budget(given: Mapping) -> str:
    return _("Forecast of %(forecast)s without any budget.") % budget_words(given)


def budget_words(given: Mapping) -> dict[str, str]:
    currency = given.get("currency", "")
    return {"forecast": money(given["forecast"], currency), "budget": money(given["budget"], currency)}


def scope_change_share(given: Mapping) -> str:
    words = {"share": percent(given["value"]), "limits": limits(given, percent)}
    return _("Approved changes add %(share)s to the scope of reference%(limits)s.") % words


def deliverables_late(given: Mapping) -> str:
    words = {"count": number(given["value"]), "limits": limits(given, number)}
    text = ngettext("%(count)s late deliverable%(limits)s.", "%(count)s late deliverables%(limits)s.", given["value"])
    return text % words if given["value"] else _("No late deliverable.")


def load_share(given: Mapping) -> str:
    words = {"share": percent(given["value"]), "limits": limits(given, percent)}
    return _("The team is loaded at %(share)s of its capacity%(limits)s.") % words


def over_allocation_share(given: Mapping) -> str:
    words = {"share": percent(given["value"]), "limits": limits(given, percent)}
    return _("%(share)s of the allocated days exceed the capacity of the people%(limits)s.") % words


def unfilled_share(given: Mapping) -> str:
    words = {"share": percent(given["value"]), "limits": limits(given, percent)}
    return _("%(share)s of the requested days have nobody confirmed%(limits)s.") % words


def risk_score(given: Mapping) -> str:
    if not given["value"]:
        return _("No open risk.")
    words = {"score": number(given["value"]), "limits": limits(given, number)}
    return _("Highest residual risk score of %(score)s out of 25%(limits)s.") % words


def risk_exposure(given: Mapping) -> str:
    words = exposure_words(given) | {"share": percent(given["value"]), "limits": limits(given, percent)}
    return _("Risk exposure of %(exposure)s, %(share)s of the budget of %(budget)s%(limits)s.") % words


def exposure_without_budget(given: Mapping) -> str:
    return _("Risk exposure of %(exposure)s without any budget.") % exposure_words(given)


def exposure_words(given: Mapping) -> dict[str, str]:
    currency = given.get("currency", "")
    return {"exposure": money(given["exposure"], currency), "budget": money(given["budget"], currency)}


def critical_issues(given: Mapping) -> str:
    words = {"count": number(given["value"]), "limits": limits(given, number)}
    text = ngettext(
        "%(count)s open critical issue%(limits)s.",
        "%(count)s open critical issues%(limits)s.",
        given["value"],
    )
    return text % words if given["value"] else _("No open critical issue.")


def worst_of(given: Mapping) -> str:
    names = ", ".join(str(DIMENSION_LABELS[name]) for name in given["dimensions"])
    return _("Worst of the reported dimensions: %(dimensions)s.") % {"dimensions": names}


def stale(given: Mapping) -> str:
    words = {"date": day(given["last_change"]), "age": days(given["days"]), "limit": days(given["limit"])}
    return _("Facts unchanged since %(date)s, %(age)s ago; stale after %(limit)s.") % words


def no_facts(given: Mapping) -> str:
    return _("Not reported: no facts.")


def no_reference_finish(given: Mapping) -> str:
    return _("Not reported: no reference finish to compare with.")


def no_forecast_cost(given: Mapping) -> str:
    return _("Not reported: a budget, but no forecast at completion.")


def no_budget(given: Mapping) -> str:
    return _("Not reported: costs, but no budget to compare with.")


SENTENCES: dict[str, Callable[[Mapping], str]] = {
    sentence.__name__: sentence
    for sentence in (
        *(finish_slip, finish_slip_share, finish_passed, spi, milestones_late, milestone_slip_days),
        *(cost_overrun, spent_over_budget, cost_without_budget, cpi),
        *(scope_change_share, deliverables_late, load_share, over_allocation_share, unfilled_share),
        *(risk_score, risk_exposure, exposure_without_budget, critical_issues),
        *(worst_of, stale, no_facts, no_reference_finish, no_forecast_cost, no_budget),
    )
}
