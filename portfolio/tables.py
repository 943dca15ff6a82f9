"""Columns of lists of objectives, portfolios, programmes, KPIs, committees and sessions."""

from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _

from pmo import display
from pmo.tables import Choice, Column, Day, Link, Money, Number, Related, Table, YesNo
from pmo.templatetags.drawings import sparkline

from .kpi_health import kpi_health
from .models import Committee, Envelope, Kpi, KpiValue, Objective, Portfolio, Programme, Session, TradingPeriod


class ObjectiveTable(Table):
    model = Objective
    columns = (
        Column("code"),
        Link("name"),
        Choice("horizon"),
        Choice("status", editable=True),
        Column("measure"),
        Number("baseline", decimals=2),
        Number("target", decimals=2),
        Number("actual", decimals=2, editable=True),
        Day("deadline"),
        Related("owner"),
        Related("parent", extra=True),
    )
    default_order = ("deadline",)
    bulk_fields = ("status", "horizon", "owner", "deadline")


class PortfolioTable(Table):
    model = Portfolio
    columns = (
        Column("code"),
        Link("name"),
        Number("project_count", label=_("Projects")),
        Related("manager"),
        Day("status_date"),
        YesNo("is_archive"),
        Column("currency"),
    )
    default_order = ("is_archive", "sort_key")


class EnvelopeTable(Table):
    model = Envelope
    columns = (
        Link("envelope", label=_("Envelope"), shows_row=True),
        Number("fiscal_year", grouped=False),
        Money("capex", currency="portfolio__currency", summed=True),
        Money("opex", currency="portfolio__currency", summed=True),
        Column("note"),
    )
    default_order = ("-fiscal_year",)


class ProgrammeTable(Table):
    model = Programme
    columns = (
        Column("code"),
        Link("name"),
        Related("portfolio", ordering="portfolio"),
        Choice("status", editable=True),
        Number("project_count", label=_("Projects")),
        Related("manager"),
        Related("sponsor"),
        Related("customer", extra=True),
    )
    default_order = ("sort_key",)
    bulk_fields = ("status", "manager", "sponsor")


@dataclass(frozen=True)
class KpiHealth(Column):
    """The colour of the last value."""

    @property
    def reads(self):
        return ("last_value", "direction", "target", "amber", "red")

    def writer(self, table):
        return lambda row: display.health(self._colour(row))

    def export(self, row, table):
        return str(display.Health.badge(self._colour(row))["label"])

    def _colour(self, row) -> str:
        return kpi_health(row.last_value, direction=row.direction, target=row.target, amber=row.amber, red=row.red)


@dataclass(frozen=True)
class TrendLine(Column):
    """A row's latest values, newest first, drawn as a line from left to right."""

    def writer(self, table):
        def cell(row):
            values = list(reversed(self.value(row) or []))
            if len(values) < 2:
                return display.NOTHING
            words = ", ".join(display.number(value, 2) for value in values[-6:])
            return get_template("components/sparkline.html").render(sparkline(values, words))

        return cell

    def export(self, row, table):
        return " ".join(str(value.normalize()) for value in reversed(self.value(row) or [])) or None


class KpiTable(Table):
    model = Kpi
    columns = (
        Column("code"),
        Link("name"),
        Choice("unit"),
        Choice("direction", css="brief"),
        Number("target", decimals=2),
        Number("last_value", decimals=2, label=_("Last value")),
        KpiHealth("health", label=_("Health")),
        TrendLine("latest", label=_("Trend")),
        Related("owner"),
        Column("source", extra=True),
    )
    default_order = ("sort_key",)


class KpiValueTable(Table):
    model = KpiValue
    columns = (
        Link("entry", label=_("Value of"), shows_row=True),
        Related("project"),
        Day("period_end"),
        Number("value", decimals=2, editable=True),
        Column("note"),
    )
    default_order = ("-period_end",)


class CommitteeTable(Table):
    model = Committee
    columns = (Link("name"), Choice("level"), Related("portfolio"), Related("chair"), Column("cadence"))
    default_order = ("sort_key",)


class SessionTable(Table):
    model = Session
    columns = (Link("date", label=_("Session"), shows_row=True), Related("committee"), Day("as_of"))
    default_order = ("-date",)


class TradingPeriodTable(Table):
    model = TradingPeriod
    columns = (
        Link("name"),
        Choice("kind", editable=True),
        Day("first_day", editable=True),
        Day("last_day", editable=True),
        YesNo("is_freeze"),
        Column("country"),
        Column("brand"),
    )
    default_order = ("-first_day",)
    bulk_fields = ("kind", "is_freeze", "country", "brand")
