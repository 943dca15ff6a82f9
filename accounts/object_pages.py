"""Pages of people, departments, vendors, calendars and currencies."""

from pmo.pages import ObjectPages

from . import directory_forms as forms
from . import filters, tables, verbs
from .models import Calendar, CalendarException, Currency, Department, ExchangeRate, Person, Rate, Vendor

person_pages = ObjectPages(
    Person,
    table=tables.PersonTable,
    filterset=filters.PersonFilterSet,
    form=forms.PersonForm,
    slug="people",
    icon="users",
    section="people",
    order=10,
    parent="department",
    tab=10,
    verbs=(verbs.ErasePerson,),
)
department_pages = ObjectPages(
    Department,
    table=tables.DepartmentTable,
    filterset=filters.DepartmentFilterSet,
    form=forms.DepartmentForm,
    slug="departments",
    icon="hierarchy-2",
    section="people",
    order=50,
)
vendor_pages = ObjectPages(
    Vendor,
    table=tables.VendorTable,
    filterset=filters.VendorFilterSet,
    form=forms.VendorForm,
    slug="vendors",
    icon="building-store",
    section="money",
    order=50,
)
rate_pages = ObjectPages(
    Rate,
    table=tables.RateTable,
    filterset=filters.RateFilterSet,
    form=forms.RateForm,
    slug="rates",
    icon="currency-euro",
    section="money",
    order=60,
    parent="person",
    tab=40,
)
calendar_pages = ObjectPages(
    Calendar,
    table=tables.CalendarTable,
    filterset=filters.CalendarFilterSet,
    form=forms.CalendarForm,
    slug="calendars",
    icon="calendar",
    section="administer",
    order=40,
)
calendar_exception_pages = ObjectPages(
    CalendarException,
    table=tables.CalendarExceptionTable,
    filterset=filters.CalendarExceptionFilterSet,
    form=forms.CalendarExceptionForm,
    slug="calendar-exceptions",
    icon="calendar-off",
    parent="calendar",
    tab=10,
)
currency_pages = ObjectPages(
    Currency,
    table=tables.CurrencyTable,
    filterset=filters.CurrencyFilterSet,
    form=forms.CurrencyForm,
    slug="currencies",
    icon="coins",
    section="administer",
    order=50,
)
exchange_rate_pages = ObjectPages(
    ExchangeRate,
    table=tables.ExchangeRateTable,
    filterset=filters.ExchangeRateFilterSet,
    form=forms.ExchangeRateForm,
    slug="exchange-rates",
    icon="exchange",
    parent="currency",
    tab=10,
)
PAGES = (
    person_pages,
    department_pages,
    vendor_pages,
    rate_pages,
    calendar_pages,
    calendar_exception_pages,
    currency_pages,
    exchange_rate_pages,
)
urlpatterns = [route for pages in PAGES for route in pages.urls()]
