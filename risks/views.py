"""The risk matrix: open risks by probability and impact, each cell a link to its risks."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo.access import may_somewhere
from pmo.views.frame import ReaderView
from pmo.widgets import RelatedSelect
from portfolio.models import Portfolio, Programme
from projects.models import Project

from .choices import Impact, Probability, RiskKind, RiskState
from .exposure import band_of
from .models import Risk

READINGS = {
    "current": ("current_probability", "current_impact"),
    "inherent": ("probability", "impact"),
}


class MatrixFilter(forms.Form):
    """Which risks, and before or after their responses."""

    reading = forms.ChoiceField(
        label=gettext_lazy("Reading"), required=False,
        choices=(("current", gettext_lazy("Residual")), ("inherent", gettext_lazy("Inherent"))),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, choices=RiskKind.choices)
    portfolio = forms.ModelChoiceField(
        None, label=gettext_lazy("Portfolio"), required=False, empty_label=gettext_lazy("All"), widget=RelatedSelect()
    )
    programme = forms.ModelChoiceField(
        None, label=gettext_lazy("Programme"), required=False, empty_label=gettext_lazy("All"), widget=RelatedSelect()
    )
    project = forms.ModelChoiceField(
        None, label=gettext_lazy("Project"), required=False, empty_label=gettext_lazy("All"), widget=RelatedSelect()
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        for name, model in (("portfolio", Portfolio), ("programme", Programme), ("project", Project)):
            self.fields[name].queryset = model.objects.allowed(user)


class RiskMatrix(ReaderView):
    """5×5: one grouped query over the risks the reader may see."""

    template_name = "risks/matrix.html"

    def get(self, request):
        if not may_somewhere(self.reader, "view", "risk"):
            raise PermissionDenied
        form = MatrixFilter(request.GET, user=self.reader)
        chosen = form.cleaned_data if form.is_valid() else {}
        kind, reading = chosen.get("kind") or RiskKind.THREAT, chosen.get("reading") or "current"
        counts = self._counts(chosen, kind, READINGS[reading])
        context = {
            "title": _("Risk matrix"),
            "breadcrumbs": [{"label": _("Risk matrix"), "url": ""}],
            "form": form,
            "impacts": Impact.choices,
            "rows": [
                self._row(counts, chosen, kind, reading, probability) for probability in reversed(Probability.values)
            ],
            "total": sum(counts.values()),
        }
        template = f"{self.template_name}#matrix" if request.htmx and not request.htmx.boosted else self.template_name
        return render(request, template, context)

    def _counts(self, chosen, kind: str, fields: tuple[str, str]) -> dict[tuple[int, int], int]:
        rows = Risk.objects.allowed(self.reader).open().filter(kind=kind)
        paths = {"portfolio": "project__portfolio", "programme": "project__programme", "project": "project"}
        for name, path in paths.items():
            if chosen.get(name):
                rows = rows.filter(**{path: chosen[name]})
        found = rows.order_by().values_list(*fields).annotate(count=Count("pk"))
        return {(probability, impact): count for probability, impact, count in found}

    def _row(self, counts, chosen, kind, reading, probability) -> dict:
        return {
            "label": Probability(probability).label,
            "cells": [
                self._cell(counts.get((probability, impact), 0), chosen, kind, reading, probability, impact)
                for impact in Impact.values
            ],
        }

    def _cell(self, count, chosen, kind, reading, probability, impact) -> dict:
        likely, severe = READINGS[reading]
        query = {"state": RiskState.OPEN.value, "kind": kind, likely: probability, severe: impact}
        query |= {name: chosen[name].pk for name in ("portfolio", "programme", "project") if chosen.get(name)}
        if likely not in ("probability",):
            # Plain numbers are filtered by range.
            query = {name: value for name, value in query.items() if name not in (likely, severe)}
            query |= {f"{likely}_min": probability, f"{likely}_max": probability}
            query |= {f"{severe}_min": impact, f"{severe}_max": impact}
        return {
            "count": count,
            "band": band_of(probability * impact).name,
            "url": f"{reverse('risks:risk-list')}?{urlencode(query)}",
            "label": f"{Probability(probability).label}, {Impact(impact).label}",
        }
