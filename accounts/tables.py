"""Columns of lists of people, departments, vendors, calendars and currencies."""

from django.utils.translation import gettext_lazy as _

from pmo.tables import Choice, Column, Day, Link, Money, Month, Number, Percent, Related, Table, YesNo

from .models import Calendar, CalendarException, Currency, Department, ExchangeRate, Person, Rate, Vendor


class PersonTable(Table):
    model = Person
    columns = (
        Link("name"),
        Column("job_title", editable=True),
        Related("department", editable=True),
        Choice("kind"),
        Related("vendor", extra=True),
        Column("email"),
        Percent("working_share", editable=True),
        Day("starts_on", extra=True),
        Day("ends_on"),
    )
    default_order = ("sort_key",)
    bulk_fields = ("department", "kind", "vendor", "calendar", "working_share", "ends_on")


class RateTable(Table):
    model = Rate
    columns = (
        Link("rate", label=_("Rate"), shows_row=True),
        Related("person"),
        Day("valid_from"),
        Money("amount", currency="currency"),
    )
    default_order = ("person__sort_key", "-valid_from")


class DepartmentTable(Table):
    model = Department
    columns = (
        Link("name"),
        Column("code"),
        Related("parent"),
        Related("manager"),
        Column("cost_centre", editable=True),
    )
    default_order = ("sort_key",)
    bulk_fields = ("parent", "manager")


class VendorTable(Table):
    model = Vendor
    columns = (
        Link("name"),
        Column("code"),
        Column("country", editable=True),
        Column("email"),
        Column("phone"),
        YesNo("is_customer"),
    )
    default_order = ("sort_key",)
    bulk_fields = ("country", "is_customer")


class CalendarTable(Table):
    model = Calendar
    columns = (Link("name"), Column("country"), YesNo("is_default"))
    default_order = ("sort_key",)


class CalendarExceptionTable(Table):
    model = CalendarException
    columns = (
        Link("exception", label=_("Exception"), shows_row=True),
        Related("calendar"),
        Day("first_day"),
        Day("last_day"),
    )
    default_order = ("-first_day",)


class CurrencyTable(Table):
    model = Currency
    columns = (Link("code"), Column("name"), Column("symbol"))
    default_order = ("code",)


class ExchangeRateTable(Table):
    model = ExchangeRate
    columns = (
        Link("quote", label=_("Rate"), shows_row=True),
        Related("currency"),
        Month("month"),
        Number("rate", decimals=6),
    )
    default_order = ("-month",)
