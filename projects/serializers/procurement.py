"""Wire shape of tenders, quotes, orders and business cases."""

from rest_framework import serializers

from pmo.api.labels import label
from pmo.api.serializers import ObjectSerializer
from pmo.api.verbs import VerbSerializer

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
        read_only_fields = ("state", "asked_by", "approved_by", "approved_on", "answer", "ended_on")


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


class QuoteChosenSerializer(VerbSerializer):
    """The quote, by its id, and why it is chosen. `on`: the day of the choice."""

    quote = serializers.IntegerField(min_value=1)
    reason = serializers.CharField(max_length=10_000)
    on = serializers.DateField()


class ReasonSerializer(VerbSerializer):
    """Why."""

    reason = serializers.CharField(max_length=10_000)


class OnSerializer(VerbSerializer):
    """The day."""

    on = serializers.DateField()


class OnWithReasonSerializer(OnSerializer):
    """The day, and why."""

    reason = serializers.CharField(max_length=10_000)


class OrderApprovedSerializer(OnSerializer):
    """The day, and a remark if there is one."""

    reason = serializers.CharField(max_length=10_000, allow_blank=True, default="")


class OrderArrangedSerializer(VerbSerializer):
    """The number of the order, and the day of its delivery."""

    number = serializers.CharField(max_length=60, allow_blank=True)
    due_on = serializers.DateField(allow_null=True)


class AcceptedSerializer(OnSerializer):
    """The day of the acceptance report, and its reservations."""

    reservations = serializers.CharField(max_length=10_000, allow_blank=True, default="")


class CaseFrozenSerializer(OnSerializer):
    """The day, and the id of the decision it is frozen for."""

    decision = serializers.IntegerField(min_value=1, allow_null=True, default=None)


class CaseCopiedSerializer(VerbSerializer):
    """What the next version is called."""

    name = serializers.CharField(max_length=250)


class ScoreSerializer(serializers.Serializer):
    criterion = serializers.IntegerField()
    score = serializers.DecimalField(3, 1, allow_null=True)


class RoundSerializer(serializers.Serializer):
    """One quote; amounts in the currency of the call. `validity`: expired, soon, valid or open."""

    quote = serializers.IntegerField()
    round = serializers.IntegerField()
    amount = serializers.DecimalField(18, 2)
    amount_with_vat = serializers.DecimalField(18, 2)
    comparable_amount = serializers.DecimalField(18, 2)
    validity = serializers.CharField()
    change_percent = serializers.DecimalField(8, 1, allow_null=True)


class ComparedSerializer(RoundSerializer):
    """The last offer of a vendor with its scores, and the rounds before, latest first."""

    vendor = serializers.JSONField()
    scores = ScoreSerializer(many=True)
    total = serializers.DecimalField(4, 2, allow_null=True)
    is_lowest = serializers.BooleanField()
    is_best = serializers.BooleanField()
    earlier = RoundSerializer(many=True)


class ComparisonSerializer(serializers.Serializer):
    """The quotes of a call for tender side by side."""

    tender = serializers.IntegerField()
    currency = serializers.CharField()
    on = serializers.DateField()
    offers = ComparedSerializer(many=True)


class BalanceSerializer(serializers.Serializer):
    """What is left of an order, in the currency of its project, excluding VAT."""

    currency = serializers.CharField()
    ordered = serializers.DecimalField(18, 2)
    received = serializers.DecimalField(18, 2)
    to_accept = serializers.DecimalField(18, 2)
    to_receive = serializers.DecimalField(18, 2)
    received_too_much = serializers.DecimalField(18, 2)
    invoiced = serializers.DecimalField(18, 2)
    to_invoice = serializers.DecimalField(18, 2)
    invoiced_too_much = serializers.DecimalField(18, 2)
    penalties = serializers.DecimalField(18, 2)
    committed = serializers.DecimalField(18, 2)


class CaseFiguresSerializer(serializers.Serializer):
    """Figures of a business case; null with the code of its reason in `reasons` where one cannot be calculated."""

    currency = serializers.CharField()
    costs = serializers.DecimalField(18, 2)
    gains = serializers.DecimalField(18, 2)
    net = serializers.DecimalField(18, 2)
    roi = serializers.DecimalField(12, 4, allow_null=True)
    npv = serializers.DecimalField(18, 2, allow_null=True)
    benefit_cost_ratio = serializers.DecimalField(12, 4, allow_null=True)
    payback = serializers.DecimalField(8, 2, allow_null=True)
    discounted_payback = serializers.DecimalField(8, 2, allow_null=True)
    irr = serializers.DecimalField(12, 4, allow_null=True)
    reasons = serializers.DictField(child=serializers.CharField())
