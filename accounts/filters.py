"""Filters of people, roles and calendars, one FilterSet per object for page and API."""

from pmo.filters import ObjectFilterSet

from .models import (
    AccessToken,
    Calendar,
    CalendarException,
    Currency,
    Department,
    ExchangeRate,
    Invitation,
    Membership,
    Person,
    Rate,
    User,
    Vendor,
)


class UserFilterSet(ObjectFilterSet):
    class Meta:
        model = User
        fields = ("email", "is_active", "is_integration")
        search_fields = ("name", "email")


class PersonFilterSet(ObjectFilterSet):
    class Meta:
        model = Person
        fields = ("email", "kind", "department", "vendor", "calendar", "starts_on", "ends_on")
        search_fields = ("name", "email", "job_title")
        orderings = {"department": ("department__sort_key", "sort_key")}


class DepartmentFilterSet(ObjectFilterSet):
    class Meta:
        model = Department
        fields = ("code", "parent", "manager", "cost_centre")
        search_fields = ("name", "code")


class VendorFilterSet(ObjectFilterSet):
    class Meta:
        model = Vendor
        fields = ("code", "country", "is_customer")
        search_fields = ("name", "code")


class MembershipFilterSet(ObjectFilterSet):
    class Meta:
        model = Membership
        fields = ("user", "role", "department", "portfolio", "programme", "project", "starts_on", "ends_on")
        search_fields = ("user__name", "user__email")


class InvitationFilterSet(ObjectFilterSet):
    class Meta:
        model = Invitation
        fields = ("role", "invited_by", "expires_at", "accepted_at", "revoked_at")
        search_fields = ("email", "name")


class RateFilterSet(ObjectFilterSet):
    class Meta:
        model = Rate
        fields = ("person", "valid_from", "currency")
        search_fields = ("person__name",)


class CalendarFilterSet(ObjectFilterSet):
    class Meta:
        model = Calendar
        fields = ("country", "is_default")


class CalendarExceptionFilterSet(ObjectFilterSet):
    class Meta:
        model = CalendarException
        fields = ("calendar", "first_day", "last_day")
        search_fields = ("label",)


class CurrencyFilterSet(ObjectFilterSet):
    class Meta:
        model = Currency
        fields = ("code",)
        search_fields = ("code", "name")


class ExchangeRateFilterSet(ObjectFilterSet):
    class Meta:
        model = ExchangeRate
        fields = ("currency", "month")
        search_fields = ("currency__code", "currency__name")


class AccessTokenFilterSet(ObjectFilterSet):
    class Meta:
        model = AccessToken
        fields = ("scope", "expires_on")
