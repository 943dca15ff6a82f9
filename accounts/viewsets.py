"""API routes of people, roles and calendars."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from pmo.api.registry import route
from pmo.api.verbs import verb
from pmo.api.viewsets import ChangeViewSet, ObjectViewSet, ReadOnlyViewSet

from .filters import (
    AccessTokenFilterSet,
    CalendarExceptionFilterSet,
    CalendarFilterSet,
    CurrencyFilterSet,
    DepartmentFilterSet,
    ExchangeRateFilterSet,
    InvitationFilterSet,
    MembershipFilterSet,
    PersonFilterSet,
    RateFilterSet,
    UserFilterSet,
    VendorFilterSet,
)
from .models.membership import SCOPES
from .scopes import only_scope
from .serializers import (
    AccessTokenSerializer,
    CalendarExceptionSerializer,
    CalendarSerializer,
    CurrencySerializer,
    DepartmentSerializer,
    ExchangeRateSerializer,
    InvitationSerializer,
    MembershipSerializer,
    PersonSerializer,
    RateSerializer,
    UserSerializer,
    VendorSerializer,
)
from .services.invitations import invite, resend_invitation, revoke_invitation
from .services.roles import end_role, give_role
from .services.tokens import revoke_token


@route("users")
class UserViewSet(ChangeViewSet):
    """Users come by invitation; here they are read, and change their own preferences."""

    serializer_class = UserSerializer
    filterset_class = UserFilterSet


@route("people")
class PersonViewSet(ObjectViewSet):
    serializer_class = PersonSerializer
    filterset_class = PersonFilterSet


@route("departments")
class DepartmentViewSet(ObjectViewSet):
    serializer_class = DepartmentSerializer
    filterset_class = DepartmentFilterSet


@route("vendors")
class VendorViewSet(ObjectViewSet):
    serializer_class = VendorSerializer
    filterset_class = VendorFilterSet


@route("memberships")
class MembershipViewSet(ObjectViewSet):
    """Roles are given and ended, never changed or erased: the access review reads the ended ones."""

    serializer_class = MembershipSerializer
    filterset_class = MembershipFilterSet
    http_method_names = ("get", "head", "options", "post", "delete")
    bulk = None

    def refuse_without_any_right(self):
        """`give_role` decides."""

    def write(self, change):
        row = change.row
        scope = only_scope({name: getattr(row, name) for name in SCOPES})
        change.row = give_role(
            self.request.user, user=row.user, role=row.role, scope=scope, starts_on=row.starts_on, ends_on=row.ends_on
        )

    def destroy(self, request, pk, *args, **kwargs):
        end_role(request.user, membership=self.locked(pk, "view"))
        return HttpResponse(status=204)


@route("invitations")
class InvitationViewSet(ObjectViewSet):
    """Sent by POST, revoked by DELETE; the link goes by mail only and is shown nowhere."""

    serializer_class = InvitationSerializer
    filterset_class = InvitationFilterSet
    http_method_names = ("get", "head", "options", "post", "delete")
    bulk = None

    def get_queryset(self):
        return super().get_queryset().of_people()

    def refuse_without_any_right(self):
        """`invite` decides."""

    def write(self, change):
        row = change.row
        change.row = invite(
            self.request.user, email=row.email, name=row.name, role=row.role, ends_on=row.ends_on, person=row.person,
            scope=only_scope({name: getattr(row, name) for name in SCOPES}), language=row.language,
        )  # fmt: skip

    @verb("view", summary="Send a new link; the old one stops working")
    def resend(self, row):
        return resend_invitation(self.request.user, invitation=row)

    def destroy(self, request, pk, *args, **kwargs):
        with transaction.atomic():
            revoke_invitation(request.user, invitation=self.locked(pk, "view"))
        return HttpResponse(status=204)


@route("rates")
class RateViewSet(ObjectViewSet):
    serializer_class = RateSerializer
    filterset_class = RateFilterSet


@route("calendars")
class CalendarViewSet(ObjectViewSet):
    serializer_class = CalendarSerializer
    filterset_class = CalendarFilterSet


@route("calendar-exceptions")
class CalendarExceptionViewSet(ObjectViewSet):
    serializer_class = CalendarExceptionSerializer
    filterset_class = CalendarExceptionFilterSet


@route("currencies")
class CurrencyViewSet(ObjectViewSet):
    serializer_class = CurrencySerializer
    filterset_class = CurrencyFilterSet


@route("exchange-rates")
class ExchangeRateViewSet(ObjectViewSet):
    serializer_class = ExchangeRateSerializer
    filterset_class = ExchangeRateFilterSet


@route("access-tokens")
class AccessTokenViewSet(ReadOnlyViewSet):
    """One's own tokens, without their secrets. A token is created on a page; here it can be revoked."""

    serializer_class = AccessTokenSerializer
    filterset_class = AccessTokenFilterSet

    def get_queryset(self):
        return self.request.user.access_tokens.all()

    def destroy(self, request, pk, *args, **kwargs):
        revoke_token(request.user, token=get_object_or_404(self.get_queryset(), pk=pk))
        return HttpResponse(status=204)
