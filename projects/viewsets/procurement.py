"""API routes of tenders, quotes, orders and business cases."""

from pmo.api.registry import route
from pmo.api.viewsets import ObjectViewSet

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


@route("tenders")
class TenderViewSet(ObjectViewSet):
    serializer_class = TenderSerializer
    filterset_class = TenderFilterSet


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
class PurchaseOrderViewSet(ObjectViewSet):
    serializer_class = PurchaseOrderSerializer
    filterset_class = PurchaseOrderFilterSet


@route("receipts")
class ReceiptViewSet(ObjectViewSet):
    serializer_class = ReceiptSerializer
    filterset_class = ReceiptFilterSet


@route("penalties")
class PenaltyViewSet(ObjectViewSet):
    serializer_class = PenaltySerializer
    filterset_class = PenaltyFilterSet


@route("approval-limits")
class ApprovalLimitViewSet(ObjectViewSet):
    serializer_class = ApprovalLimitSerializer
    filterset_class = ApprovalLimitFilterSet


@route("business-cases")
class BusinessCaseViewSet(ObjectViewSet):
    serializer_class = BusinessCaseSerializer
    filterset_class = BusinessCaseFilterSet


@route("business-case-lines")
class BusinessCaseLineViewSet(ObjectViewSet):
    serializer_class = BusinessCaseLineSerializer
    filterset_class = BusinessCaseLineFilterSet
