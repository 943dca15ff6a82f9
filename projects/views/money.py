"""Money of a project on one page: budget by version, costs, CapEx/OpEx and S-curve; entry of the forecast."""

from datetime import date
from decimal import Decimal
from functools import cached_property

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo import display, panels
from pmo.pages import pages_of, trail
from pmo.views.frame import ReaderView
from pmo.writing import Stale

from ..choices import BudgetVersion, CostCategory, CostKind, Nature
from ..models import BudgetLine, CostEntry, Project
from ..project_money import by_kind, by_month, month_after, months_between, running
from ..services import forecasts
from ..typed_amounts import as_typed, typed_amount
from .charts import ProjectChart

MOST_MONTHS = 36


class OfMoney(ReaderView):
    """Something about the money of the project in the address; 404 for whoever may not see it."""

    @cached_property
    def project(self) -> Project:
        rows = Project.objects.allowed(self.reader, "view", "money").with_permissions(
            self.reader, "view", "add", "change", "delete", kind="money"
        )
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def found(self) -> forecasts.ProjectMoney:
        return forecasts.read_money(self.project)

    @property
    def part(self) -> str:
        return "#body" if self.request.htmx and not self.request.htmx.boosted else ""

    def frame(self, title: str) -> dict:
        return {
            "project": self.project,
            "title": f"{title} · {self.project}",
            "breadcrumbs": trail(self.project, title),
            "forecast_url": reverse("projects:project-money-forecast", args=[self.project.pk]),
            "money_url": money_of(self.project),
            "may_enter": self.project.may_add and self.project.may_change and self.project.may_delete,
        }

    def money(self, amount) -> str:
        return display.money(amount, self.project.currency, 0)


class MoneyPage(OfMoney):
    """Budget by version and category beside the costs, the same by CapEx and OpEx, and the S-curve."""

    template_name = "projects/money.html"

    def get(self, request, pk):
        return render(request, self.template_name + self.part, self.context())

    def context(self) -> dict:
        columns = self.columns()
        return self.frame(_("Money")) | {
            "heads": [label for label, _amounts in columns],
            "tables": [
                {"label": _("Category"), "rows": self.rows(columns, "category", CostCategory)},
                {"label": _("CapEx/OpEx"), "rows": self.rows(columns, "nature", Nature)},
            ],
            "totals": [self.money(sum(one.amount for one in amounts)) for _label, amounts in columns],
            "curve_url": reverse("projects:project-money-curve", args=[self.project.pk]),
            "exports": [
                {"label": model._meta.verbose_name_plural, "format": name.upper(),
                 "url": f"{pages_of(model).url('export', name)}?project={self.project.pk}"}
                for model in (BudgetLine, CostEntry) for name in ("csv", "xlsx")
            ],
        }  # fmt: skip

    def columns(self) -> list[tuple]:
        """(label, amounts): each version of the budget in its order, then the costs by kind."""
        order = list(BudgetVersion.values)
        versions = sorted(self.found.versions, key=lambda key: (order.index(key[0]), key[1]))
        named = [(f"{BudgetVersion(name).label}{'' if name == 'initial' else f' {number}'}", name, number)
                 for name, number in versions]  # fmt: skip
        shown = [(label, self.found.versions[name, number]) for label, name, number in named]
        return shown + [(CostKind(kind).label, self.found.costs.get(kind, [])) for kind in CostKind.values]

    def rows(self, columns, name: str, choices) -> list[dict]:
        sums = [by_kind(amounts, name) for _label, amounts in columns]
        return [
            {"label": label, "cells": [self.money(one[value]) if value in one else "" for one in sums]}
            for value, label in choices.choices
            if any(value in one for one in sums)
        ]


class MoneyCurve(ProjectChart):
    """S-curve: running totals of budget, forecast and what was spent, by month, in the project's currency."""

    kind = "money"

    def answer(self, project) -> dict:
        found = forecasts.read_money(project)
        lines = {
            _("Budget"): by_month(found.lines(found.budget), found.first_month),
            _("Forecast"): by_month(found.lines(found.forecast), found.first_month),
            _("Actual and accrued"): by_month(found.spent, found.first_month),
        }
        known = {label: sums for label, sums in lines.items() if sums}
        every = [month for sums in known.values() for month in sums]
        months = months_between(min(every), max(every)) if every else []
        totals = {label: _until(running(sums, months), months, max(sums)) for label, sums in known.items()}
        data = [
            {"type": "scatter", "mode": _mode(values), "name": label, "x": [month.isoformat() for month in months],
             "y": [None if one is None else float(one) for one in values]}
            for label, values in totals.items()
        ]  # fmt: skip
        layout = {"xaxis": {"type": "date"}, "yaxis": {"rangemode": "tozero"}}
        return {
            "figure": {"data": data, "layout": layout},
            "text": self.text(project, known),
            "table": {"columns": [_("Month"), *totals], "rows": _rows(project, months, totals)},
        }

    def text(self, project, known: dict) -> str:
        if not known:
            return _("No money is recorded yet.")
        parts = [
            f"{label} {display.short_money(sum(sums.values()), project.currency)}" for label, sums in known.items()
        ]
        return _("In total, %(parts)s.") % {"parts": ", ".join(parts)}


def _mode(values: list) -> str:
    """A line of one month would not be seen."""
    return "lines" if sum(one is not None for one in values) > 1 else "lines+markers"


def _until(totals: list, months: list[date], last: date) -> list:
    """A line ends with its last month instead of running on flat."""
    return [total if month <= last else None for total, month in zip(totals, months, strict=True)]


def _rows(project, months: list[date], totals: dict) -> list[list[str]]:
    return [
        [month_name(month), *(display.money(values[place], project.currency, 0) for values in totals.values())]
        for place, month in enumerate(months)
    ]


def month_name(month: date) -> str:
    return date_format(month, "M Y")


class ForecastEntry(OfMoney):
    """The last round as a grid, month by category. POST `start`: a next round; otherwise the amounts, in one save."""

    template_name = "projects/forecast_entry.html"

    def get(self, request, pk):
        return self.respond()

    def post(self, request, pk):
        if not self.frame("")["may_enter"]:
            raise PermissionDenied
        if "start" in request.POST:
            forecasts.start_round(self.reader, project=self.project, on=timezone.localdate())
            return HttpResponseRedirect(request.path)
        try:
            number, seen = int(request.POST.get("round", "0")[:5]), request.POST.get("seen", "")
            forecasts.save_forecast(self.reader, project=self.project, number=number, cells=self.typed(), seen=seen)
        except ValidationError as error:
            return self.respond(error.messages, 422)
        except ValueError:
            raise Http404 from None
        except Stale:
            text = _(
                "Somebody changed this round meanwhile. Your amounts are still in the grid: compare, and save again."
            )
            return self.respond([text], 409)
        return HttpResponseRedirect(money_of(self.project))

    def respond(self, errors=(), status=200):
        return render(self.request, self.template_name, self.context() | {"errors": errors}, status=status)

    @cached_property
    def first_open(self) -> date:
        return timezone.localdate().replace(day=1)

    @cached_property
    def months(self) -> list[date]:
        """From this month to the end of what is foreseen or planned, at least a quarter, at most three years."""
        ends = [one.month for one in self.found.lines(self.found.forecast) if one.month]
        finish = self.project.forecast_finish or self.project.planned_finish
        last = max([*ends, month_after(self.first_open, 2), *([finish.replace(day=1)] if finish else [])])
        return months_between(self.first_open, last)[:MOST_MONTHS]

    def context(self) -> dict:
        version, rows = self.found.forecast, []
        if version:
            rows = [self.row(place, *kind) for place, kind in enumerate(self.kinds())]
        lines = forecasts.lines_of(self.project, version[1]) if version else []
        return self.frame(_("Forecast entry")) | {
            "round": version and version[1],
            "seen": forecasts.mark_of(lines),
            "heads": [month_name(month) for month in self.months],
            "rows": rows,
            "sums": self.sums() if version else {},
            "categories": CostCategory.choices,
            "natures": Nature.choices,
            "new_cells": [(name := f"new-{month:%Y-%m}", self.request.POST.get(name, "")) for month in self.months],
            "new_kind": (self.request.POST.get("new-category", ""), self.request.POST.get("new-nature", "")),
            "spent": self.money(sum(one.amount for one in self.before(None))),
        }

    def kinds(self) -> list[tuple[str, str]]:
        """(category, nature) of everything planned or spent, in the order of the choices."""
        every = [*self.found.lines(self.found.forecast), *self.found.lines(self.found.budget), *self.found.spent]
        order = list(CostCategory.values)
        return sorted({(one.category, one.nature) for one in every}, key=lambda kind: (order.index(kind[0]), kind[1]))

    def before(self, kind):
        """What of the round lies before the months that are open: spent, and no longer entered."""
        return [
            one
            for one in self.found.lines(self.found.forecast)
            if (one.month is None or one.month < self.first_open) and kind in (None, (one.category, one.nature))
        ]

    def row(self, place: int, category: str, nature: str) -> dict:
        sums = by_month(
            [one for one in self.found.lines(self.found.forecast)
             if one.month and (one.category, one.nature) == (category, nature)], self.found.first_month,
        )  # fmt: skip
        label = f"{CostCategory(category).label} · {Nature(nature).label}"
        cells = [
            {
                "name": (name := f"{category}-{nature}-{month:%Y-%m}"),
                "value": self.request.POST.get(name, as_typed(sums.get(month))),
                "label": f"{label}, {month_name(month)}",
                "id": f"cell-{place}-{number}",
            }
            for number, month in enumerate(self.months)
        ]
        spent = sum((one.amount for one in self.before((category, nature))), Decimal(0))
        total = spent + sum(sums.get(month, Decimal(0)) for month in self.months)
        return {"label": label, "before": spent, "spent": self.money(spent), "cells": cells, "total": self.money(total)}

    def sums(self) -> dict:
        """Of all rows: before this month, by month, and at completion."""
        lines = [one for one in self.found.lines(self.found.forecast) if one.month]
        by_months = by_month(lines, self.found.first_month)
        before = sum((one.amount for one in self.before(None)), Decimal(0))
        cells = [by_months.get(month, Decimal(0)) for month in self.months]
        return {"cells": [self.money(amount) for amount in cells], "total": self.money(before + sum(cells))}

    def typed(self) -> dict:
        """The amounts by (category, nature, month), those of the new row among them. Raises ValidationError."""
        post = self.request.POST
        keys = {
            f"{category}-{nature}-{month:%Y-%m}": (category, nature, month)
            for category in CostCategory.values for nature in Nature.values for month in self.months
        }  # fmt: skip
        found = {cell: typed_amount(post[name]) for name, cell in keys.items() if name in post}
        return found | self.typed_new(found)

    def typed_new(self, found: dict) -> dict:
        """The amounts of the new row. Raises ValidationError without a kind, or with one that has a row already."""
        post = self.request.POST
        kind = (post.get("new-category", ""), post.get("new-nature", ""))
        typed = {(*kind, month): typed_amount(post.get(f"new-{month:%Y-%m}", "")) for month in self.months}
        new = {cell: amount for cell, amount in typed.items() if amount}
        if new and not (kind[0] in CostCategory.values and kind[1] in Nature.values):
            raise ValidationError(_("Choose the category of the new row."))
        if new and any(cell[:2] == kind for cell in found):
            raise ValidationError(_("The category of the new row has a row already: type its amounts there."))
        return new


def money_of(project: Project) -> str:
    return reverse("projects:project-money", args=[project.pk])


panels.register("projects.Project", panels.Panel("money", gettext_lazy("Money"), "coins", money_of, "money", order=29))
