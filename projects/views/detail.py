"""The page of a project: its figures, health with reasons, trends, and a tab for each kind of fact."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pmo import display
from pmo.access import as_flag, condition
from pmo.views.detail import ObjectDetail

from ..calculated import calculated_colours
from ..choices import Dimension, ProjectStatus, Trend
from ..models import StatusReport

# What is typed here gives way to what plan, milestones and budget lines say; the measures that stand for it.
CALCULATED = {"forecast_finish": "finish", "progress": "progress", "budget": "budget"}
DAY_TREND = {Trend.BETTER: ("down", True), Trend.WORSE: ("up", False), Trend.SAME: ("flat", True)}


class ProjectDetail(ObjectDetail):
    """Adds the state's figures and reasons to the generic page."""

    template_name = "projects/project_detail.html"

    def flags(self) -> dict:
        return super().flags() | {"may_report": as_flag(condition(self.reader, "add", self.model.access, "status"))}

    def context(self, row) -> dict:
        state = getattr(row, "state", None)
        context = super().context(row)
        return context | {
            "state": state,
            "figures": self._figures(row, state) if state else [],
            "dimensions": self._dimensions(row, state),
            "declared": self._declared(row),
            "report_url": self._report_url(row),
            "charts": self._charts(row),
        }

    def _fact(self, row, name: str) -> dict:
        fact, state, measure = super()._fact(row, name), getattr(row, "state", None), CALCULATED.get(name)
        value = getattr(state, measure) if state and measure else None
        if value is None or value == getattr(row, name):
            return fact
        text = _("counts: %(value)s") % {"value": _written(measure, value, row.currency)}
        return fact | {"note": {"text": text, "url": _address("measure-origin", row.pk, measure)}}

    def _figures(self, project, state) -> list[dict]:
        """The figures at the top; each opens where it comes from."""
        shown = [
            self._figure(
                project,
                "finish",
                _("Forecast finish"),
                display.day(state.finish),
                display.slip(state.slip_days),
                state.slip_days,
            ),
            self._figure(project, "progress", _("Progress"), display.percent(state.progress)),
        ]
        if project.sees_money:
            currency = project.currency
            beyond = state.overrun_percent
            over = f"{'+' if beyond and beyond > 0 else ''}{display.percent(beyond, 1)}" if beyond else ""
            shown += [
                self._figure(project, "budget", _("Budget"), display.short_money(state.budget, currency)),
                self._figure(
                    project, "forecast", _("Forecast"), display.short_money(state.forecast, currency), over, beyond
                ),
                self._figure(project, "actual", _("Actual"), display.short_money(state.actual, currency)),
            ]
        shown += self._indices(project, state)
        late = state.late_milestone_count
        shown.append(self._figure(project, "late_milestone_count", _("Late milestones"), display.number(late)))
        shown.append(self._figure(project, "risk_score", _("Highest risk score"), state.risk_score))
        return shown

    def _indices(self, project, state) -> list[dict]:
        """SPI and CPI of a project with a current baseline."""
        found = [("spi", _("SPI"), state.spi), *([("cpi", _("CPI"), state.cpi)] if project.sees_money else [])]
        return [
            self._figure(project, measure, label, display.number(value, 2))
            for measure, label, value in found
            if value is not None
        ]

    def _figure(self, project, measure: str, label: str, value, change: str = "", moved=0) -> dict:
        """`moved` later or above the budget is worse; without a move nothing is said."""
        worse = bool(moved) and moved > 0
        return {
            "label": label,
            "value": value or None,
            "change": change if moved else "",
            "direction": "up" if worse else "down",
            "good": not worse,
            "source_url": _address("measure-origin", project.pk, measure),
        }

    def _dimensions(self, project, state) -> list[dict]:
        """Calculated colour of each dimension with its reasons, the declared one beside it."""
        return [
            {
                "label": Dimension(name).label,
                "name": name,
                "badge": display.health(found.colour),
                "reasons": found.reasons,
            }
            for name, found in calculated_colours(state, sees_money=project.sees_money).items()
        ]

    def _declared(self, project):
        """The last published report with its colours as badges."""
        reports = StatusReport.objects.allowed(self.reader).filter(project=project).published()
        report = reports.select_related("author").order_by("-as_of", "-correction").first()
        if report is None:
            return None
        badges = {name: display.health(getattr(report, name)) for name in Dimension.values}
        return {"report": report, "badges": badges, "overall": badges["overall"]}

    def _report_url(self, project) -> str:
        running = project.status in (ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD)
        if not running or project.is_template or not project.may_report:
            return ""
        return reverse("projects:project-report", args=[project.pk])

    def _charts(self, project) -> list[dict]:
        charts = [
            {
                "title": _("Milestone trend chart"),
                "url": reverse("projects:project-milestone-trend", args=[project.pk]),
                "text": _("A line that rises shows a milestone that slips."),
            }
        ]
        if project.sees_money:
            charts.append(
                {
                    "title": _("Budget, forecast and actual"),
                    "url": reverse("projects:project-money-trend", args=[project.pk]),
                    "text": _("By kept date."),
                }
            )
        return charts


def _written(measure: str, value, currency: str) -> str:
    if measure == "finish":
        return display.day(value)
    return display.percent(value) if measure == "progress" else display.money(value, currency)


def _address(name: str, *arguments) -> str:
    """An address of a higher app, or "" where that app has none."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
