"""Variance of a project's tasks against the current baseline or a chosen one: a tab of its page, and a file."""

from functools import cached_property

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from pmo import display
from pmo.file_of_rows import file_of_rows
from pmo.pages import pages_of, trail
from pmo.views.frame import ReaderView
from projects.choices import BaselineState
from projects.models import Baseline, Project

from ..earned_value_words import amount_of
from ..journal_entries import with_kinds

SHOWN = 300


class VarianceView(ReaderView):
    """The project and the baseline asked for; 404 for what the reader may not see."""

    @cached_property
    def project(self) -> Project:
        found = with_kinds(self.reader, Project.objects.allowed(self.reader)).filter(pk=self.kwargs["pk"]).first()
        if found is None or not found.sees_plan:
            raise Http404
        return found

    @cached_property
    def baselines(self) -> list[Baseline]:
        """The current one first."""
        rows = Baseline.objects.allowed(self.reader).filter(project=self.project).exclude(state=BaselineState.REJECTED)
        return list(rows.order_by("-is_current", "-taken_on", "-pk"))

    @cached_property
    def baseline(self) -> Baseline | None:
        wanted = self.request.GET.get("baseline", "")
        if not wanted:
            return self.baselines[0] if self.baselines else None
        found = next((row for row in self.baselines if str(row.pk) == wanted), None)
        if found is None:
            raise Http404
        return found

    @property
    def sees_money(self) -> bool:
        return self.project.sees_money

    def rows(self) -> list:
        from ..variance import variance_of

        found = variance_of(self.project, self.baseline) if self.baseline else []
        return [row for row in found if row.moved] if "moved" in self.request.GET else found


class Variance(VarianceView):
    """The table."""

    template_name = "reporting/variance.html"

    def get(self, request, pk):
        part = "#body" if request.htmx and not request.htmx.boosted else ""
        return render(request, f"{self.template_name}{part}", self.context())

    def context(self) -> dict:
        rows = self.rows()
        return {
            "title": _("Variance"),
            "breadcrumbs": trail(self.project, _("Variance")),
            "project": self.project,
            "baseline": self.baseline,
            "baselines": self.baselines,
            "moved": "moved" in self.request.GET,
            "baselines_url": f"{pages_of(Baseline).url('list')}?project={self.project.pk}",
            "sees_money": self.sees_money,
            "rows": [self.written(row) for row in rows[:SHOWN]],
            "more": max(len(rows) - SHOWN, 0),
            "query": self.request.GET.urlencode(),
        }

    def written(self, row) -> dict:
        """A task in the reader's words."""
        difference = row.cost_difference if self.sees_money else None
        return {
            "task": row.task, "wbs": row.wbs, "name": row.name, "is_summary": row.is_summary, "state": row.state,
            "planned": display.day(row.planned.finish), "current": display.day(row.current.finish),
            "start": signed(row.start_days), "finish": signed(row.finish_days), "duration": signed(row.duration_days),
            "work": "" if row.work_minutes is None else signed(row.work_minutes / 60),
            "cost": "" if difference is None else amount_of(float(difference), self.project.currency),
            "late": (row.finish_days or 0) > 0,
        }  # fmt: skip


def signed(value: float | None) -> str:
    """Days or hours with their sign; "" when they cannot be compared."""
    if value is None:
        return ""
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    return f"{sign}{display.number(abs(value), 0 if float(value).is_integer() else 1)}"


class VarianceFile(VarianceView):
    """The same as CSV or Excel, every task."""

    def get(self, request, pk, format):
        if format not in ("csv", "xlsx"):
            raise Http404
        head = [
            _("WBS"), _("Task"), _("Baseline start"), _("Baseline finish"), _("Start"), _("Finish"),
            _("Start variance (days)"), _("Finish variance (days)"), _("Duration variance (days)"),
            _("Effort variance (hours)"),
        ]  # fmt: skip
        money = [_("Baseline cost"), _("Cost"), _("Cost variance")] if self.sees_money else []
        return file_of_rows(format, f"variance-{self.project.code}", [*head, *money], map(self.cells, self.rows()))

    def cells(self, row) -> list:
        hours = None if row.work_minutes is None else round(row.work_minutes / 60, 2)
        days = [None if value is None else round(value, 2)
                for value in (row.start_days, row.finish_days, row.duration_days)]  # fmt: skip
        money = [row.planned_cost, row.cost, row.cost_difference] if self.sees_money else []
        amounts = [None if amount is None else float(amount) for amount in money]
        return [row.wbs, row.name, *row.planned, *row.current, *days, hours, *amounts]
