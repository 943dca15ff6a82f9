"""The roadmap: projects as bars in lanes of portfolios and programmes, key milestones and go-lives as marks."""

from functools import cached_property

from django.db.models import Value
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pmo import display
from pmo.choices import Health
from pmo.pages import pages_of, url_of
from pmo.views.frame import ReaderView
from portfolio.models import Portfolio, Programme, TradingPeriod
from projects.filters import ProjectFilterSet
from projects.models import Milestone, Project

from ..dashboard import FILLS
from ..roadmap import Lane, Period, period_of, ticks
from .dashboard import day_of

# Projects drawn at a time: the page fetches the next ones when its end comes into view. The table shows more at once.
PART, MOST_IN_TABLE = 60, 300
SPANS = (12, 24, 36)
READ = (
    "name", "planned_start", "planned_finish", "portfolio__name", "programme__name", "state__start", "state__finish",
    "state__health", "state__slip_days",
)  # fmt: skip
READ_OF_MARKS = ("name", "project_id", "reference_date", "forecast_date", "actual_date", "is_go_live")
# The filters offered above the roadmap; others stay in force when the address names them.
OFFERED = ("portfolio", "programme", "health", "status", "manager", "is_critical")


class Roadmap(ReaderView):
    """`?from=`, `?months=` and `?scale=` choose the period, all filters of projects the rows."""

    template_name = "reporting/roadmap.html"

    def get(self, request):
        part = "#body" if request.htmx and not request.htmx.boosted else ""
        if part and self.view in ("table", "more"):
            part = f"#{self.view}"
        return render(request, self.template_name + part, self.context())

    def context(self) -> dict:
        form = self.filterset.whole_form()
        return {
            "title": _("Roadmap"),
            "breadcrumbs": [{"label": _("Roadmap"), "url": ""}],
            "form": form,
            "narrowed": not self.filterset.filters.keys().isdisjoint(self.request.GET),
            "fields": [form[name] for name in OFFERED],
            "lanes": self.lanes(),
            "ticks": self.ticks(),
            "period": self.period,
            "today": self.period.place(self.today) if self.period.shows(self.today) else -10,
            "count": self.count,
            "freezes": self.freeze_bands(),
            "more": self.first + self.length if self.count > self.first + self.length else 0,
            "spans": [(months, months == self.months) for months in SPANS],
            "scale": self.scale,
            "list_url": f"{pages_of(Project).url('list')}?{self.list_query()}",
        }

    @property
    def view(self) -> str:
        return self.request.GET.get("view", "")

    @property
    def length(self) -> int:
        return MOST_IN_TABLE if self.view == "table" else PART

    @cached_property
    def first(self) -> int:
        """How many projects stand before the first one that is drawn."""
        wanted = self.request.GET.get("after", "")
        return int(wanted) if self.view == "more" and wanted.isdecimal() and len(wanted) < 7 else 0

    @cached_property
    def count(self) -> int:
        """All projects that the filters leave; asked only where one part may not be all."""
        if self.first == 0 and len(self.projects) < self.length:
            return len(self.projects)
        return self.filterset.qs.order_by().count()

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def months(self) -> int:
        wanted = self.request.GET.get("months", "")
        return int(wanted) if wanted.isdigit() and int(wanted) in SPANS else 24

    @cached_property
    def scale(self) -> str:
        wanted = self.request.GET.get("scale", "")
        return wanted if wanted in ("month", "quarter") else "month" if self.months == 12 else "quarter"

    @cached_property
    def period(self) -> Period:
        return period_of(self.today, day_of(self.request.GET.get("from", "")), self.months)

    def ticks(self):
        if self.scale == "month":
            return ticks(self.period, 1, lambda day: date_format(day, "M" if day.month > 1 else "M Y"))
        prefix = pgettext("quarter prefix", "Q")
        return ticks(self.period, 3, lambda day: f"{prefix}{day.month // 3 + 1} {day.year}")

    @cached_property
    def filterset(self):
        given = self.request.GET.copy()
        if not {"status", "running"} & set(given):
            given["running"] = "true"
        rows = Project.objects.allowed(self.reader).real()
        return ProjectFilterSet(given, queryset=rows, user=self.reader)

    @cached_property
    def projects(self) -> list[Project]:
        if not self.filterset.form.is_valid():
            return []
        rows = self.filterset.qs.select_related("state", "portfolio", "programme").only(*READ)
        order = ("portfolio__sort_key", "programme__sort_key", "state__start", "sort_key", "pk")
        return list(rows.order_by(*order)[self.first : self.first + self.length])

    @cached_property
    def freezes(self) -> list[TradingPeriod]:
        """Release freezes of the shown period; none for who may not see the trading calendar."""
        rows = TradingPeriod.objects.allowed(self.reader).freezes()
        return list(rows.overlapping(self.period.first, self.period.last))

    def freeze_bands(self) -> list[dict]:
        bands = [(row.name, self.period.bar(row.first_day, row.last_day)) for row in self.freezes]
        return [{"name": name, "start": str(bar[0]), "span": str(bar[1])} for name, bar in bands if bar]

    def frozen(self, row, day) -> bool:
        """Whether a go-live still to come falls into a freeze."""
        open_go_live = row.is_go_live and row.actual_date is None
        return open_go_live and any(period.first_day <= day <= period.last_day for period in self.freezes)

    @cached_property
    def marks(self) -> dict[int, list[dict]]:
        """Key milestones and go-lives of the period by project (one query)."""
        ids = [row.pk for row in self.projects]
        rows = Milestone.objects.allowed(self.reader).filter(project__in=ids)
        found: dict[int, list[dict]] = {}
        rows = (rows.filter(is_key=True) | rows.filter(is_go_live=True)).only(*READ_OF_MARKS)
        for row in rows.order_by("reference_date", "pk"):
            day = row.actual_date or row.forecast_date or row.reference_date
            if self.period.shows(day):
                found.setdefault(row.project_id, []).append(self._mark(row, day))
        return found

    def _mark(self, row, day) -> dict:
        kind = _("go-live") if row.is_go_live else _("key milestone")
        late = row.actual_date is None and day < self.today
        frozen = self.frozen(row, day)
        notes = [_("late")] * late + [_("in a release freeze")] * frozen
        return {
            "place": self.period.place(day), "name": row.name, "kind": kind, "day": day, "go_live": row.is_go_live,
            "done": row.actual_date is not None, "late": late, "frozen": frozen, "url": url_of(row),
            "title": " · ".join([row.name, kind, display.day(day), *notes]),
        }  # fmt: skip

    def bar_of(self, project):
        state = getattr(project, "state", None)
        return self.period.bar(state.start, state.finish) if state else None

    def lanes(self) -> list[Lane]:
        """One lane a portfolio and programme, in the order of the rows."""
        lanes: dict[tuple, Lane] = {}
        for row in self.projects:
            key = row.portfolio_id, row.programme_id
            if key not in lanes:
                lanes[key] = Lane(self._lane_title(row))
            lanes[key].rows.append(self._row(row))
        return list(lanes.values())

    @cached_property
    def open_scopes(self) -> set[tuple[type, int]]:
        """The portfolios and programmes whose names the reader may see."""
        models = (Portfolio, Programme)
        rows = [
            model.objects.allowed(self.reader).order_by().annotate(place=Value(place)).values_list("place", "pk")
            for place, model in enumerate(models)
        ]
        return {(models[place], pk) for place, pk in rows[0].union(rows[1], all=True)}

    def _lane_title(self, row) -> str:
        scopes = [row.portfolio, *([row.programme] if row.programme else [])]
        return " · ".join(
            str(one) if (type(one), one.pk) in self.open_scopes else pgettext("portfolio", "restricted")
            for one in scopes
        )

    def _row(self, project) -> dict:
        state = getattr(project, "state", None)
        bar, planned = self.bar_of(project), self.period.bar(project.planned_start, project.planned_finish)
        health = Health(state.health) if state else Health.NONE
        dates = " – ".join(display.day(day) or "…" for day in (state.start, state.finish)) if state else ""
        return {
            "name": project.name, "url": url_of(project), "fill": FILLS[health],
            "bar": [str(number) for number in bar] if bar else None,
            "planned": [str(number) for number in planned] if planned else None,
            "title": f"{dates} · {health.label}", "marks": self.marks.get(project.pk, []),
            "health": display.health(health), "start": state.start if state else None,
            "finish": state.finish if state else None, "slip": display.slip(state.slip_days) if state else "",
        }  # fmt: skip

    def list_query(self) -> str:
        kept = self.filterset.data.copy()
        for name in ("from", "months", "scale", "view", "after"):
            kept.pop(name, None)
        return kept.urlencode()
