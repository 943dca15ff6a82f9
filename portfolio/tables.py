"""Columns of lists of objectives, portfolios, programmes, KPIs, committees and sessions."""

from django.utils.translation import gettext_lazy as _

from pmo.tables import Choice, Column, Day, Link, Money, Number, Related, Table, YesNo

from .models import Committee, Envelope, Kpi, KpiValue, Objective, Portfolio, Programme, Session


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


class KpiTable(Table):
    model = Kpi
    columns = (
        Column("code"),
        Link("name"),
        Choice("unit"),
        Choice("direction"),
        Number("target", decimals=2),
        Number("last_value", decimals=2, label=_("Last value")),
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
