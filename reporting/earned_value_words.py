"""Earned value of a project for its page: metrics with formula and inputs, forecasts side by side, in words."""

import re
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pmo import display
from projects.earned_value_reasons import METHODS, method_label, missing_text, suits_text
from projects.models import ProjectState

from .earned_value_formulas import EARNED_VALUE_FORMULAS

# Signs that readers of other languages know by other letters.
TRANSLATED = re.compile(r"\b(PV|EV|AC|SPI|CPI|ETC)\b")
MONEY, INDEX, DAYS, SHARE = "money", "index", "days", "share"


@dataclass(frozen=True)
class Metric:
    """Sign, name, formula and unit of one metric; `measure` is the state's field, "" where it is worked out here."""

    sign: str
    name: object
    formula: str
    unit: str
    measure: str = ""


METRICS = (
    Metric("bac", gettext_lazy("Budget at completion"), "BAC", MONEY, "budget_at_completion"),
    Metric("pv", gettext_lazy("Planned value"), "PV", MONEY, "planned_value"),
    Metric("ev", gettext_lazy("Earned value"), "EV", MONEY, "earned_value"),
    Metric("ac", gettext_lazy("Actual cost"), "AC", MONEY, "actual_cost"),
    Metric("sv", gettext_lazy("Schedule variance"), "EV − PV", MONEY),
    Metric("cv", gettext_lazy("Cost variance"), "EV − AC", MONEY),
    Metric("spi", gettext_lazy("Schedule performance index"), "EV ÷ PV", INDEX, "spi"),
    Metric("cpi", gettext_lazy("Cost performance index"), "EV ÷ AC", INDEX, "cpi"),
    Metric("complete", gettext_lazy("Percent complete"), "EV ÷ BAC", SHARE),
    Metric("spent", gettext_lazy("Percent spent"), "AC ÷ BAC", SHARE),
    Metric("eac", gettext_lazy("Estimate at completion"), "AC + (BAC − EV) ÷ CPI", MONEY, "estimate_at_completion"),
    Metric("etc", gettext_lazy("Estimate to complete"), "EAC − AC", MONEY),
    Metric("vac", gettext_lazy("Variance at completion"), "BAC − EAC", MONEY),
    Metric("tcpi", gettext_lazy("To-complete performance index"), "(BAC − EV) ÷ (BAC − AC)", INDEX),
    Metric("at", gettext_lazy("Actual time"), "AT", DAYS, "actual_time_days"),
    Metric("pd", gettext_lazy("Planned duration"), "PD", DAYS, "planned_duration_days"),
    Metric("es", gettext_lazy("Earned schedule"), "ES = C + (EV − PV(C)) ÷ (PV(C+1) − PV(C))", DAYS,
           "earned_schedule_days"),
    Metric("sv_t", gettext_lazy("Schedule variance in time"), "ES − AT", DAYS),
    Metric("spi_t", gettext_lazy("Schedule performance index in time"), "ES ÷ AT", INDEX, "spi_time"),
    Metric("ieac_t", gettext_lazy("Estimate of the duration"), "AT + (PD − ES) ÷ SPI(t)", DAYS),
)  # fmt: skip
SIGNS = {"sv_t": "SV(t)", "spi_t": "SPI(t)", "ieac_t": "IEAC(t)", "complete": "%", "spent": "%"}
INPUTS = {
    "sv": ("ev", "pv"), "cv": ("ev", "ac"), "spi": ("ev", "pv"), "cpi": ("ev", "ac"), "complete": ("ev", "bac"),
    "spent": ("ac", "bac"), "eac": ("ac", "bac", "ev", "cpi"), "etc": ("eac", "ac"), "vac": ("bac", "eac"),
    "tcpi": ("bac", "ev", "ac"), "es": ("ev",), "sv_t": ("es", "at"), "spi_t": ("es", "at"),
    "ieac_t": ("at", "pd", "es", "spi_t"),
}  # fmt: skip
UNITS = {metric.sign: metric.unit for metric in METRICS}


def in_signs(text: str) -> str:
    """A sign or formula with the reader's own signs: EV ÷ PV is VA ÷ VP in French."""
    # Named one by one, so that they are collected for translation.
    signs = {"PV": _("PV"), "EV": _("EV"), "AC": _("AC"), "SPI": _("SPI"), "CPI": _("CPI"), "ETC": _("ETC")}
    return TRANSLATED.sub(lambda found: signs[found.group()], text)


def sign_of(metric: str) -> str:
    """The sign of a metric, such as SPI(t)."""
    return in_signs(SIGNS.get(metric, metric.upper()))


def position_values(state: ProjectState):
    """All metrics of the stored position, with the reasons for what is not known."""
    from projects.earned_value import Position, earned_value

    def plain(value):
        return None if value is None else float(value)

    return earned_value(Position.of(
        bac=plain(state.budget_at_completion), pv=plain(state.planned_value), ev=plain(state.earned_value),
        ac=plain(state.actual_cost), at=plain(state.actual_time_days), pd=plain(state.planned_duration_days),
        es=plain(state.earned_schedule_days),
    ))  # fmt: skip


def metrics_of(state: ProjectState, currency: str) -> list[dict]:
    """Each metric with its value, formula, inputs, and the reason where it has none."""
    found, missing = position_values(state), state.earned_value_detail.get("missing", {})
    rows = []
    for metric in METRICS:
        value = getattr(found, metric.sign)
        reason = "" if value is not None else missing_text(missing.get(metric.sign) or found.reasons[metric.sign])
        rows.append({
            "sign": sign_of(metric.sign), "name": metric.name, "formula": formula_of(metric),
            "value": shown(value, metric.unit, currency), "missing": reason,
            "inputs": inputs_of(metric.sign, found, currency),
            "origin": reverse("measure-origin", args=[state.project_id, metric.measure]) if metric.measure else "",
        })  # fmt: skip
    return rows


def formula_of(metric: Metric) -> str:
    """The formula; of what is read and not worked out of other metrics, where it is read."""
    if metric.formula != metric.sign.upper():
        return in_signs(metric.formula)
    return next(str(one.formula) for one in EARNED_VALUE_FORMULAS if one.name == metric.measure)


def inputs_of(sign: str, found, currency: str) -> str:
    """The figures that go into a metric: EV €1,500.00 · PV €2,000.00."""
    parts = [
        f"{sign_of(name)} {shown(getattr(found, name), UNITS[name], currency) or '–'}" for name in INPUTS.get(sign, ())
    ]
    return " · ".join(parts)


def shown(value: float | None, unit: str, currency: str) -> str:
    """A figure as the reader writes it; "" when it is not known."""
    if value is None:
        return ""
    if unit == MONEY:
        return amount_of(value, currency)
    if unit == SHARE:
        return display.percent(value * 100, 1)
    return _("%(number)s d") % {"number": display.number(value, 1)} if unit == DAYS else display.number(value, 2)


def amount_of(value: float | None, currency: str) -> str:
    """An amount with its sign before the currency: −€1,200."""
    if value is None:
        return ""
    sign = "\u2212" if round(value) < 0 else ""
    return f"{sign}{display.money(abs(value), currency, 0)}"


def finish_rows(state: ProjectState) -> list[dict]:
    """The nine forecasts of the finish, each against the finish of the baseline."""
    detail = state.earned_value_detail
    return [forecast_row(detail, "finish", method, finish_words(value, state.planned_finish))
            for method, value in in_order(detail.get("finish", {}))]  # fmt: skip


def in_order(forecasts: dict) -> list[tuple]:
    """Forecasts by method in the order of the methods; the database keeps them in its own."""
    return [(method, forecasts[method]) for method in METHODS if method in forecasts]


def finish_words(value: str | None, planned: date | None) -> tuple[str, str]:
    """The day, and how many days after the baseline's finish it is."""
    if value is None:
        return "", ""
    day = date.fromisoformat(value)
    return display.day(day), display.slip((day - planned).days) if planned else ""


def cost_rows(state: ProjectState, currency: str) -> list[dict]:
    """The eight forecasts of the cost, each against the budget at completion."""
    detail, budget = state.earned_value_detail, state.budget_at_completion
    return [forecast_row(detail, "cost", method, cost_words(value, budget, currency))
            for method, value in in_order(detail.get("cost", {}))]  # fmt: skip


def cost_words(value: float | None, budget, currency: str) -> tuple[str, str]:
    """The amount, and what goes beyond the budget."""
    if value is None:
        return "", ""
    beyond = value - float(budget or 0)
    sign = "+" if beyond > 0 else "\u2212" if beyond < 0 else ""
    return display.money(value, currency, 0), f"{sign}{display.money(abs(beyond), currency, 0)}"


def forecast_row(detail: dict, kind: str, method: str, words: tuple[str, str]) -> dict:
    """One method: its result, the difference, whether it suits, is overtaken, or gives nothing and why."""
    missing = detail.get("missing", {}).get(method)
    return {
        "label": method_label(method), "value": words[0], "difference": words[1],
        "suits": detail.get("suits", {}).get(kind, {}).get("method") == method,
        "behind": method in detail.get("behind", ()), "missing": missing_text(missing) if missing else "",
    }  # fmt: skip


def why_it_suits(state: ProjectState, kind: str) -> str:
    """Why one method suits, or why none can be recommended."""
    suits = state.earned_value_detail.get("suits", {}).get(kind)
    return suits_text(suits["code"], suits["arguments"]) if suits else ""


def cost_source(state: ProjectState) -> str:
    """Where the actual cost is from."""
    return {
        "entries": _("Actual cost: actual and accrued cost entries up to the month of the status date."),
        "tasks": _("Actual cost: what is given on the tasks, since there is no cost entry."),
    }.get(state.earned_value_detail.get("actual_cost_from", ""), "")


def progress_grounds(state: ProjectState) -> list[str]:
    """What the progress of an earlier day rests on, a sentence each; nothing where it is that of today."""
    found = state.earned_value_detail.get("progress")
    if found is None:
        behind = isinstance(state, ProjectState) and state.as_of < timezone.localdate()
        return [_("The status date lies behind: what is reported for it by now counts.")] if behind else []
    said = [_("Progress as it was recorded by the end of that day.")]
    missing = {name: found.get(name, 0) for name in ("dated", "between", "undated")}
    if any(missing.values()):
        head = ngettext(
            "Of %(count)s of %(tasks)s tasks nothing was recorded by then (first record on %(since)s):",
            "Of %(count)s of %(tasks)s tasks nothing was recorded by then (first record on %(since)s):",
            sum(missing.values()),
        ) % {"count": sum(missing.values()), "tasks": found["tasks"],
             "since": display.day(date.fromisoformat(found["since"]))}  # fmt: skip
        parts = [str(NOT_RECORDED[name]) % {"count": count} for name, count in missing.items() if count]
        said.append(f"{head} {', '.join(parts)}.")
    return said


NOT_RECORDED = {
    "dated": gettext_lazy("%(count)s by their actual dates"),
    "between": gettext_lazy(
        "%(count)s under way, estimated evenly from the actual start to the actual finish or the first record"
    ),
    "undated": gettext_lazy("%(count)s without actual dates, as first recorded"),
}
