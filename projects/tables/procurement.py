"""Columns of lists of tenders, quotes, orders and business cases."""

from django.utils.translation import gettext_lazy as _

from pmo.tables import Choice, Column, Day, Link, Money, Number, Percent, Related, Table, YesNo

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
from .facts import PROJECT_CURRENCY


class TenderTable(Table):
    model = Tender
    columns = (
        Link("name"),
        Related("project"),
        Choice("state", editable=True),
        Day("opens_on", editable=True),
        Day("closes_on", editable=True),
        Related("chosen", label=_("Chosen quote")),
        Related("owner", editable=True),
    )
    default_order = ("project__sort_key", "-opens_on")
    bulk_fields = ("state", "owner", "closes_on")


class TenderCriterionTable(Table):
    model = TenderCriterion
    columns = (
        Link("name"),
        Related("tender"),
        Number("weight", editable=True),
        YesNo("is_price"),
    )
    default_order = ("tender__sort_key", "-weight")
    bulk_fields = ("weight",)


class QuoteTable(Table):
    model = Quote
    columns = (
        Link("quote", label=_("Quote"), shows_row=True),
        Related("tender"),
        Number("round"),
        Money("amount", currency="tender__currency"),
        Choice("state"),
        Day("received_on"),
        Day("valid_until", editable=True),
    )
    default_order = ("tender__sort_key", "vendor__sort_key", "round")
    bulk_fields = ("valid_until",)


class QuoteScoreTable(Table):
    model = QuoteScore
    columns = (
        Link("score_of", label=_("Score"), shows_row=True),
        Related("criterion"),
        Number("score", editable=True),
        Column("comment", editable=True),
    )
    default_order = ("quote__vendor__sort_key", "pk")
    bulk_fields = ("score",)


class PurchaseOrderTable(Table):
    model = PurchaseOrder
    columns = (
        Link("order", label=_("Order"), shows_row=True),
        Related("project"),
        Related("vendor"),
        Choice("state"),
        Money("amount", currency=PROJECT_CURRENCY),
        Day("ordered_on"),
        Day("due_on", editable=True),
        Choice("nature", extra=True),
        Choice("category", extra=True),
    )
    default_order = ("project__sort_key", "-ordered_on")
    bulk_fields = ("due_on",)


class ReceiptTable(Table):
    model = Receipt
    columns = (
        Link("label", shows_row=True),
        Related("order"),
        Day("received_on"),
        Money("amount", currency=PROJECT_CURRENCY),
        YesNo("is_accepted"),
    )
    default_order = ("project__sort_key", "-received_on")
    bulk_fields = ("received_on",)


class PenaltyTable(Table):
    model = Penalty
    columns = (
        Link("reason", shows_row=True),
        Related("order"),
        Day("applied_on"),
        Money("amount", currency=PROJECT_CURRENCY),
        YesNo("is_waived", editable=True),
    )
    default_order = ("project__sort_key", "-applied_on")
    bulk_fields = ("is_waived",)


class ApprovalLimitTable(Table):
    model = ApprovalLimit
    columns = (
        Link("role_name", label=_("Role"), shows_row=True),
        Number("up_to", editable=True),
    )
    default_order = ("up_to",)
    bulk_fields = ("up_to",)


class BusinessCaseTable(Table):
    model = BusinessCase
    columns = (
        Link("name"),
        Related("project"),
        Number("number"),
        Percent("discount_rate", editable=True),
        Day("frozen_on"),
        Related("decision"),
    )
    default_order = ("project__sort_key", "-number")
    bulk_fields = ("discount_rate",)


class BusinessCaseLineTable(Table):
    model = BusinessCaseLine
    columns = (
        Link("line", label=_("Line"), shows_row=True),
        Related("business_case"),
        Choice("kind", editable=True),
        Number("year", grouped=False),
        Choice("nature", extra=True),
        Money("amount", currency=PROJECT_CURRENCY, editable=True),
    )
    default_order = ("business_case__sort_key", "year")
    bulk_fields = ("kind", "nature")
