"""The plan de charge: people or roles × weeks or months."""

from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Department, Person
from pmo import display
from pmo.access import may_somewhere
from pmo.pages import url_of
from pmo.paging import BadCursor, paginate
from pmo.views.frame import ReaderView
from pmo.widgets import DateInput, RelatedSelect

from ..workload import people_lines, periods_of, role_lines

SIZE = 40
SPAN = {"week": 12, "month": 12}


class WorkloadFilter(forms.Form):
    """Whose load, by what, from when."""

    rows = forms.ChoiceField(
        label=gettext_lazy("Rows"), required=False,
        choices=(("people", gettext_lazy("People")), ("roles", gettext_lazy("Project roles"))),
    )  # fmt: skip
    scale = forms.ChoiceField(
        label=gettext_lazy("By"), required=False,
        choices=(("week", gettext_lazy("Week")), ("month", gettext_lazy("Month"))),
    )  # fmt: skip
    start = forms.DateField(label=gettext_lazy("From"), required=False, widget=DateInput())
    department = forms.ModelChoiceField(
        None, label=gettext_lazy("Department"), required=False, empty_label=gettext_lazy("All"), widget=RelatedSelect()
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        self.fields["department"].queryset = Department.objects.allowed(user)


class Workload(ReaderView):
    """Server-made table; a cell opens the allocations behind it."""

    template_name = "resources/workload.html"

    def get(self, request):
        if not may_somewhere(self.reader, "view", "staffing") or not may_somewhere(self.reader, "view", "directory"):
            raise PermissionDenied
        form = WorkloadFilter(request.GET, user=self.reader)
        chosen = form.cleaned_data if form.is_valid() else {}
        if department := chosen.get("department"):
            form.fields["department"].widget.known = {str(department.pk): str(department)}
        scale = chosen.get("scale") or "week"
        periods = periods_of(scale, chosen.get("start") or timezone.localdate(), SPAN[scale])
        page, lines = self._lines(chosen, periods)
        context = {
            "title": _("Workload"),
            "breadcrumbs": [{"label": _("Workload"), "url": ""}],
            "form": form,
            "heads": [_head(period.first, scale) for period in periods],
            "lines": [self._line(line, periods) for line in lines],
            "page": page,
            "query": self._query(),
        }
        template = f"{self.template_name}#table" if request.htmx and not request.htmx.boosted else self.template_name
        return render(request, template, context)

    def _lines(self, chosen, periods):
        if chosen.get("rows") == "roles":
            return None, [line for line in role_lines(self.reader, periods) if any(cell.demand for cell in line.cells)]
        people = Person.objects.allowed(self.reader).here(periods[0].first).for_list()
        if chosen.get("department"):
            people = people.filter(department=chosen["department"])
        try:
            page = paginate(people, ("sort_key",), size=SIZE, cursor=self.request.GET.get("cursor", ""))
        except BadCursor:
            page = paginate(people, ("sort_key",), size=SIZE)
        return page, people_lines(self.reader, page.rows, periods)

    def _line(self, line, periods) -> dict:
        return {
            "label": str(line.row),
            "note": getattr(line.row, "job_title", ""),
            "url": url_of(line.row),
            "cells": [
                {
                    "css": cell.css,
                    "text": self._text(cell),
                    "title": _("%(demand)s of %(capacity)s days")
                    % {"demand": display.number(cell.demand, 1), "capacity": display.number(cell.capacity, 1)},
                }
                for cell in line.cells
            ],
        }

    @staticmethod
    def _text(cell) -> str:
        if cell.load is None:
            return display.number(cell.demand, 1) if cell.demand else ""
        return display.percent(cell.load) if cell.demand else ""

    def _query(self) -> str:
        kept = self.request.GET.copy()
        kept.pop("cursor", None)
        return kept.urlencode()


def _head(first: date, scale: str) -> dict:
    """S47 or 11/26, with the first day as its title."""
    text = display.week(first) if scale == "week" else f"{first:%m}/{first:%y}"
    return {"text": text, "title": display.day(first)}
