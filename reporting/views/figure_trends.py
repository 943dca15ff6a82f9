"""How each figure of a dashboard moved: a small line in its card, and a page with chart, words and table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo import display

from ..figure_formulas import FIGURES
from ..picture import Picture
from ..trends import counted, trend
from .charts import left_out
from .dashboard import PictureView

POINTS = 13


@dataclass(frozen=True)
class Series:
    """Where a figure's past is kept: in the stored totals, or, with `test`, in the dated rows of projects."""

    value: Callable | None = None
    test: Q | None = None
    filters: tuple = ()


SERIES = {
    "projects": Series(lambda point: point.projects),
    "late": Series(test=Q(slip_days__gt=0), filters=(("slip_days_min", 1),)),
    "late_milestones": Series(
        lambda point: point.late_milestone_count, filters=(("late_milestone_count_min", 1),)
    ),
    "watermelons": Series(lambda point: point.watermelons, filters=(("is_watermelon", "true"),)),
    "critical": Series(test=Q(project__is_critical=True), filters=(("is_critical", "true"),)),
    "stale": Series(test=Q(is_stale=True), filters=(("is_stale", "true"),)),
    "budget": Series(lambda point: point.budget),
    "forecast": Series(lambda point: point.forecast),
    "actual": Series(lambda point: point.actual),
    "exposure": Series(lambda point: point.risk_exposure),
}  # fmt: skip


class TrendView(PictureView):
    """What the small lines, the page and its chart share."""

    @cached_property
    def stored(self) -> list:
        picture = self.picture
        return trend(
            self.reader, portfolio=picture.portfolio, programme=picture.programme, until=picture.day, points=POINTS
        )

    def values(self, figure: str) -> list[tuple[date, object]]:
        """(kept day, value), oldest first; days without a value left out."""
        series = SERIES[figure]
        if series.value is None:
            return counted(
                self.reader, series.test, portfolio=self.picture.portfolio, programme=self.picture.programme,
                until=self.picture.day, points=POINTS,
            )  # fmt: skip
        found = [(point.as_of, series.value(point)) for point in self.stored]
        return [(day, value) for day, value in found if value is not None]

    def written(self, figure: str, value) -> str:
        return display.short_money(value, self.currency) if FIGURES[figure].is_money else display.number(value)


class FigureTrends(TrendView):
    """The small lines of all figures whose past is in the stored totals, put into their cards."""

    def get(self, request):
        points = self.stored
        drawn = [self._line(name, points) for name, series in SERIES.items() if series.value]
        return render(request, "reporting/figure_trends.html", {"lines": [line for line in drawn if line]})

    def _line(self, name: str, points: list) -> dict | None:
        values = [SERIES[name].value(point) for point in points]
        known = [value for value in values if value is not None]
        if len(known) < 2:
            return None
        words = _("%(figure)s: from %(first)s to %(last)s") % {
            "figure": FIGURES[name].label, "first": self.written(name, known[0]), "last": self.written(name, known[-1]),
        }  # fmt: skip
        url = f"{reverse('figure-trend', args=[name])}?{self.query()}"
        return {"name": name, "values": values, "words": words, "url": url}


class FigureTrend(TrendView):
    """The page of one figure's past, or its body in the side panel."""

    def get(self, request, figure):
        if figure not in SERIES:
            raise Http404
        label, query = FIGURES[figure].label, self.query()
        title = _("Trend: %(figure)s") % {"figure": label}
        context = {
            "title": title,
            "breadcrumbs": [{"label": _("Dashboard"), "url": reverse("dashboard")}, {"label": title, "url": ""}],
            "scope": str(self.picture),
            "chart_url": f"{reverse('figure-trend-chart', args=[figure])}?{query}",
            "origin_url": f"{reverse('figure-origin', args=[figure])}?{query}",
        }
        part = "#panel" if self.htmx_target == "panel" else ""
        return render(request, f"reporting/figure_trend.html{part}", context)


class FigureChart(TrendView):
    """{figure, text, table} of one figure's past; each point opens the list of its day."""

    def get(self, request, figure):
        if figure not in SERIES:
            raise Http404
        found = self.values(figure)
        data = {
            "type": "scatter", "mode": "lines+markers", "name": str(FIGURES[figure].label),
            "x": [day.isoformat() for day, _value in found], "y": [float(value) for _day, value in found],
            "customdata": [self._list(figure, day) for day, _value in found],
        }  # fmt: skip
        layout = {"xaxis": {"type": "date"}, "yaxis": {"rangemode": "tozero"}, "showlegend": False}
        rows = [[display.day(day), self.written(figure, value)] for day, value in reversed(found)]
        return JsonResponse(
            {
                "figure": {"data": [data], "layout": layout},
                "text": self._text(figure, found),
                "table": {"columns": [_("As of"), str(FIGURES[figure].label)], "rows": rows},
            }
        )

    def _list(self, figure: str, day: date) -> str:
        return Picture(self.reader, day, **self.scope()).list_url(**dict(SERIES[figure].filters))

    def _text(self, figure: str, found: list) -> str:
        if len(found) < 2:
            return _("Nothing to compare with is kept yet.")
        (first_day, first), (last_day, last) = found[0], found[-1]
        text = _("%(last)s on %(last_day)s; %(first)s on %(first_day)s.") % {
            "last": self.written(figure, last), "last_day": display.day(last_day),
            "first": self.written(figure, first), "first_day": display.day(first_day),
        }  # fmt: skip
        missing = left_out(self.stored[-1].without_rate) if FIGURES[figure].is_money else ""
        return f"{text} {missing}".rstrip()
