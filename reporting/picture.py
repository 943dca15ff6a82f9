"""The portfolio as it stands, or as it stood on a kept day: which projects, their sums, and the list behind a number.

A picture of a day takes of each project the last snapshot kept by that day; its list is filtered in the same way, so
that a number equals its list. No page is drawn here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from pmo.access import AccessPath, as_flag, condition, visible
from portfolio.models import Portfolio, PortfolioSnapshot, Programme
from projects.choices import ProjectStatus
from projects.models import Project, ProjectSnapshot

from .totals import Totals, aggregates

RUNNING = [ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD]


def kept_by(day: date, projects: QuerySet | None = None) -> Q:
    """The last snapshot by a day of each project, as a condition on snapshots."""
    last = ProjectSnapshot.objects.filter(project=OuterRef("pk"), as_of__lte=day).order_by("-as_of")
    projects = Project.objects.all() if projects is None else projects
    return Q(pk__in=projects.order_by().annotate(kept=Subquery(last.values("pk")[:1])).values("kept"))


@dataclass(frozen=True)
class Picture:
    """What a reader sees of the running projects; `day` None is now.

    Without portfolio and programme it is the organisation's, which leaves archives out; `only` names projects.
    """

    user: object
    day: date | None = None
    portfolio: Portfolio | None = None
    programme: Programme | None = None
    only: tuple[int, ...] | None = None

    def __str__(self):
        return str(self.programme or self.portfolio or "")

    @property
    def state(self) -> str:
        """The way from a row to a measure."""
        return "" if self.day else "state__"

    @property
    def project(self) -> str:
        """The way from a row to a field of the project itself."""
        return "project__" if self.day else ""

    @property
    def model(self) -> type:
        return ProjectSnapshot if self.day else Project

    @property
    def access(self) -> AccessPath:
        return self.model.access

    def all_rows(self) -> QuerySet:
        """Projects of any status with their measures, as projects or as snapshots of the day."""
        if self.day is None:
            return Project.objects.allowed(self.user).real().filter(self.inside)
        projects = Project.objects.allowed(self.user).real()
        kept = kept_by(self.day, projects.filter(pk__in=self.only) if self.only is not None else projects)
        return ProjectSnapshot.objects.filter(kept).filter(self.inside)

    def rows(self) -> QuerySet:
        """Running projects."""
        return self.all_rows().filter(status__in=RUNNING)

    @property
    def inside(self) -> Q:
        if self.only is not None:
            return Q(**{f"{self.project}pk__in": self.only})
        if self.programme:
            return Q(programme=self.programme)
        return Q(portfolio=self.portfolio) if self.portfolio else Q(portfolio__is_archive=False)

    def money(self, name: str):
        """A measure of money as a column, empty where the reader may not see it."""
        return visible(self.user, f"{self.state}{name}", self.access, "money")

    def sees_money(self):
        """Whether the reader may see the money of a row, as a column."""
        return as_flag(condition(self.user, "view", self.access, "money"))

    @cached_property
    def cells(self) -> list[dict]:
        """Sums by portfolio, programme and colour (one query)."""
        groups = {
            "colour": F(f"{self.state}health"),
            "of_portfolio": F("portfolio_id"),
            "of_programme": F("programme_id"),
        }
        sums = aggregates(self.user, self.model, self.state, self.project)
        return list(self.rows().order_by().values(**groups).annotate(**sums))

    def totals(self) -> Totals:
        return total_of(self.cells)

    def totals_by(self, group: str) -> dict[object, Totals]:
        """Totals by `of_portfolio` or `of_programme`."""
        found: dict[object, Totals] = {}
        for cell in self.cells:
            found.setdefault(cell[group], Totals()).include(cell)
        return found

    def list_url(self, **filters) -> str:
        """The list of the rows that pass further filters; values may be lists."""
        return f"{self._list_address}?{urlencode(self.parameters() | filters, doseq=True)}"

    def facts_url(self, name: str, **filters) -> str:
        """The list of today's facts of the running projects, such as `projects:milestone-list`."""
        return f"{reverse(name)}?{urlencode({'running': 'true'} | self.scope_parameters() | filters, doseq=True)}"

    @property
    def _list_address(self) -> str:
        return reverse("reporting:projectsnapshot-list" if self.day else "projects:project-list")

    def parameters(self) -> dict:
        """The filters that make a list show this picture."""
        kept = {"kept_by": self.day.isoformat()} if self.day else {}
        return kept | {"running": "true"} | self.scope_parameters()

    def scope_parameters(self) -> dict:
        if self.programme:
            return {"programme": self.programme.pk}
        return {"portfolio": self.portfolio.pk} if self.portfolio else {"is_archive": "false"}


def total_of(cells: Iterable[dict]) -> Totals:
    totals = Totals()
    for cell in cells:
        totals.include(cell)
    return totals


def kept_days(portfolio: Portfolio | None = None) -> list[date]:
    """The days of which snapshots are kept, newest first."""
    rows = PortfolioSnapshot.objects.filter(Q(portfolio=portfolio) if portfolio else Q(portfolio__is_archive=False))
    return list(rows.order_by("-as_of").values_list("as_of", flat=True).distinct())
