"""Dashboards: of the organisation, of one portfolio or programme, as of now or of any kept day."""

from dataclasses import replace
from datetime import date
from functools import cached_property

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo import display
from pmo.access import holdings
from pmo.pages import url_of
from pmo.roles import RoleName
from pmo.views.frame import ReaderView
from portfolio.models import Portfolio, Programme

from ..dashboard import Figure, figures, lines, parts
from ..envelopes import envelopes_of
from ..first_steps import Step, first_steps
from ..picture import Picture, kept_days

# Whoever steers starts from the dashboard, everybody else from what waits for them.
STEERING = {
    RoleName.ADMINISTRATOR, RoleName.OFFICER, RoleName.PORTFOLIO_MANAGER, RoleName.FINANCE_CONTROLLER,
    RoleName.EXECUTIVE, RoleName.AUDITOR,
}  # fmt: skip


FEW = 12


def day_of(text: str) -> date | None:
    """A day from an address; None for an empty or wrong one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class PictureView(ReaderView):
    """A page about a picture of the portfolio: `?portfolio=`, `?programme=` and `?as_of=` choose it."""

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def portfolios(self) -> dict[int, Portfolio]:
        return {row.pk: row for row in Portfolio.objects.allowed(self.reader)}

    @cached_property
    def programmes(self) -> dict[int, Programme]:
        return {row.pk: row for row in Programme.objects.allowed(self.reader)}

    @cached_property
    def day(self) -> date | None:
        """The kept day asked for; today and later is now."""
        day = day_of(self.request.GET.get("as_of", ""))
        return day if day and day < self.today else None

    @cached_property
    def picture(self) -> Picture:
        return Picture(self.reader, self.day, **self.scope())

    def scope(self) -> dict:
        """What the picture is narrowed to; 404 for what the reader may not see."""
        for name in ("programme", "portfolio"):
            wanted = self.request.GET.get(name, "")
            if wanted:
                return {name: self._one(name, wanted)}
        return {}

    def _one(self, name: str, wanted: str):
        rows = {"portfolio": self.portfolios, "programme": self.programmes}[name] if wanted.isdigit() else {}
        if not wanted.isdigit() or int(wanted) not in rows:
            raise Http404
        return rows[int(wanted)]

    @property
    def currency(self) -> str:
        return self.request.organisation.currency

    def query(self, **more) -> str:
        """The address's parameters that choose the picture, for what the page loads later."""
        kept = self.request.GET.copy()
        for name in list(kept):
            if name not in ("portfolio", "programme", "as_of"):
                del kept[name]
        for name in ("portfolio", "programme"):
            if getattr(self.picture, name):
                kept[name] = str(getattr(self.picture, name).pk)
        kept.update(more)
        return kept.urlencode()


class Dashboard(PictureView):
    """Health, money and dates of everything the reader sees, each number with its list."""

    template_name = "reporting/dashboard.html"
    envelopes_without_rate = 0

    def get(self, request, **kwargs):
        template = f"{self.template_name}#body" if request.htmx and not request.htmx.boosted else self.template_name
        return render(request, template, self.context())

    def context(self) -> dict:
        picture = self.picture
        totals = picture.totals()
        table = lines(picture, self.portfolios, self.shown_programmes(), self.currency)
        return {
            "title": self.title(),
            "breadcrumbs": self.breadcrumbs(),
            "picture": picture,
            "as_of": picture.day,
            "totals": totals,
            "parts": parts(picture, totals, self.currency),
            "figures": [*self.with_trends(figures(picture, totals, self.currency)), *self.envelope(totals)],
            "lines": table,
            "has_programmes": any(line.programmes for line in table),
            "programmes_asked": len(self.programmes) > FEW and not self.narrowed,
            "charts": self.charts(totals),
            "query": self.query(),
            "choices": self.choices(),
            "steps": self.steps(totals),
            "without_rate": totals.without_rate,
            "envelopes_without_rate": self.envelopes_without_rate,
        }

    def steps(self, totals) -> list[Step]:
        """What to do where there is nothing to steer yet."""
        if totals.projects or self.narrowed or self.picture.day:
            return []
        return first_steps(self.reader, self.request.organisation)

    def with_trends(self, found: list[Figure]) -> list[Figure]:
        query = self.query()
        return [replace(one, trend_url=f"{reverse('figure-trend', args=[one.name])}?{query}") for one in found]

    @property
    def narrowed(self) -> bool:
        return bool(self.picture.portfolio or self.picture.programme)

    def shown_programmes(self) -> dict[int, Programme]:
        """All programmes when they are few or of one portfolio; else only on demand, to keep the page short."""
        asked = self.narrowed or len(self.programmes) <= FEW or "programmes" in self.request.GET
        return self.programmes if asked else {}

    def title(self) -> str:
        return str(self.picture) or _("Dashboard")

    def breadcrumbs(self) -> list[dict]:
        return [{"label": self.title(), "url": ""}]

    def envelope(self, totals) -> list[Figure]:
        """The envelope of the fiscal year, for whoever sees one."""
        found = envelopes_of(self.picture, self.request.organisation, self.today)
        if found.amount is None:
            return []
        self.envelopes_without_rate = found.without_rate
        address = {"fiscal_year_min": found.year, "fiscal_year_max": found.year} | self.picture.scope_parameters()
        query = "&".join(f"{name}={value}" for name, value in address.items())
        label = _("Envelope %(year)s") % {"year": found.year}
        url = f"{reverse('portfolio:envelope-list')}?{query}"
        return [Figure("envelope", label, display.short_money(found.amount, self.currency), url)]

    def charts(self, totals) -> list[dict]:
        """Figures that are loaded after the numbers."""
        query = self.query()
        names = {"health": _("Health by kept date")}
        if totals.with_money:
            names |= {"money": _("Budget, forecast and actual by kept date")}
            if not self.picture.day:
                names["year"] = _("This fiscal year: envelope, budget, forecast and actual")
        return [
            {"name": f"chart-{name}", "title": title, "url": f"{reverse('dashboard-chart', args=[name])}?{query}"}
            for name, title in names.items()
        ]

    def choices(self) -> dict:
        """What the reader can choose from above the page."""
        return {
            "portfolios": list(self.portfolios.values()),
            "programmes": list(self.programmes.values()),
            "days": [(day.isoformat(), display.day(day)) for day in self.days() if day < self.today],
            "portfolio": getattr(self.picture.portfolio, "pk", None),
            "programme": getattr(self.picture.programme, "pk", None),
            "as_of": self.day.isoformat() if self.day else "",
        }

    def days(self) -> list[date]:
        found = kept_days(self.picture.portfolio or getattr(self.picture.programme, "portfolio", None))
        return sorted({*found, self.day} - {None}, reverse=True)


class Home(Dashboard):
    """The first page: the dashboard for whoever steers, my work for all others."""

    def get(self, request, **kwargs):
        if STEERING.isdisjoint(held.role for held in holdings(self.reader)):
            return HttpResponseRedirect(reverse("my-work"))
        return super().get(request, **kwargs)


class ScopeDashboard(Dashboard):
    """The dashboard of one portfolio or programme: a page, and the first tab of its page."""

    noun = "portfolio"

    def scope(self) -> dict:
        return {self.noun: self._one(self.noun, str(self.kwargs["pk"]))}

    def breadcrumbs(self) -> list[dict]:
        row = getattr(self.picture, self.noun)
        return [{"label": str(row), "url": url_of(row)}, {"label": _("Dashboard"), "url": ""}]


class PortfolioDashboard(ScopeDashboard):
    noun = "portfolio"


class ProgrammeDashboard(ScopeDashboard):
    noun = "programme"
