"""What a user types about tenders, quotes, orders and business cases."""

from pmo.forms import object_form

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

TenderForm = object_form(
    Tender, (("", ("name", "project", "description", "state", "opens_on", "closes_on", "currency", "owner")),)
)
TenderCriterionForm = object_form(TenderCriterion, (("", ("name", "project", "tender", "weight", "is_price")),))
QuoteForm = object_form(
    Quote,
    (
        (
            "",
            (
                "project",
                "tender",
                "vendor",
                "round",
                "reference",
                "received_on",
                "valid_until",
                "amount",
                "vat_rate",
                "scope",
                "scope_amount",
            ),
        ),
    ),
)
QuoteScoreForm = object_form(QuoteScore, (("", ("project", "quote", "criterion", "score", "comment")),))
PurchaseOrderForm = object_form(
    PurchaseOrder,
    (
        (
            "",
            (
                "label",
                "number",
                "project",
                "vendor",
                "tender",
                "quote",
                "ordered_on",
                "due_on",
                "amount",
                "vat_rate",
                "category",
                "nature",
                "purpose",
            ),
        ),
    ),
)
ReceiptForm = object_form(Receipt, (("", ("label", "project", "order", "received_on", "amount", "reservations")),))
PenaltyForm = object_form(Penalty, (("", ("reason", "project", "order", "applied_on", "amount", "is_waived")),))
ApprovalLimitForm = object_form(ApprovalLimit, (("", ("role", "up_to")),))
BusinessCaseForm = object_form(
    BusinessCase, (("", ("name", "project", "number", "discount_rate", "assumptions", "decision")),)
)
BusinessCaseLineForm = object_form(
    BusinessCaseLine, (("", ("project", "business_case", "kind", "year", "label", "nature", "amount")),)
)
