"""The plan de charge: people or roles × weeks or months, as a page and as a file."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Department, Person
from pmo import display
from pmo.access import may_somewhere
from pmo.file_of_rows import file_of_rows
from pmo.pages import pages_of, url_of
from pmo.paging import BadCursor, paginate
from pmo.views.frame import ReaderView
from pmo.widgets import DateInput, RelatedSelect

from ..choices import AllocationState
from ..models import Allocation
from ..workload import STANDING, people_lines, periods_of, role_lines

SIZE, CHUNK = 40, 500
ROLES, CONFIRMED = "roles", "confirmed"
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
    counted = forms.ChoiceField(
        label=gettext_lazy("Allocations"), required=False,
        choices=(("", gettext_lazy("All but the refused")), (CONFIRMED, gettext_lazy("Only the confirmed"))),
    )  # fmt: skip
    start = forms.DateField(label=gettext_lazy("From"), required=False, widget=DateInput())
    department = forms.ModelChoiceField(
        None, label=gettext_lazy("Department"), required=False, empty_label=gettext_lazy("All"), widget=RelatedSelect()
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        self.fields["department"].queryset = Department.objects.allowed(user)


class OfWorkload(ReaderView):
    """Whose load is asked for, for who may see people and what they are asked for."""

    def require(self) -> None:
        if not may_somewhere(self.reader, "view", "staffing") or not may_somewhere(self.reader, "view", "directory"):
            raise PermissionDenied

    @cached_property
    def form(self) -> WorkloadFilter:
        return WorkloadFilter(self.request.GET, user=self.reader)

    @cached_property
    def chosen(self) -> dict:
        return self.form.cleaned_data if self.form.is_valid() else {}

    @property
    def scale(self) -> str:
        return self.chosen.get("scale") or "week"

    @cached_property
    def periods(self) -> list:
        return periods_of(self.scale, self.chosen.get("start") or timezone.localdate(), SPAN[self.scale])

    @property
    def of_roles(self) -> bool:
        return self.chosen.get("rows") == ROLES

    @property
    def states(self) -> tuple[str, ...]:
        return (AllocationState.CONFIRMED,) if self.chosen.get("counted") == CONFIRMED else STANDING

    def people(self):
        rows = Person.objects.allowed(self.reader).here(self.periods[0].first).for_list()
        department = self.chosen.get("department")
        return rows.filter(department=department) if department else rows

    def roles(self) -> list:
        """The lines of roles that are asked for at all."""
        lines = role_lines(self.reader, self.periods, self.states)
        return [line for line in lines if any(cell.demand for cell in line.cells)]


class Workload(OfWorkload):
    """Server-made table; a cell opens the allocations behind it."""

    template_name = "resources/workload.html"

    def get(self, request):
        self.require()
        if department := self.chosen.get("department"):
            self.form.fields["department"].widget.known = {str(department.pk): str(department)}
        page, lines = self._lines()
        context = {
            "title": _("Workload"),
            "breadcrumbs": [{"label": _("Workload"), "url": ""}],
            "form": self.form,
            "heads": [_head(period.first, self.scale) for period in self.periods],
            "lines": [self._line(line) for line in lines],
            "page": page,
            "query": self._query(),
        }
        template = f"{self.template_name}#table" if request.htmx and not request.htmx.boosted else self.template_name
        return render(request, template, context)

    def _lines(self):
        if self.of_roles:
            return None, self.roles()
        try:
            page = paginate(self.people(), ("sort_key",), size=SIZE, cursor=self.request.GET.get("cursor", ""))
        except BadCursor:
            page = paginate(self.people(), ("sort_key",), size=SIZE)
        return page, people_lines(self.reader, page.rows, self.periods, self.states)

    def _line(self, line) -> dict:
        return {
            "label": str(line.row),
            "note": getattr(line.row, "job_title", ""),
            "url": url_of(line.row),
            "cells": [
                {
                    "css": cell.css,
                    "text": self._text(cell),
                    "url": self._behind(line.row, period) if cell.demand else "",
                    "title": _("%(demand)s of %(capacity)s days")
                    % {"demand": display.number(cell.demand, 1), "capacity": display.number(cell.capacity, 1)},
                }
                for cell, period in zip(line.cells, self.periods, strict=True)
            ],
        }

    def _behind(self, row, period) -> str:
        """The list of the allocations that a cell sums up; whole months reach beyond the days they name."""
        asked = {"role" if self.of_roles else "person": row.pk}
        asked |= {"first_day_before": period.last, "last_day_after": period.first.replace(day=1), "state": self.states}
        return f"{pages_of(Allocation).url('list')}?{urlencode(asked, doseq=True)}"

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


class WorkloadFile(OfWorkload):
    """All rows and periods below each other, as a pivot table wants them; CSV or Excel."""

    def get(self, request, format):
        self.require()
        if format not in ("csv", "xlsx"):
            raise Http404
        head = [
            _("Name"),
            _("Department"),
            _("From"),
            _("to"),
            _("Allocated days"),
            _("Capacity in days"),
            _("Load (%)"),
        ]
        return file_of_rows(format, _("Workload"), head, self.rows())

    def rows(self) -> Iterator[list]:
        for line in self.roles() if self.of_roles else self.lines_of_people():
            department = str(line.row.department or "")
            for cell, period in zip(line.cells, self.periods, strict=True):
                amounts = [float(cell.demand), float(cell.capacity), cell.load]
                yield [str(line.row), department, period.first, period.last, *amounts]

    def lines_of_people(self) -> Iterator:
        people = list(self.people().order_by("sort_key", "pk"))
        for first in range(0, len(people), CHUNK):
            yield from people_lines(self.reader, people[first : first + CHUNK], self.periods, self.states)
