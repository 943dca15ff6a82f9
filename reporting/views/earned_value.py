"""Earned value of a project: its page, a tab of the project's, its S-curve and its tasks as a file."""

from datetime import date
from functools import cached_property

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo import display
from pmo.file_of_rows import file_of_rows
from pmo.pages import pages_of, trail
from pmo.views.frame import ReaderView
from projects.models import Baseline, Project

from ..earned_then import EARLIEST, measures_on
from ..earned_value_words import (
    amount_of,
    cost_rows,
    cost_source,
    finish_rows,
    metrics_of,
    progress_grounds,
    sign_of,
    why_it_suits,
)
from ..journal_entries import with_kinds
from .dashboard import day_of

SHOWN = 200
AMOUNTS = ("bac", "pv", "ev", "ac", "sv")


class EarnedValueView(ReaderView):
    """The project with its state, for who may see its money; 404 for everybody else."""

    @cached_property
    def project(self) -> Project:
        rows = with_kinds(self.reader, Project.objects.allowed(self.reader)).select_related("state")
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None or not (found.sees_money and found.sees_plan):
            raise Http404
        return found

    @cached_property
    def state(self):
        """The measures of now, or with `?as_of=` those of an earlier day."""
        now, day = getattr(self.project, "state", None), day_of(self.request.GET.get("as_of", ""))
        if now is None or day is None or not EARLIEST <= day < now.as_of:
            return now
        return measures_on(self.project, day)

    @property
    def is_now(self) -> bool:
        return self.state is None or self.state is getattr(self.project, "state", None)

    @cached_property
    def plan(self):
        # Loaded here: other pages need no arrays.
        from ..frozen_plan import frozen_plan

        return frozen_plan(self.project, self.state and self.state.earned_value_detail.get("baseline"))

    @property
    def as_of(self) -> date:
        return self.state.as_of

    @property
    def of_day(self) -> str:
        """The query that asks for an earlier day."""
        return "" if self.is_now else f"?as_of={self.as_of.isoformat()}"

    @cached_property
    def baseline(self) -> Baseline | None:
        """The one that the measures compare with; the current one where it froze no task."""
        if self.plan:
            return self.plan.baseline
        return Baseline.objects.allowed(self.reader).current().filter(project=self.project).first()

    def tasks(self) -> list[dict]:
        """Each task as of the day, with the progress of that day."""
        return self.plan.by_task(self.as_of, then=not self.is_now) if self.state and self.plan else []


class EarnedValuePage(EarnedValueView):
    """Metrics, forecasts and tasks."""

    template_name = "reporting/earned_value.html"

    def get(self, request, pk):
        template = f"{self.template_name}#body" if request.htmx and not request.htmx.boosted else self.template_name
        return render(request, template, self.context())

    def context(self) -> dict:
        project, state = self.project, self.state
        context = {
            "title": _("Earned value"),
            "breadcrumbs": trail(project, _("Earned value")),
            "project": project,
            "state": state,
            "is_now": self.is_now,
            "curve_url": reverse("project-s-curve", args=[project.pk])
            + self.of_day,
            "today": timezone.localdate(),
            "baseline": self.baseline,
            "baselines_url": f"{pages_of(Baseline).url('list')}?project={project.pk}",
        }  # fmt: skip
        return context | (self.figures(state) if state and state.earned_value_detail else {})

    def figures(self, state) -> dict:
        currency, tasks = self.project.currency, self.tasks()
        return {
            "metrics": metrics_of(state, currency),
            "forecasts": [
                {"title": _("Finish"), "difference": _("Against the baseline"), "rows": finish_rows(state),
                 "why": why_it_suits(state, "finish")},
                {"title": _("Cost"), "difference": _("Against BAC"), "rows": cost_rows(state, currency),
                 "why": why_it_suits(state, "cost")},
            ],
            "cost_source": cost_source(state),
            "grounds": progress_grounds(state),
            "of_day": self.of_day,
            "adds_up": self.adds_up(tasks),
            "signs": signs(),
            "tasks": [written(task, currency) for task in tasks[:SHOWN]],
            "more_tasks": max(len(tasks) - SHOWN, 0),
        }  # fmt: skip

    def adds_up(self, tasks: list[dict]) -> bool:
        """Whether the tasks, read from history, make the earned value that was kept for the day."""
        earned = float(self.state.earned_value or 0)
        return self.is_now or abs(sum(task["ev"] for task in tasks) - earned) <= 0.01 * max(len(tasks), 1)


def signs() -> list[str]:
    """Heads of the amounts of a task."""
    return [sign_of(name) for name in AMOUNTS]


def written(task: dict, currency: str) -> dict:
    """A task with its amounts as the reader writes them."""
    amounts = {name: amount_of(task[name], currency) for name in AMOUNTS}
    return task | amounts | {"percent": display.percent(task["percent"]), "behind": task["sv"] < -0.005}


class EarnedValueTasks(EarnedValueView):
    """The tasks as CSV or Excel."""

    def get(self, request, pk, format):
        if format not in ("csv", "xlsx"):
            raise Http404
        head = [_("WBS"), _("Task"), _("Complete (%)"), *signs()]
        names = ("wbs", "name", "percent", *AMOUNTS)
        rows = ([rounded(task[name]) for name in names] for task in self.tasks())
        return file_of_rows(format, f"earned-value-{self.project.code}", head, rows)


def rounded(value):
    """Amounts to cents."""
    return round(value, 2) if isinstance(value, float) else value


class SCurveChart(EarnedValueView):
    """{figure, text, table} of the S-curve."""

    def get(self, request, pk):
        from ..s_curve import s_curve

        if self.plan is None:
            text, nothing = _("There is no approved baseline with a cost."), {"columns": [], "rows": []}
            return JsonResponse({"figure": {"data": [], "layout": {}}, "text": text, "table": nothing})
        curve = s_curve(self.plan, self.state)
        text = f"{self.text()} {calculated_words(curve)}".strip()
        return JsonResponse({"figure": figure_of(curve), "text": text, "table": table_of(curve, self.project)})

    def text(self) -> str:
        state, currency = self.state, self.project.currency
        if state is None or state.earned_value is None:
            return _("Nothing has been earned yet.")
        text = _("On %(day)s, %(pv)s was planned, %(ev)s is earned, %(ac)s is spent, of a budget of %(bac)s.") % {
            "day": display.day(state.as_of), "pv": display.short_money(state.planned_value, currency),
            "ev": display.short_money(state.earned_value, currency),
            "ac": display.short_money(state.actual_cost or 0, currency),
            "bac": display.short_money(state.budget_at_completion, currency),
        }  # fmt: skip
        if state.expected_finish is None or state.estimate_at_completion is None:
            return text
        end = _("At this pace it ends on %(finish)s and costs %(eac)s.") % {
            "finish": display.day(state.expected_finish),
            "eac": display.short_money(state.estimate_at_completion, currency),
        }
        return f"{text} {end}"


def calculated_words(curve) -> str:
    """Up to which day earned value was not kept at the time, and is read from the history of the tasks."""
    last = max((one.day for one in curve.readings if one.calculated), default=None)
    if last is None:
        return ""
    return _(
        "Up to %(day)s earned value is calculated afterwards: from the progress recorded of the tasks, and before "
        "anything was recorded evenly between their actual dates."
    ) % {"day": display.day(last)}


def figure_of(curve) -> dict:
    """Lines of PV, EV, AC and of the forecast."""

    def line(name: str, points, **look) -> dict:
        return {"type": "scatter", "mode": "lines", "name": name, "x": [day.isoformat() for day, _value in points],
                "y": [value for _day, value in points], **look}  # fmt: skip

    spent = [(one.day, one.ac) for one in curve.readings if one.ac is not None]
    data = [
        line(_("Planned value"), curve.planned),
        line(_("Earned value"), [(one.day, one.ev) for one in curve.readings], mode="lines+markers"),
        line(_("Actual cost"), spent, mode="lines+markers"),
    ]
    if curve.forecast:
        data.append(line(_("Forecast"), curve.forecast, line={"dash": "dot"}))
    return {"data": data, "layout": {"xaxis": {"type": "date"}, "yaxis": {"rangemode": "tozero"}}}


def table_of(curve, project) -> dict:
    """The same by day; what is not known of a day stays empty."""
    by_day: dict[date, list] = {}
    columns = [
        curve.planned, [(one.day, one.ev) for one in curve.readings], [(one.day, one.ac) for one in curve.readings],
        curve.forecast,
    ]  # fmt: skip
    for place, points in enumerate(columns):
        for day, value in points:
            by_day.setdefault(day, [None] * len(columns))[place] = value
    rows = [
        [display.day(day), *("" if value is None else display.money(value, project.currency, 0) for value in values)]
        for day, values in sorted(by_day.items())
    ]
    names = [_("Planned value"), _("Earned value"), _("Actual cost"), _("Forecast")]
    return {"columns": [_("As of"), *names], "rows": rows}
