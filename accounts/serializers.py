"""Wire shape of people, roles and calendars."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from pmo.api.fields import KnownChoiceField
from pmo.api.guards import ACCOUNT
from pmo.api.labels import label
from pmo.api.serializers import ObjectSerializer
from pmo.roles import RoleName

from .choices import MailKind
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

label(User, "name", "email", join=lambda name, email: name or email)
label(Currency, "code")


class SpanField(serializers.ListField):
    """[start, end] of work, in minutes after midnight."""

    child = serializers.IntegerField(min_value=0, max_value=24 * 60)
    default_error_messages = {"order": _("The end must be after the start.")}

    def __init__(self, **options):
        super().__init__(min_length=2, max_length=2, **options)

    def to_internal_value(self, data):
        span = super().to_internal_value(data)
        # How many there are is checked after this.
        if len(span) == 2 and span[1] <= span[0]:
            self.fail("order")
        return span


def spans(**options) -> serializers.ListField:
    return serializers.ListField(child=SpanField(), max_length=48, **options)


class UserSerializer(ObjectSerializer):
    mail_kinds = serializers.ListField(child=KnownChoiceField(choices=MailKind.choices), required=False)

    class Meta:
        model = User
        read_only_fields = ("email", "is_active", "is_integration")


class PersonSerializer(ObjectSerializer):
    class Meta:
        model = Person
        guards = {"user": ACCOUNT}


class DepartmentSerializer(ObjectSerializer):
    class Meta:
        model = Department


class VendorSerializer(ObjectSerializer):
    class Meta:
        model = Vendor


class MembershipSerializer(ObjectSerializer):
    class Meta:
        model = Membership
        read_only_fields = ("granted_by", "delegated_by")


class InvitationSerializer(ObjectSerializer):
    email = serializers.EmailField(max_length=254)
    role = KnownChoiceField(choices=RoleName.choices)

    class Meta:
        model = Invitation
        omit = ("secret_hash",)
        read_only_fields = ("invited_by", "sent_at", "expires_at", "accepted_at", "revoked_at", "created_at")


class RateSerializer(ObjectSerializer):
    class Meta:
        model = Rate


class CalendarSerializer(ObjectSerializer):
    week = serializers.ListField(child=spans(), min_length=7, max_length=7, required=False)

    class Meta:
        model = Calendar


class CalendarExceptionSerializer(ObjectSerializer):
    spans = spans(required=False)

    class Meta:
        model = CalendarException


class CurrencySerializer(ObjectSerializer):
    class Meta:
        model = Currency


class ExchangeRateSerializer(ObjectSerializer):
    class Meta:
        model = ExchangeRate


class AccessTokenSerializer(ObjectSerializer):
    class Meta:
        model = AccessToken
        omit = ("secret_hash",)
