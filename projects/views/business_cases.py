"""The page of a business case: costs and gains by year with ROI, NPV and payback; compared with another or today."""

from collections import defaultdict
from decimal import Decimal

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pmo import display, panels
from pmo.pages import pages_of, trail
from pmo.views.detail import ObjectDetail
from pmo.views.frame import ReaderView
from portfolio.business_case import Difference, business_case, by_year, differences

from .. import services
from ..choices import CaseKind
from ..models import BusinessCase, BusinessCaseLine

MONEY, PERCENT, YEARS, RATIO = "money", "percent", "years", "ratio"
MEASURES = {
    "costs": (gettext_lazy("Costs"), MONEY), "gains": (gettext_lazy("Gains"), MONEY),
    "net": (gettext_lazy("Net gain"), MONEY), "roi": (gettext_lazy("ROI"), PERCENT),
    "npv": (gettext_lazy("NPV"), MONEY), "payback": (gettext_lazy("Payback"), YEARS),
    "discounted_payback": (gettext_lazy("Discounted payback"), YEARS),
    "benefit_cost_ratio": (gettext_lazy("Gains ÷ costs, discounted"), RATIO), "irr": (gettext_lazy("IRR"), PERCENT),
}  # fmt: skip
REASONS = {
    "no_flows": gettext_lazy("there is no cost and no gain yet"),
    "no_cost": gettext_lazy("there are no costs"),
    "always_covered": gettext_lazy("the gains of each year cover the costs from the start"),
    "never_pays_back": gettext_lazy("the gains never make up for the costs"),
    "no_sign_change": gettext_lazy("the yearly results never change sign"),
    "several_rates": gettext_lazy("several rates fit these years"),
    "no_rate": gettext_lazy("no rate fits these years"),
}
HIGHER_IS_WORSE = {"costs", "payback", "discounted_payback"}


class BusinessCaseDetail(ObjectDetail):
    """Adds figures, the table of years and the chart."""

    template_name = "projects/business_case_detail.html"

    def sections(self, row) -> list:
        return [*super().sections(row), ("", [self._fact(row, "frozen_on")])]

    def context(self, row) -> dict:
        lines = list(BusinessCaseLine.objects.allowed(self.reader).filter(business_case=row))
        found, currency = services.figures_of(row, lines), row.project.currency
        return super().context(row) | {
            "figures": [shown_measure(found, name, currency) for name in MEASURES],
            "table": table_of_years(lines, row, currency),
            "chart_url": reverse("projects:business-case-chart", args=[row.pk]),
            "comparison_url": reverse("projects:business-case-comparison", args=[row.pk]),
            "new_line_url": _new_line(row),
        }


def shown_measure(found, name: str, currency: str) -> dict:
    """A measure, or why it is not available."""
    label, kind = MEASURES[name]
    reason = found.reasons.get(name)
    return {
        "label": label,
        "value": in_words(getattr(found, name), kind, currency),
        "reason": reason and _("not available: %(reason)s") % {"reason": REASONS[reason]},
    }


def in_words(value, kind: str, currency: str) -> str:
    if value is None:
        return ""
    value = Decimal(str(value))
    if kind == MONEY:
        return display.money(value, currency, 0)
    if kind == PERCENT:
        return display.percent(value * 100, 1)
    if kind == RATIO:
        return display.number(value, 2)
    return ngettext("%(count)s year", "%(count)s years", 1 if value < 2 else 2) % {"count": display.number(value, 1)}


def table_of_years(lines, case, currency: str) -> dict:
    """Years across; a row for each line by kind and label, then sums, discounted and running."""
    flows = by_year(services.flows_of(lines))
    years = [flow.year for flow in flows]
    cells: dict[tuple, dict] = defaultdict(lambda: defaultdict(Decimal))
    for line in lines:
        cells[line.kind, line.label or line.get_nature_display()][line.year] += line.amount

    def money(amount) -> str:
        return display.money(amount, currency, 0) if amount else ""

    rows = [
        {"label": label, "kind": CaseKind.badge(kind), "cells": [money(found.get(year)) for year in years],
         "sum": money(sum(found.values()))}
        for (kind, label), found in sorted(cells.items())
    ]  # fmt: skip
    return {"years": years, "rows": rows, "sums": sums_of(flows, case, money)}


def sums_of(flows, case, money) -> list[dict]:
    rate, running, present, running_present = case.discount_rate / 100, [], [], []
    for number, flow in enumerate(flows):
        running.append(flow.net + (running[-1] if running else 0))
        present.append(flow.net / (1 + rate) ** number)
        running_present.append(present[-1] + (running_present[-1] if running_present else 0))

    def total(amount) -> str:
        """A running total of nothing is a fact: there it has paid back."""
        return display.money(amount, case.project.currency, 0)

    columns = (
        (_("Costs"), [flow.cost for flow in flows], True), (_("Gains"), [flow.gain for flow in flows], True),
        (_("Net gain"), [flow.net for flow in flows], True), (_("Running total"), running, False),
        (_("Discounted"), present, True), (_("Running total, discounted"), running_present, False),
    )  # fmt: skip
    return [
        {"label": label, "cells": [(money if adds else total)(value) for value in values],
         "sum": money(sum(values)) if adds else ""}
        for label, values, adds in columns
    ]  # fmt: skip


def _new_line(case) -> str:
    return f"{pages_of(BusinessCaseLine).url('create')}?business_case={case.pk}&project={case.project_id}"


class OfCase(ReaderView):
    """Something about a business case that the reader may see."""

    def case(self, pk) -> BusinessCase:
        found = BusinessCase.objects.allowed(self.reader).for_list().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def lines(self, case) -> list[BusinessCaseLine]:
        return list(BusinessCaseLine.objects.allowed(self.reader).filter(business_case=case))


class BusinessCaseChart(OfCase):
    """Costs and gains by year, and the running total that shows when it has paid back."""

    def get(self, request, pk):
        case = self.case(pk)
        flows, currency = by_year(services.flows_of(self.lines(case))), case.project.currency
        found = business_case(flows, case.discount_rate / 100)
        years, total, running = [str(flow.year) for flow in flows], Decimal(0), []
        for flow in flows:
            total += flow.net
            running.append(total)
        bars = [
            {"type": "bar", "name": _("Costs"), "x": years, "y": [-float(flow.cost) for flow in flows],
             "marker": {"color": "health:orange"}},
            {"type": "bar", "name": _("Gains"), "x": years, "y": [float(flow.gain) for flow in flows],
             "marker": {"color": "health:green"}},
            {"type": "scatter", "mode": "lines+markers", "name": _("Running total"), "x": years,
             "y": [float(one) for one in running], "line": {"color": "theme:text"}},
        ]  # fmt: skip
        rows = [
            [str(flow.year), *(display.money(one, currency, 0) for one in (flow.cost, flow.gain, flow.net, sum_now))]
            for flow, sum_now in zip(flows, running, strict=True)
        ]
        columns = [_("year"), _("Costs"), _("Gains"), _("Net gain"), _("Running total")]
        layout = {"barmode": "relative", "xaxis": {"type": "category"}}
        return JsonResponse({
            "figure": {"data": bars, "layout": layout}, "text": paid_back(found),
            "table": {"columns": [str(one).capitalize() for one in columns], "rows": rows},
        })  # fmt: skip


def paid_back(found) -> str:
    if found.payback is None:
        return _("No payback: %(reason)s.") % {"reason": REASONS[found.reasons["payback"]]}
    return _("It has paid back after %(years)s.") % {"years": in_words(found.payback, YEARS, "")}


class BusinessCaseComparison(OfCase):
    """`?with=7`: beside another version of the project; without, beside what was really spent until today."""

    template_name = "projects/business_case_comparison.html"

    def get(self, request, pk):
        case = self.case(pk)
        part = "#body" if request.htmx and not request.htmx.boosted else ""
        return render(request, self.template_name + part, self.context(case))

    def context(self, case) -> dict:
        others = list(BusinessCase.objects.allowed(self.reader).filter(project=case.project_id).exclude(pk=case.pk))
        wanted = self.request.GET.get("with", "")
        other = next((one for one in others if str(one.pk) == wanted), None)
        flows = services.flows_of(self.lines(case))
        if other is not None:
            beside, label = services.flows_of(self.lines(other)), str(other)
            now = business_case(beside, other.discount_rate / 100)
        else:
            beside = services.as_of_today(case, self.lines(case), today=timezone.localdate())
            now, label = business_case(beside, case.discount_rate / 100), _("As of today")
        return self.frame(case) | {
            "others": others, "other": other, "label": label,
            "measures": self.measures(business_case(flows, case.discount_rate / 100), now, case.project.currency),
            "years": self.years(flows, beside, case.project.currency),
        }  # fmt: skip

    def frame(self, case) -> dict:
        title = _("Comparison")
        return {
            "case": case,
            "title": f"{title} · {case}",
            "comparison_url": reverse("projects:business-case-comparison", args=[case.pk]),
            "breadcrumbs": trail(case, title),
        }

    def measures(self, then, now, currency: str) -> list[dict]:
        """Both values of each measure and how it moved."""
        found = differences(then, now)
        return [
            {
                "label": label,
                "then": in_words(found[name].frozen, kind, currency) or _reason(then, name),
                "now": in_words(found[name].current, kind, currency) or _reason(now, name),
                **moved(name, found[name], kind, currency),
            }
            for name, (label, kind) in MEASURES.items()
        ]

    def years(self, flows, beside, currency: str) -> list[dict]:
        then, now = ({flow.year: flow for flow in by_year(each)} for each in (flows, beside))

        def cell(found, year: int, name: str) -> str:
            return display.money(getattr(found[year], name), currency, 0) if year in found else ""

        return [
            {"year": year, "cells": [cell(found, year, name) for name in ("cost", "gain") for found in (then, now)]}
            for year in sorted({*then, *now})
        ]


def _reason(found, name: str) -> str:
    return _("not available: %(reason)s") % {"reason": REASONS[found.reasons[name]]}


def moved(name: str, difference: Difference, kind: str, currency: str) -> dict:
    """The change in words, and whether it is for the better."""
    text = in_words(difference.change, kind, currency).replace("-", "−")
    if text in ("", in_words(0, kind, currency)):
        return {"change": "", "direction": "flat", "good": True}
    up = difference.change > 0
    return {
        "change": f"+{text}" if up else text,
        "direction": "up" if up else "down",
        "good": up != (name in HIGHER_IS_WORSE),
    }


def comparison_of(case: BusinessCase) -> str:
    return reverse("projects:business-case-comparison", args=[case.pk])


panels.register(
    "projects.BusinessCase",
    panels.Panel("comparison", gettext_lazy("Comparison"), "scale", comparison_of, "money", order=5),
)
