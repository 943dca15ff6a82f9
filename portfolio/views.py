"""The page of a KPI: its values against target and thresholds, as chart, text and table."""

from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo import display
from pmo.pages import url_of
from pmo.views.detail import ObjectDetail
from pmo.views.frame import ReaderView

from .choices import KpiUnit
from .kpi_health import kpi_health
from .models import Kpi, KpiValue

LINES = (("target", "theme:primary"), ("amber", "health:orange"), ("red", "health:red"))


def in_unit(kpi: Kpi, value, currency: str) -> str:
    """A value of the KPI in its unit, for the reader; "" when there is none."""
    if value is None:
        return ""
    decimals = 0 if value == value.to_integral() else 2
    if kpi.unit == KpiUnit.MONEY:
        return display.money(value, currency, decimals)
    if kpi.unit == KpiUnit.PERCENT:
        return display.percent(value, decimals)
    text = display.number(value, decimals)
    return _("%(number)s d") % {"number": text} if kpi.unit == KpiUnit.DAYS else text


def health_of(kpi: Kpi, value) -> str:
    return kpi_health(value, direction=kpi.direction, target=kpi.target, amber=kpi.amber, red=kpi.red)


class KpiDetail(ObjectDetail):
    """Adds the last value with its colour and the chart."""

    template_name = "portfolio/kpi_detail.html"

    def context(self, row) -> dict:
        currency = self.request.organisation.currency
        return super().context(row) | {
            "last_value": in_unit(row, row.last_value, currency),
            "target": in_unit(row, row.target, currency),
            "health": display.health(health_of(row, row.last_value)),
            "chart_url": reverse("portfolio:kpi-chart", args=[row.pk]),
            "values_url": f"{reverse('portfolio:kpivalue-list')}?kpi={row.pk}",
        }


class KpiChart(ReaderView):
    """Values by period, one line for the organisation and one for each project that the reader may see."""

    def get(self, request, pk):
        kpi = Kpi.objects.allowed(self.reader).filter(pk=pk).first()
        if kpi is None:
            raise Http404
        values = KpiValue.objects.allowed(self.reader).filter(kpi=kpi).select_related("project")
        return JsonResponse(self.answer(kpi, list(values.order_by("period_end", "pk"))))

    def answer(self, kpi: Kpi, values: list[KpiValue]) -> dict:
        series: dict[str, list[KpiValue]] = {}
        for value in values:
            series.setdefault(str(value.project or self.request.organisation.name), []).append(value)
        data = [self._line(name, found) for name, found in series.items()] + self._limits(kpi, values)
        return {
            "figure": {"data": data, "layout": {"xaxis": {"type": "date"}, "legend": {"y": 1.18}}},
            "text": self._text(kpi, [value for value in values if value.project_id is None] or values),
            "table": {
                "columns": [_("Period"), _("Value of"), _("Value"), _("Health")],
                "rows": [self._row(kpi, value) for value in reversed(values)],
            },
        }

    def _line(self, name: str, found: list[KpiValue]) -> dict:
        return {
            "type": "scatter", "mode": "lines+markers", "name": name,
            "x": [value.period_end.isoformat() for value in found], "y": [float(value.value) for value in found],
            "customdata": [url_of(value) for value in found],
        }  # fmt: skip

    def _limits(self, kpi: Kpi, values: list[KpiValue]) -> list[dict]:
        """Target and thresholds as level lines over the time that the values span."""
        if not values:
            return []
        days = [values[0].period_end.isoformat(), values[-1].period_end.isoformat()]
        return [
            {
                "type": "scatter", "mode": "lines", "name": str(Kpi._meta.get_field(name).verbose_name).capitalize(),
                "x": days, "y": [float(getattr(kpi, name))] * 2, "line": {"dash": "dash", "color": colour},
                "hoverinfo": "name+y",
            }
            for name, colour in LINES
            if getattr(kpi, name) is not None
        ]  # fmt: skip

    def _row(self, kpi: Kpi, value: KpiValue) -> list[str]:
        return [
            display.day(value.period_end),
            str(value.project or self.request.organisation.name),
            in_unit(kpi, value.value, self.request.organisation.currency),
            str(display.Health.badge(health_of(kpi, value.value))["label"]),
        ]

    def _text(self, kpi: Kpi, values: list[KpiValue]) -> str:
        if not values:
            return _("No value is recorded yet.")
        last, currency = values[-1], self.request.organisation.currency
        words = {
            "day": display.day(last.period_end), "value": in_unit(kpi, last.value, currency),
            "target": in_unit(kpi, kpi.target, currency),
            "health": display.Health.badge(health_of(kpi, last.value))["label"],
        }  # fmt: skip
        if kpi.target is None:
            return _("On %(day)s the value is %(value)s; no target is set.") % words
        return _("On %(day)s the value is %(value)s against a target of %(target)s: %(health)s.") % words
