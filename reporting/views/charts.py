"""Charts of dashboards: plain dicts from kept totals, drawn by the browser, each with its text and table."""

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo import display
from pmo.choices import Health

from ..picture import Picture
from ..trends import TrendPoint, trend
from ..year_money import YearMoney, year_money
from .dashboard import PictureView

POINTS = 13
COLOURS = {
    Health.GREEN: "health:green", Health.AMBER: "health:orange", Health.RED: "health:red", Health.NONE: "health:grey",
}  # fmt: skip


class DashboardChart(PictureView):
    """`health`, `money` or `year` as {figure, text, table}."""

    def get(self, request, name):
        charts = {"health": self.health, "money": self.money, "year": self.year}
        if name not in charts:
            raise Http404
        return JsonResponse(charts[name]())

    def points(self) -> list[TrendPoint]:
        picture = self.picture
        return trend(
            self.reader, portfolio=picture.portfolio, programme=picture.programme, until=picture.day, points=POINTS
        )

    def health(self) -> dict:
        """Number of projects by colour on the last kept day of each month."""
        points = self.points()
        days = [display.day(point.as_of) for point in points]
        order = (Health.GREEN, Health.AMBER, Health.RED, Health.NONE)
        data = [
            {
                "type": "bar", "name": str(health.label), "x": days, "y": [point.by_health[health] for point in points],
                "marker": {"color": COLOURS[health]}, "customdata": [self._day_url(point, health) for point in points],
            }
            for health in order
        ]  # fmt: skip
        rows = [[display.day(point.as_of), *(point.by_health[health] for health in order)] for point in points]
        layout = {"barmode": "stack", "xaxis": {"type": "category"}, "legend": {"y": 1.18, "traceorder": "normal"}}
        return {
            "figure": {"data": data, "layout": layout},
            "text": self._health_text(points),
            "table": {"columns": [_("As of"), *(str(health.label) for health in order)], "rows": rows},
        }

    def _day_url(self, point: TrendPoint, health: Health) -> str:
        return Picture(self.reader, point.as_of, **self.scope()).list_url(health=health.value)

    def _health_text(self, points: list[TrendPoint]) -> str:
        if len(points) < 2:
            return _("Nothing to compare with is kept yet.")
        first, last = points[0], points[-1]
        reds = last.by_health[Health.RED]
        words = ngettext(
            "%(count)s project off track on %(last)s; there were %(before)s on %(first)s.",
            "%(count)s projects off track on %(last)s; there were %(before)s on %(first)s.",
            reds,
        )
        return words % {
            "count": reds, "last": display.day(last.as_of), "before": first.by_health[Health.RED],
            "first": display.day(first.as_of),
        }  # fmt: skip

    def money(self) -> dict:
        """Budget, forecast and actual of the running projects by kept day."""
        points = [point for point in self.points() if point.budget is not None]
        names = {"budget": _("Budget"), "forecast": _("Forecast"), "actual": _("Actual")}
        days = [point.as_of.isoformat() for point in points]
        data = [
            {"type": "scatter", "mode": "lines+markers", "name": label, "x": days,
             "y": [_plain(getattr(point, name)) for point in points]}
            for name, label in names.items()
        ]  # fmt: skip
        rows = [
            [display.day(point.as_of), *(display.money(getattr(point, name), self.currency, 0) for name in names)]
            for point in points
        ]
        return {
            "figure": {"data": data, "layout": {"xaxis": {"type": "date"}, "yaxis": {"rangemode": "tozero"}}},
            "text": self._money_text(points),
            "table": {"columns": [_("As of"), *names.values()], "rows": rows},
        }

    def _money_text(self, points: list[TrendPoint]) -> str:
        if not points:
            return _("No money is kept yet.")
        last = points[-1]
        text = _("On %(day)s the running projects have a budget of %(budget)s and a forecast of %(forecast)s.") % {
            "day": display.day(last.as_of),
            "budget": display.short_money(last.budget, self.currency),
            "forecast": display.short_money(last.forecast, self.currency),
        }
        return f"{text} {left_out(last.without_rate)}".rstrip()

    def year(self) -> dict:
        """Envelope, budget, forecast and actual of the fiscal year, by portfolio."""
        found = year_money(self.picture, self.request.organisation, self.today)
        names = {"envelope": _("Envelope"), "budget": _("Budget"), "forecast": _("Forecast"), "actual": _("Actual")}
        labels = [self._portfolio(pk) for pk in found.by_portfolio]
        data = [
            {"type": "bar", "name": label, "x": labels,
             "y": [_plain(getattr(row, name)) for row in found.by_portfolio.values()]}
            for name, label in names.items()
        ]  # fmt: skip
        rows = [
            [self._portfolio(pk), *(display.money(getattr(row, name), self.currency, 0) for name in names)]
            for pk, row in found.by_portfolio.items()
        ]
        return {
            "figure": {
                "data": data,
                "layout": {"barmode": "group", "yaxis": {"rangemode": "tozero"}, "legend": {"y": 1.18}},
            },
            "text": _sentence(found, self.currency),
            "table": {"columns": [_("Portfolio"), *names.values()], "rows": rows},
        }

    def _portfolio(self, pk) -> str:
        return str(self.portfolios[pk]) if pk in self.portfolios else _("restricted")


def left_out(count: int) -> str:
    """How many projects are in no sum of money; "" when all are."""
    text = ngettext(
        "%(count)s project has no exchange rate; its money is in no sum.",
        "%(count)s projects have no exchange rate; their money is in no sum.",
        count,
    )
    return text % {"count": count} if count else ""


def _sentence(found: YearMoney, currency: str) -> str:
    words = {name: display.short_money(found.total(name), currency) for name in YearMoney.NAMES}
    text = _(
        "Fiscal year %(year)s: envelope %(envelope)s, budget %(budget)s, forecast %(forecast)s, actual %(actual)s."
    ) % (words | {"year": found.year})
    if not found.without_rate:
        return text
    missing = _("Amounts in %(currencies)s have no exchange rate and are in no sum.")
    return f"{text} {missing % {'currencies': ', '.join(sorted(found.without_rate))}}"


def _plain(amount):
    return None if amount is None else float(amount)
