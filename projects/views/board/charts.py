"""Figures of a board's flow: plain dicts from dated moves, drawn by the browser, with text and table."""

from datetime import date, timedelta

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo import display
from projects.flow import cumulative_flow

from ...choices import ColumnKind
from ...models import BoardColumn, Sprint
from ...services.board import forecast_finish, pace_of, read_burn, read_flow, sentence
from ...services.board.flow import FORMER, FlowRecord
from ..charts import ProjectChart

DAYS_SHOWN = 182
"""Half a year of cumulative flow."""
DOTS_SHOWN = 500


def answer(data: list, layout: dict, text: str, columns: list, rows: list) -> dict:
    """What the browser draws, reads out and tabulates."""
    return {"figure": {"data": data, "layout": layout}, "text": text, "table": {"columns": columns, "rows": rows}}


def line(name: str, days: list, values: list, **look) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [day.isoformat() for day in days],
        "y": values,
    } | look


class FlowChart(ProjectChart):
    """A figure of the board of a project whose plan the reader may see."""

    kind = "plan"

    @property
    def today(self) -> date:
        return timezone.localdate()


class BurnChart(FlowChart):
    """`?sprint=`, `?show=down` or `up`; in points, or in cards where nothing is estimated."""

    def answer(self, project) -> dict:
        wanted = self.request.GET.get("sprint", "")
        rows = Sprint.objects.allowed(self.reader).filter(project=project)
        sprint = rows.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
        if sprint is None:
            raise Http404
        found = read_burn(sprint, self.today)
        unit = _("points") if found.in_points else _("cards")
        draw = self._up if self.request.GET.get("show") == "up" else self._down
        return draw(sprint, found.series, unit)

    def _down(self, sprint, burn, unit: str) -> dict:
        data = [
            line(_("Ideal"), burn.days, burn.ideal, line={"dash": "dot", "color": "theme:muted"}),
            line(_("Remaining"), burn.days, burn.remaining, line={"color": "theme:primary", "shape": "hv", "width": 3}),
        ]
        return answer(
            data, _layout(unit), self._text(sprint, burn, unit), [_("Day"), _("Remaining"), _("Ideal")],
            [[display.day(day), left, round(ideal, 1)] for day, left, ideal in
             zip(burn.days, burn.remaining, burn.ideal, strict=True)],
        )  # fmt: skip

    def _up(self, sprint, burn, unit: str) -> dict:
        data = [
            line(_("Scope"), burn.days, burn.scope, line={"color": "theme:muted", "shape": "hv"}),
            line(_("Done"), burn.days, burn.done, line={"color": "health:green", "shape": "hv", "width": 3}),
        ]
        return answer(
            data, _layout(unit), self._text(sprint, burn, unit), [_("Day"), _("Scope"), _("Done")],
            [[display.day(day), scope, done] for day, scope, done in
             zip(burn.days, burn.scope, burn.done, strict=True)],
        )  # fmt: skip

    def _text(self, sprint, burn, unit: str) -> str:
        known = [(left, ideal) for left, ideal in zip(burn.remaining, burn.ideal, strict=True) if left is not None]
        if not any(burn.scope):
            return _("Nothing was put into this sprint yet.")
        if not known:
            return _("The sprint has not begun.")
        left, ideal = known[-1]
        added = burn.scope[len(known) - 1] - burn.scope[0]
        text = _(
            "%(left)s of %(scope)s %(unit)s remain; the ideal line stands at %(ideal)s; scope changed by %(added)s."
        )
        return text % {
            "left": display.number(left), "scope": display.number(burn.scope[len(known) - 1]), "unit": unit,
            "ideal": display.number(ideal), "added": display.number(added),
        }  # fmt: skip


class VelocityChart(FlowChart):
    """Committed and done points of each closed sprint."""

    def answer(self, project) -> dict:
        pace = pace_of(project)
        names = [row.name for row in pace.sprints]
        committed = [float(row.committed_points or 0) for row in pace.sprints]
        done = [float(row.done_points or 0) for row in pace.sprints]
        data = [
            {"type": "bar", "name": _("Committed"), "x": names, "y": committed, "marker": {"color": "theme:muted"}},
            {"type": "bar", "name": _("Done"), "x": names, "y": done, "marker": {"color": "health:green"}},
        ]
        rows = [list(row) for row in zip(names, committed, done, strict=True)]
        layout = {"barmode": "group", "yaxis": {"rangemode": "tozero", "title": {"text": _("points")}}}
        return answer(data, layout, self._text(pace), [_("Sprint"), _("Committed"), _("Done")], rows)

    def _text(self, pace) -> str:
        found = pace.velocity
        if not found.sprints:
            return _("No sprint is closed yet.")
        text = ngettext(
            "%(mean)s points in the one closed sprint.",
            "%(mean)s points a sprint over the last %(count)s, from %(lowest)s to %(highest)s.",
            found.sprints,
        )
        said = text % {
            "mean": display.number(found.mean), "count": found.sprints, "lowest": display.number(found.lowest),
            "highest": display.number(found.highest),
        }  # fmt: skip
        kept = (
            _("Of what was committed, %(kept)s was done.") % {"kept": display.percent(100 * found.kept)}
            if found.kept
            else ""
        )
        return f"{said} {kept}".strip()


class CumulativeFlowChart(FlowChart):
    """Cards in each column at the end of each day of the last half year."""

    def answer(self, project) -> dict:
        record = read_flow(project)
        names = self._names(project, record)
        first = max(record.first or self.today, self.today - timedelta(days=DAYS_SHOWN))
        flow = cumulative_flow(record.stays, list(names), first, self.today)
        # Finished at the bottom, so that the height between two edges is what is under way.
        data = [
            line(names[state], flow.days, flow.counts[state], stackgroup="one")
            for state in reversed(names)
        ] if record.first else []  # fmt: skip
        weekly = range(len(flow.days) - 1, -1, -7)
        rows = [[display.day(flow.days[day]), *(flow.counts[state][day] for state in names)] for day in weekly]
        layout = {"yaxis": {"rangemode": "tozero", "title": {"text": _("cards")}}, "hovermode": "x unified"}
        return answer(data, layout, self._text(project, record), [_("Day"), *names.values()], rows)

    def _names(self, project, record: FlowRecord) -> dict[str, str]:
        """The states in the order of the board; cards of columns that are gone by what these meant."""
        columns = BoardColumn.objects.allowed(self.reader).filter(project=project).order_by("position", "pk")
        names = {str(column.pk): column.name for column in columns}
        former = {f"{FORMER}{kind.value}": _("%(kind)s (former columns)") % {"kind": kind.label} for kind in ColumnKind}
        seen = {stay.state for stay in record.stays}
        return names | {state: name for state, name in former.items() if state in seen}

    def _text(self, project, record: FlowRecord) -> str:
        if not record.first:
            return _("No card was on this board yet.")
        text = ngettext(
            "%(count)s card is open, %(finished)s are finished since %(day)s.",
            "%(count)s cards are open, %(finished)s are finished since %(day)s.",
            record.open,
        )
        return text % {
            "count": record.open, "finished": display.number(len(record.finished)), "day": display.day(record.first)
        }  # fmt: skip


class TimesChart(FlowChart):
    """Each finished card by the day it was finished and its cycle time; half, 85 % and 95 % as lines."""

    def answer(self, project) -> dict:
        record = read_flow(project)
        lead, cycle = record.lead(), record.cycle()
        shown = record.finished[-DOTS_SHOWN:]
        days = [card.finished for card in shown]
        data = [
            line(_("Lead time"), days, [card.lead for card in shown], mode="markers",
                 marker={"color": "theme:muted", "symbol": "circle-open", "size": 7}),
            line(_("Cycle time"), days, [card.cycle for card in shown], mode="markers",
                 marker={"color": "theme:primary", "size": 7}),
        ]  # fmt: skip
        shapes = [_level(days, cycle.within[level], level) for level in (50, 85, 95)] if shown else []
        layout = {
            "yaxis": {"rangemode": "tozero", "title": {"text": _("working days")}}, "xaxis": {"type": "date"},
            "shapes": shapes, "annotations": [shape.pop("note") for shape in shapes],
        }  # fmt: skip
        rows = [
            [_("Median"), lead.median, cycle.median],
            *([_("%(level)s within") % {"level": display.percent(level)}, lead.within[level], cycle.within[level]]
              for level in lead.within if level != 50),
        ]  # fmt: skip
        return answer(data, layout, self._text(lead, cycle), ["", _("Lead time"), _("Cycle time")], rows)

    def _text(self, lead, cycle) -> str:
        if not cycle.count:
            return _("No card is finished yet.")
        text = ngettext(
            "%(count)s finished card: cycle time %(half)s working days at the median, %(level)s within %(most)s; "
            "lead time %(lead)s at the median.",
            "%(count)s finished cards: cycle time %(half)s working days at the median, %(level)s within %(most)s; "
            "lead time %(lead)s at the median.",
            cycle.count,
        )
        return text % {
            "count": display.number(cycle.count), "half": display.number(cycle.median, 1),
            "level": display.percent(85), "most": cycle.within[85],
            "lead": display.number(lead.median, 1),
        }  # fmt: skip


class ForecastChart(FlowChart):
    """How sure we are that as many cards as are open are finished by which day."""

    def answer(self, project) -> dict:
        record = read_flow(project)
        shown = forecast_finish(record, self.today, seed=project.pk)
        data = [
            line(_("Certainty"), list(shown.curve.values()), list(shown.curve), mode="lines+markers",
                 line={"color": "theme:primary", "shape": "vh"}),
        ] if shown.curve and not shown.reason else []  # fmt: skip
        layout = {"xaxis": {"type": "date"}, "yaxis": {"range": [0, 100], "ticksuffix": display.percent(0)[1:]}}
        if 85 in shown.dates:
            layout["shapes"] = [_upright(shown.dates[85])]
        rows = [
            [display.percent(level), display.day(shown.dates.get(level)) or "–",
             *(shown.fits[weeks].get(level, 0) for weeks in shown.fits)]
            for level in (50, 70, 85, 95)
        ]  # fmt: skip
        fits = [
            ngettext("cards in %(count)s week", "cards in %(count)s weeks", weeks) % {"count": weeks}
            for weeks in shown.fits
        ]
        text = " ".join([sentence(shown), *shown.notes])
        return answer(data, layout, text, [_("Certainty"), _("Done by"), *fits], rows if data else [])


def _layout(unit: str) -> dict:
    return {"xaxis": {"type": "date"}, "yaxis": {"rangemode": "tozero", "title": {"text": unit}}}


def _level(days: list[date], value: int, level: int) -> dict:
    """A level line across the figure, with its label beside it."""
    ends = {"x0": days[0].isoformat(), "x1": days[-1].isoformat(), "y0": value, "y1": value}
    label = {
        "x": 1, "xref": "paper", "y": value, "text": display.percent(level), "showarrow": False, "xanchor": "right",
        "yanchor": "bottom",
    }  # fmt: skip
    return {"type": "line", **ends, "line": {"dash": "dash", "color": "theme:text", "width": 1}, "note": label}


def _upright(day: date) -> dict:
    place = {"x0": day.isoformat(), "x1": day.isoformat(), "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", **place, "line": {"dash": "dash", "color": "health:green"}}
