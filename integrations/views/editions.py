"""What changed in a portfolio between two kept days: new and gone projects, cost and duration."""

from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from integrations.services.editions import compare_days, kept_days
from pmo import display
from pmo.pages import pages_of, trail
from pmo.views.frame import ReaderView
from portfolio.models import Portfolio
from projects.models import Project

DAYS_OFFERED = 200


class Editions(ReaderView):
    """The two latest editions, or the days of the address: `earlier` and `later`."""

    def get(self, request, pk):
        portfolio = Portfolio.objects.allowed(self.reader).filter(pk=pk).first()
        if portfolio is None:
            raise Http404
        days = kept_days(self.reader, portfolio)
        later = self._day("later", days, newest(days, 0))
        earlier = self._day("earlier", days, newest(days, 1))
        context = {
            "title": _("Differences between editions"),
            "breadcrumbs": self._crumbs(portfolio),
            "portfolio": portfolio,
            "days": [(day.isoformat(), f"{display.day(day)} {label}".strip()) for day, label in days[:DAYS_OFFERED]],
            "earlier": earlier,
            "later": later,
        }
        if earlier and later:
            found = compare_days(self.reader, portfolio, *sorted((earlier, later)))
            context |= {"found": found, "tables": tables(found), "figures": figures(found)}
        return render(request, "integrations/editions.html", context)

    def _day(self, name: str, days: list, default: date | None) -> date | None:
        try:
            asked = date.fromisoformat(self.request.GET.get(name, ""))
        except ValueError:
            return default
        return asked if asked in dict(days) else default

    def _crumbs(self, portfolio) -> list[dict]:
        return trail(portfolio, _("Differences between editions"))


def newest(days: list, position: int) -> date | None:
    """Editions first: a day that only the roll-up kept is chosen by hand."""
    named = [day for day, label in days if label] or [day for day, _label in days]
    return named[position] if position < len(named) else None


def figures(found) -> list[tuple[str, int]]:
    return [
        (_("New projects"), len(found.new)),
        (_("Gone"), len(found.gone)),
        (_("In both"), len(found.kept)),
        (_("Changed cost"), len(found.changed_cost)),
        (_("Changed duration"), len(found.changed_duration)),
    ]


def tables(found) -> list[dict]:
    """One table for each way of differing: heading, titles of its columns, and rows of (name, address, cells)."""
    budget, years = _("Budget"), _("Duration (years)")
    return [
        {"id": "new", "heading": _("New projects"), "titles": [budget], "rows": [_single(row) for row in found.new]},
        {"id": "gone", "heading": _("Gone"), "titles": [budget], "rows": [_single(row) for row in found.gone]},
        {
            "id": "cost", "heading": _("Changed cost"), "titles": [_("Before"), _("Now"), _("Difference")],
            "rows": [_pair(change, _money) for change in found.changed_cost],
        },
        {
            "id": "duration", "heading": _("Changed duration"), "titles": [_("Before"), _("Now"), years],
            "rows": [_pair(change, _years) for change in found.changed_duration],
        },
    ]  # fmt: skip


def _single(row) -> tuple:
    return _name(row), [_money(row.values["budget"], row)]


def _pair(change, shown) -> tuple:
    row = change.new_row
    by = change.by
    difference = ("+" if by is not None and by > 0 else "") + shown(by, row) if by is not None else "–"
    return _name(row), [shown(change.old, row), shown(change.new, row), difference]


def _name(row) -> tuple[str, str]:
    return row.values["name"], pages_of(Project).url("detail", row.external_key)


def _money(value, row) -> str:
    return display.short_money(value, row.values["currency"]) or "–"


def _years(value, row) -> str:
    return "–" if value is None else display.number(value, 1)
