"""Wire shape of tenders, quotes, orders and business cases."""

from pmo.api.labels import label
from pmo.api.serializers import ObjectSerializer

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

label(Quote, "vendor__name", "round")
label(QuoteScore, "criterion__name", "score")
label(ApprovalLimit, "role")
label(BusinessCaseLine, "year", "label")
label(PurchaseOrder, "number", "label")
label(Receipt, "label")
label(Penalty, "reason")


class TenderSerializer(ObjectSerializer):
    class Meta:
        model = Tender
        read_only_fields = ("chosen", "reason", "chosen_on", "approved_by", "approved_on")


class TenderCriterionSerializer(ObjectSerializer):
    class Meta:
        model = TenderCriterion


class QuoteSerializer(ObjectSerializer):
    class Meta:
        model = Quote
        read_only_fields = ("state",)


class QuoteScoreSerializer(ObjectSerializer):
    class Meta:
        model = QuoteScore


class PurchaseOrderSerializer(ObjectSerializer):
    class Meta:
        model = PurchaseOrder
        read_only_fields = ("state", "approved_by", "approved_on", "answer", "ended_on")


class ReceiptSerializer(ObjectSerializer):
    class Meta:
        model = Receipt
        read_only_fields = ("is_accepted", "accepted_on", "accepted_by")


class PenaltySerializer(ObjectSerializer):
    class Meta:
        model = Penalty


class ApprovalLimitSerializer(ObjectSerializer):
    class Meta:
        model = ApprovalLimit


class BusinessCaseSerializer(ObjectSerializer):
    class Meta:
        model = BusinessCase
        read_only_fields = ("frozen_on",)


class BusinessCaseLineSerializer(ObjectSerializer):
    class Meta:
        model = BusinessCaseLine
