"""API routes of tenders, quotes, orders and business cases."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from pmo.access import may
from pmo.api.registry import route
from pmo.api.verbs import verb
from pmo.api.viewsets import ObjectViewSet

from .. import services
from ..filters import (
    ApprovalLimitFilterSet,
    BusinessCaseFilterSet,
    BusinessCaseLineFilterSet,
    PenaltyFilterSet,
    PurchaseOrderFilterSet,
    QuoteFilterSet,
    QuoteScoreFilterSet,
    ReceiptFilterSet,
    TenderCriterionFilterSet,
    TenderFilterSet,
)
from ..models import Decision, Quote
from ..serializers import (
    ApprovalLimitSerializer,
    BusinessCaseLineSerializer,
    BusinessCaseSerializer,
    PenaltySerializer,
    PurchaseOrderSerializer,
    QuoteScoreSerializer,
    QuoteSerializer,
    ReceiptSerializer,
    TenderCriterionSerializer,
    TenderSerializer,
)
from ..serializers.procurement import (
    AcceptedSerializer,
    CaseCopiedSerializer,
    CaseFrozenSerializer,
    OnSerializer,
    OnWithReasonSerializer,
    OrderApprovedSerializer,
    OrderArrangedSerializer,
    QuoteChosenSerializer,
    ReasonSerializer,
)
from .procurement_readings import BalanceRoute, ComparisonRoute, FiguresRoute


@route("tenders")
class TenderViewSet(ComparisonRoute, ObjectViewSet):
    serializer_class = TenderSerializer
    filterset_class = TenderFilterSet

    @verb(body=QuoteChosenSerializer, summary="Choose a quote with its reason; a draft order comes of it")
    def choose(self, row, *, quote, **values):
        if not may(self.request.user, "add", row):
            raise PermissionDenied
        return services.choose_quote(
            self.request.user, tender=row, quote=seen(self.request.user, Quote, "quote", quote), **values
        )

    @verb(body=ReasonSerializer, summary="Take the choice back while nothing is ordered")
    def reopen(self, row, **values):
        return services.reopen_tender(self.request.user, tender=row, **values)


@route("tender-criteria")
class TenderCriterionViewSet(ObjectViewSet):
    serializer_class = TenderCriterionSerializer
    filterset_class = TenderCriterionFilterSet


@route("quotes")
class QuoteViewSet(ObjectViewSet):
    serializer_class = QuoteSerializer
    filterset_class = QuoteFilterSet


@route("quote-scores")
class QuoteScoreViewSet(ObjectViewSet):
    serializer_class = QuoteScoreSerializer
    filterset_class = QuoteScoreFilterSet


@route("orders")
class PurchaseOrderViewSet(BalanceRoute, ObjectViewSet):
    serializer_class = PurchaseOrderSerializer
    filterset_class = PurchaseOrderFilterSet

    @verb(body=OnSerializer, summary="Order it, or let it wait for somebody who may approve that amount")
    def place(self, row, **values):
        return services.place_order(self.request.user, order=row, **values)

    @verb("view", OrderApprovedSerializer, summary="Approve a waiting order; for whom a limit reaches its amount")
    def approve(self, row, **values):
        return services.approve_order(self.request.user, order=row, **values)

    @verb("view", OnWithReasonSerializer, summary="Give a waiting order back with the reason")
    def refuse(self, row, **values):
        return services.refuse_order(self.request.user, order=row, **values)

    @verb(body=OrderArrangedSerializer, summary="Its number and the day of delivery")
    def arrange(self, row, **values):
        return services.arrange_order(self.request.user, order=row, **values)

    @verb(body=OnSerializer, summary="Close the order; what was not invoiced is released")
    def close(self, row, **values):
        return services.close_order(self.request.user, order=row, **values)

    @verb(body=OnWithReasonSerializer, summary="Cancel the order while nothing of it was accepted or invoiced")
    def cancel(self, row, **values):
        return services.cancel_order(self.request.user, order=row, **values)


@route("receipts")
class ReceiptViewSet(ObjectViewSet):
    serializer_class = ReceiptSerializer
    filterset_class = ReceiptFilterSet

    @verb(body=AcceptedSerializer, summary="Sign the acceptance report, with reservations if any")
    def accept(self, row, **values):
        return services.accept_receipt(self.request.user, receipt=row, **values)

    @verb(body=ReasonSerializer, summary="Take the acceptance back while the order runs")
    def withdraw(self, row, **values):
        return services.withdraw_acceptance(self.request.user, receipt=row, **values)


@route("penalties")
class PenaltyViewSet(ObjectViewSet):
    serializer_class = PenaltySerializer
    filterset_class = PenaltyFilterSet


@route("approval-limits")
class ApprovalLimitViewSet(ObjectViewSet):
    serializer_class = ApprovalLimitSerializer
    filterset_class = ApprovalLimitFilterSet


@route("business-cases")
class BusinessCaseViewSet(FiguresRoute, ObjectViewSet):
    serializer_class = BusinessCaseSerializer
    filterset_class = BusinessCaseFilterSet

    @verb(body=CaseFrozenSerializer, summary="Freeze the business case, for a decision if there is one")
    def freeze(self, row, *, decision, **values):
        decided = seen(self.request.user, Decision, "decision", decision) if decision else None
        return services.freeze_case(self.request.user, case=row, decision=decided, **values)

    @verb(body=CaseCopiedSerializer, summary="A next version with the same lines")
    def copy(self, row, **values):
        return services.copy_case(self.request.user, case=row, **values)


@route("business-case-lines")
class BusinessCaseLineViewSet(ObjectViewSet):
    serializer_class = BusinessCaseLineSerializer
    filterset_class = BusinessCaseLineFilterSet


def seen(user, model, name: str, pk: int):
    """The row that a body names, if the user may see it. Raises ValidationError."""
    found = model._default_manager.allowed(user).filter(pk=pk).first()
    if found is None:
        raise ValidationError({name: _("This object does not exist, or you may not see it.")})
    return found
