"""What a user types about people, departments, vendors, calendars and currencies."""

from django.utils.translation import gettext_lazy as _

from pmo.forms import object_form

from .models import Calendar, CalendarException, Currency, Department, ExchangeRate, Person, Rate, Vendor
from .working_hours import HoursField, WeekField

PersonForm = object_form(
    Person,
    (
        ("", ("name", "email", "kind", "department", "vendor", "job_title")),
        (_("Working time"), ("calendar", "working_share", "starts_on", "ends_on")),
    ),
)
RateForm = object_form(Rate, (("", ("person", "valid_from", "amount", "currency")),))
DepartmentForm = object_form(Department, (("", ("name", "code", "parent", "manager", "cost_centre")),))
VendorForm = object_form(Vendor, (("", ("name", "code", "country", "email", "phone", "is_customer", "note")),))
CalendarForm = object_form(
    Calendar,
    (("", ("name", "country", "is_default", "week")),),
    week=WeekField(
        label=_("Week"),
        help_text=_("One line a day: name, colon, times as 09:00-12:30, 14:00-17:30. No line, no work."),
    ),
)
CalendarExceptionForm = object_form(
    CalendarException,
    (("", ("calendar", "label", "first_day", "last_day", "spans")),),
    spans=HoursField(
        label=_("Working spans"), required=False, help_text=_("For example 09:00-12:30, 14:00-17:30. Empty: no work.")
    ),
)
CurrencyForm = object_form(Currency, (("", ("code", "name", "symbol")),))
ExchangeRateForm = object_form(ExchangeRate, (("", ("currency", "month", "rate")),))
