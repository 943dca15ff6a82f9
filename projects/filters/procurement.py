"""What tenders, quotes, orders and business cases are filtered by."""

from pmo.filters import ObjectFilterSet

from ..models import (
    ApprovalLimit,
    BusinessCase,
    BusinessCaseLine,
    Penalty,
    PurchaseOrder,
    Quote,
    QuoteScore,
    Receipt,
    Tender,
    TenderCriterion,
)
from .facts import PORTFOLIO_OF_PROJECT, FactFilterSet


class TenderFilterSet(FactFilterSet):
    class Meta:
        model = Tender
        fields = ("project", "state", "owner", "opens_on", "closes_on")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("name", "description")


class TenderCriterionFilterSet(FactFilterSet):
    class Meta:
        model = TenderCriterion
        fields = ("project", "tender")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("name",)


class QuoteFilterSet(FactFilterSet):
    class Meta:
        model = Quote
        fields = ("project", "tender", "vendor", "state", "round", "valid_until")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("reference", "scope", "vendor__name")


class QuoteScoreFilterSet(FactFilterSet):
    class Meta:
        model = QuoteScore
        fields = ("project", "quote", "criterion")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("comment",)


class PurchaseOrderFilterSet(FactFilterSet):
    class Meta:
        model = PurchaseOrder
        fields = ("project", "vendor", "tender", "state", "nature", "category", "ordered_on", "due_on")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("number", "label", "vendor__name")


class ReceiptFilterSet(FactFilterSet):
    class Meta:
        model = Receipt
        fields = ("project", "order", "is_accepted", "received_on")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("label", "reservations")


class PenaltyFilterSet(FactFilterSet):
    class Meta:
        model = Penalty
        fields = ("project", "order", "is_waived", "applied_on")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("reason",)


class ApprovalLimitFilterSet(ObjectFilterSet):
    class Meta:
        model = ApprovalLimit
        fields = ("role",)
        search_fields = ("role",)


class BusinessCaseFilterSet(FactFilterSet):
    class Meta:
        model = BusinessCase
        fields = ("project", "decision", "frozen_on")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("name", "assumptions")


class BusinessCaseLineFilterSet(FactFilterSet):
    class Meta:
        model = BusinessCaseLine
        fields = ("project", "business_case", "kind", "year", "nature")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("label",)
