"""Where a number comes from: formula, inputs, as-of date and last changes, of a project's measure or a dashboard's
figure. Pages, and the same in the side panel."""

from datetime import timedelta
from functools import cached_property

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo import display
from pmo.pages import url_of
from pmo.roles import SCOPED_KINDS
from pmo.views.frame import ReaderView
from projects.calculated import TELLS_MONEY
from projects.choices import Trend
from projects.models import Project, ProjectState

from .. import measure as units
from ..figure_formulas import FIGURES
from ..journal import Asked, read_events, tracked_models
from ..journal_entries import JournalReader, with_kinds
from ..measures import MEASURES, Measure, reason_text
from ..origin import DIMENSIONS, sources
from .dashboard import PictureView

CHANGES = 5
# Far enough back to find the last changes of facts that move seldom, near enough to stay quick.
LOOKED_AT = 300


class MeasureView(ReaderView):
    """A measure of a project; 404 for what the reader may not see, money included."""

    @cached_property
    def measure(self) -> Measure:
        if self.kwargs["measure"] not in MEASURES:
            raise Http404
        return MEASURES[self.kwargs["measure"]]

    @cached_property
    def project(self) -> Project:
        rows = with_kinds(self.reader, Project.objects.allowed(self.reader)).select_related("state")
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None or not getattr(found, f"sees_{self.measure.kind}"):
            raise Http404
        return found


class MeasureOrigin(MeasureView):
    template_name = "reporting/origin.html"

    def get(self, request, pk, measure):
        project, state = self.project, getattr(self.project, "state", None)
        context = {
            "title": str(self.measure.label).capitalize(),
            "subtitle": str(project),
            "breadcrumbs": [
                {"label": str(project), "url": url_of(project)}, {"label": str(self.measure.label), "url": ""},
            ],
            "project": project,
            "measure": self.measure,
            "value": written(self.measure, state, project.currency, request.organisation.currency),
            "reasons": self.reasons(state),
            "state": state,
            "parts": self.parts(state),
            "sources": [] if measure == "health" else sources(self.measure, project, self.reader, request.organisation),
            "changes_url": reverse("measure-changes", args=[pk, measure]),
        }  # fmt: skip
        part = "#panel" if self.htmx_target == "panel" else ""
        return render(request, self.template_name + part, context)

    def reasons(self, state) -> list[str]:
        """Why a colour is what it is."""
        if state is None or self.measure.unit != units.COLOUR:
            return []
        dimension = "overall" if self.measure.name == "health" else self.measure.name.removesuffix("_health")
        return [
            reason_text(one["code"], one.get("arguments", {}))
            for one in state.reasons.get(dimension, [])
            if self.project.sees_money or one["code"] not in TELLS_MONEY
        ]

    def parts(self, state) -> list[dict]:
        """The dimensions that the overall colour is the worst of."""
        if state is None or self.measure.name != "health":
            return []
        return [
            {
                "label": MEASURES[name].label,
                "badge": display.health(getattr(state, name)),
                "url": reverse("measure-origin", args=[self.project.pk, name]),
            }
            for name in DIMENSIONS
            if getattr(self.project, f"sees_{MEASURES[name].kind}")
        ]


def written(measure: Measure, state: ProjectState | None, currency: str, total_currency: str) -> str:
    """The value of a measure as the reader writes it; "" when it is not known."""
    value = getattr(state, measure.name, None)
    if value is None:
        return ""
    if measure.unit == units.COLOUR:
        return colour(measure, value)
    in_total = measure.name.endswith("_total")
    return {
        units.MONEY: lambda: display.money(value, total_currency if in_total else currency),
        units.DATE: lambda: display.day(value),
        units.DAYS: lambda: display.slip(value),
        units.PERCENT: lambda: display.percent(value, 1),
        units.WORKDAYS: lambda: display.number(value, 1),
        units.INDEX: lambda: display.number(value, 2),
        units.DETAIL: lambda: "",
    }.get(measure.unit, lambda: display.number(value))()


def colour(measure: Measure, value) -> str:
    """Health, trend, or yes and no."""
    if measure.name == "trend":
        badge = Trend.badge(value)
        return display.badge(badge["label"], badge["colour"], badge["icon"])
    return display.yes_no(value) if isinstance(value, bool) else display.health(value)


class MeasureChanges(MeasureView):
    """The last changes of the facts behind a measure; loaded after the page."""

    def get(self, request, pk, measure):
        fields = {}
        for given in self.measure.inputs:
            fields.setdefault(given.model, set()).update(given.fields)
        models = [model for model in tracked_models() if model._meta.label in fields and self._sees(model)]
        events = [
            event
            for event in read_events(Asked([pk], models, limit=LOOKED_AT, since=timezone.now() - timedelta(days=3650)))
            if event.row.pgh_label != "update" or event.changed() & fields[event.model._meta.label]
        ]
        entries = JournalReader(self.reader, sees_money=self.project.sees_money).told(events[:CHANGES])
        journal = reverse("project-journal", args=[pk])
        return render(request, "reporting/origin_changes.html", {"entries": entries, "journal_url": journal})

    def _sees(self, model) -> bool:
        kind = model.access.kind
        return kind in SCOPED_KINDS and getattr(self.project, f"sees_{kind}")


class FigureOrigin(PictureView):
    """The formula of a figure of a dashboard, its as-of date and the measures that go into it."""

    def get(self, request, figure):
        if figure not in FIGURES:
            raise Http404
        formula = FIGURES[figure]
        context = {
            "title": formula.label,
            "breadcrumbs": [
                {"label": _("Dashboard"), "url": reverse("dashboard")}, {"label": formula.label, "url": ""},
            ],
            "formula": formula,
            "measures": [MEASURES[name] for name in formula.measures],
            "as_of": self.picture.day or self.today,
            "scope": str(self.picture),
            "list_url": self.picture.list_url(),
        }  # fmt: skip
        part = "#panel" if self.htmx_target == "panel" else ""
        return render(request, f"reporting/figure_origin.html{part}", context)
