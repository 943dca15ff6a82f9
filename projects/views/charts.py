"""Figures of the project page: plain dicts from dated rows, drawn by the browser, with text and table."""

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo import display
from pmo.access import may
from pmo.views.frame import ReaderView

from ..models import Milestone, MilestoneForecast, Project, ProjectSnapshot


class ProjectChart(ReaderView):
    """A chart of one project; `kind` names the facts that the reader must be allowed to see."""

    kind = "project"

    def get(self, request, pk):
        project = Project.objects.allowed(self.reader).filter(pk=pk).first()
        if project is None or not may(self.reader, "view", project, self.kind):
            raise Http404
        return JsonResponse(self.answer(project))

    def answer(self, project) -> dict:
        """{figure: {data, layout}, text, table: {columns, rows}}."""
        raise NotImplementedError


class MilestoneTrendChart(ProjectChart):
    """Courbe à 45°: report dates across, expected dates up; a milestone ends on the diagonal."""

    kind = "plan"

    def answer(self, project) -> dict:
        milestones = list(Milestone.objects.filter(project=project).order_by("reference_date", "pk"))
        points: dict[int, list] = {}
        for row in MilestoneForecast.objects.filter(project=project).order_by("as_of"):
            points.setdefault(row.milestone_id, []).append(row)
        lines = [(one, points[one.pk]) for one in milestones if one.pk in points]
        data = [
            {
                "type": "scatter", "mode": "lines+markers", "name": one.name,
                "x": [row.as_of.isoformat() for row in rows], "y": [row.forecast_date.isoformat() for row in rows],
            }
            for one, rows in lines
        ]  # fmt: skip
        layout = {
            "xaxis": {"type": "date", "title": {"text": _("as of")}},
            "yaxis": {"type": "date"},
            "shapes": _diagonal(lines),
        }
        return {
            "figure": {"data": data, "layout": layout},
            "text": self._text(lines),
            "table": {
                "columns": [_("Milestone"), _("as of"), _("Forecast")],
                "rows": [
                    [one.name, display.day(row.as_of), display.day(row.forecast_date)]
                    for one, rows in lines
                    for row in rows
                ],
            },
        }

    def _text(self, lines) -> str:
        slipping = sum(1 for _one, rows in lines if rows[-1].forecast_date > rows[0].forecast_date)
        text = ngettext(
            "%(count)s of %(all)s milestones has moved later since it was first recorded.",
            "%(count)s of %(all)s milestones have moved later since they were first recorded.",
            slipping,
        )
        return text % {"count": slipping, "all": len(lines)}


def _diagonal(lines) -> list[dict]:
    """The line on which the forecast date is the date of the report."""
    days = [row.as_of for _one, rows in lines for row in rows] + [
        row.forecast_date for _one, rows in lines for row in rows
    ]
    if not days:
        return []
    first, last = min(days).isoformat(), max(days).isoformat()
    return [
        {
            "type": "line",
            "x0": first,
            "y0": first,
            "x1": last,
            "y1": last,
            "line": {"dash": "dot", "color": "theme:muted"},
        }
    ]


class MoneyTrendChart(ProjectChart):
    """Budget, forecast and actual by kept date, in the project's currency."""

    kind = "money"

    def answer(self, project) -> dict:
        rows = list(ProjectSnapshot.objects.filter(project=project).order_by("as_of"))
        dates = [row.as_of.isoformat() for row in rows]
        names = {"budget": _("Budget"), "forecast": _("Forecast"), "actual": _("Actual")}
        data = [
            {
                "type": "scatter", "mode": "lines+markers", "name": label, "x": dates,
                "y": [None if getattr(row, field) is None else float(getattr(row, field)) for row in rows],
            }
            for field, label in names.items()
        ]  # fmt: skip
        return {
            "figure": {"data": data, "layout": {"xaxis": {"type": "date"}, "yaxis": {"rangemode": "tozero"}}},
            "text": self._text(project, rows),
            "table": {
                "columns": [_("as of"), *names.values()],
                "rows": [
                    [
                        display.day(row.as_of),
                        *(display.money(getattr(row, field), project.currency, 0) for field in names),
                    ]
                    for row in rows
                ],
            },
        }

    def _text(self, project, rows) -> str:
        if not rows or rows[-1].forecast is None or rows[-1].budget is None:
            return _("No money is recorded yet.")
        last = rows[-1]
        return _("As of %(day)s the forecast is %(forecast)s against a budget of %(budget)s.") % {
            "day": display.day(last.as_of),
            "forecast": display.short_money(last.forecast, project.currency),
            "budget": display.short_money(last.budget, project.currency),
        }
