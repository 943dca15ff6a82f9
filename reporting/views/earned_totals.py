"""Earned value of the organisation, a portfolio or a programme: a part of the dashboard, and a tab of its own."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo import display

from ..earned_totals import EarnedTotals, earned_totals, worst
from ..earned_value_words import in_signs
from .dashboard import PictureView


class DashboardEarnedValue(PictureView):
    """Sums with their indices, and the projects with the lowest; empty where there is nothing to show."""

    template_name = "reporting/earned_totals.html"

    def get(self, request):
        part = "#body" if request.htmx and not request.htmx.boosted else ""
        return render(request, f"{self.template_name}{part}", self.context())

    def context(self) -> dict:
        picture = self.picture
        totals = earned_totals(picture)
        lists = [
            {"title": _("Lowest CPI"), "rows": worst(picture, "cpi"), "empty": _("No project under 1.")},
            {"title": _("Lowest SPI"), "rows": worst(picture, "spi"), "empty": _("No project under 1.")},
        ]
        name = str(picture)
        return {
            "title": _("Earned value"),
            "subtitle": name,
            "breadcrumbs": [{"label": _("Dashboard"), "url": reverse("dashboard")},
                            {"label": _("Earned value"), "url": ""}],
            "totals": totals,
            "figures": figures_of(totals, self.currency),
            "lists": lists,
            "as_of": picture.day,
        }  # fmt: skip


def figures_of(totals: EarnedTotals, currency: str) -> list[dict]:
    """Label, value and formula of each figure; a value that is not available is empty."""
    amounts = (
        (_("Budget at completion"), totals.bac, "BAC"), (_("Planned value"), totals.pv, "PV"),
        (_("Earned value"), totals.ev, "EV"), (_("Actual cost"), totals.ac, "AC"),
        (_("Estimate at completion"), totals.eac, "AC + (BAC − EV) ÷ CPI"),
    )  # fmt: skip
    ratios = ((_("SPI"), totals.spi, "EV ÷ PV"), (_("CPI"), totals.cpi, "EV ÷ AC"))
    return [
        *({"label": label, "value": display.short_money(value, currency), "formula": in_signs(formula)}
          for label, value, formula in amounts),
        *({"label": label, "value": "" if value is None else display.number(value, 2), "formula": in_signs(formula)}
          for label, value, formula in ratios),
    ]  # fmt: skip
