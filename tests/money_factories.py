"""Factories of tenders, orders and business cases. The smallest valid row each, as in `tests.factories`."""

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from projects.models import (
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
from tests.factories import TODAY, ProjectFactory, VendorFactory

SAME_PROJECT = factory.SelfAttribute("..project")


class TenderFactory(DjangoModelFactory):
    class Meta:
        model = Tender

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda number: f"Tender {number}")


class TenderCriterionFactory(DjangoModelFactory):
    class Meta:
        model = TenderCriterion

    project = factory.SubFactory(ProjectFactory)
    tender = factory.SubFactory(TenderFactory, project=SAME_PROJECT)
    name = factory.Sequence(lambda number: f"Criterion {number}")


class QuoteFactory(DjangoModelFactory):
    class Meta:
        model = Quote

    project = factory.SubFactory(ProjectFactory)
    tender = factory.SubFactory(TenderFactory, project=SAME_PROJECT)
    vendor = factory.SubFactory(VendorFactory)
    received_on = TODAY
    amount = Decimal("1000")


class QuoteScoreFactory(DjangoModelFactory):
    class Meta:
        model = QuoteScore

    project = factory.SubFactory(ProjectFactory)
    quote = factory.SubFactory(QuoteFactory, project=SAME_PROJECT)
    criterion = factory.SubFactory(
        TenderCriterionFactory, project=SAME_PROJECT, tender=factory.SelfAttribute("..quote.tender")
    )
    score = Decimal("3")


class PurchaseOrderFactory(DjangoModelFactory):
    class Meta:
        model = PurchaseOrder

    project = factory.SubFactory(ProjectFactory)
    label = factory.Sequence(lambda number: f"Order {number}")
    vendor = factory.SubFactory(VendorFactory)
    amount = Decimal("1000")


class ReceiptFactory(DjangoModelFactory):
    class Meta:
        model = Receipt

    project = factory.SubFactory(ProjectFactory)
    order = factory.SubFactory(PurchaseOrderFactory, project=SAME_PROJECT)
    label = factory.Sequence(lambda number: f"Receipt {number}")
    received_on = TODAY
    amount = Decimal("400")


class PenaltyFactory(DjangoModelFactory):
    class Meta:
        model = Penalty

    project = factory.SubFactory(ProjectFactory)
    order = factory.SubFactory(PurchaseOrderFactory, project=SAME_PROJECT)
    applied_on = TODAY
    amount = Decimal("50")
    reason = factory.Sequence(lambda number: f"Delay {number}")


class ApprovalLimitFactory(DjangoModelFactory):
    class Meta:
        model = ApprovalLimit

    role = "finance_controller"
    up_to = Decimal("50000")


class BusinessCaseFactory(DjangoModelFactory):
    class Meta:
        model = BusinessCase

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda number: f"Case {number}")


class BusinessCaseLineFactory(DjangoModelFactory):
    class Meta:
        model = BusinessCaseLine

    project = factory.SubFactory(ProjectFactory)
    business_case = factory.SubFactory(BusinessCaseFactory, project=SAME_PROJECT)
    year = TODAY.year
    amount = Decimal("100")
