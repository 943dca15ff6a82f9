"""Addresses of tenders, quotes, orders and business cases."""

from django.urls import path

from pmo.pages import ObjectPages

from . import filters, forms, tables
from . import verbs_of_money as verbs
from .models import (
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
from .views import business_cases, criteria, money, procurement

tender_pages = ObjectPages(
    Tender,
    table=tables.TenderTable,
    filterset=filters.TenderFilterSet,
    form=forms.TenderForm,
    slug="tenders",
    icon="gavel",
    section="money",
    order=40,
    parent="project",
    tab=36,
    views={"detail": procurement.TenderDetail},
    verbs=(verbs.ChooseQuote, verbs.ReopenTender),
)
tender_criterion_pages = ObjectPages(
    TenderCriterion,
    table=tables.TenderCriterionTable,
    filterset=filters.TenderCriterionFilterSet,
    form=forms.TenderCriterionForm,
    slug="tender-criteria",
    icon="scale",
    parent="tender",
    tab=20,
)
quote_pages = ObjectPages(
    Quote,
    table=tables.QuoteTable,
    filterset=filters.QuoteFilterSet,
    form=forms.QuoteForm,
    slug="quotes",
    icon="file-dollar",
    parent="tender",
    tab=10,
)
quote_score_pages = ObjectPages(
    QuoteScore,
    table=tables.QuoteScoreTable,
    filterset=filters.QuoteScoreFilterSet,
    form=forms.QuoteScoreForm,
    slug="quote-scores",
    icon="star",
    tabs=(("quote", 10),),
)
purchase_order_pages = ObjectPages(
    PurchaseOrder,
    table=tables.PurchaseOrderTable,
    filterset=filters.PurchaseOrderFilterSet,
    form=forms.PurchaseOrderForm,
    slug="orders",
    icon="shopping-cart",
    section="money",
    order=45,
    parent="project",
    tab=37,
    views={"detail": procurement.OrderDetail},
    verbs=(
        verbs.PlaceOrder,
        verbs.ApproveOrder,
        verbs.RefuseOrder,
        verbs.ArrangeOrder,
        verbs.CloseOrder,
        verbs.CancelOrder,
    ),
)
receipt_pages = ObjectPages(
    Receipt,
    table=tables.ReceiptTable,
    filterset=filters.ReceiptFilterSet,
    form=forms.ReceiptForm,
    slug="receipts",
    icon="package-import",
    parent="order",
    tab=10,
    views={"detail": procurement.ReceiptDetail},
    verbs=(verbs.AcceptReceipt, verbs.WithdrawAcceptance),
)
penalty_pages = ObjectPages(
    Penalty,
    table=tables.PenaltyTable,
    filterset=filters.PenaltyFilterSet,
    form=forms.PenaltyForm,
    slug="penalties",
    icon="alert-circle",
    parent="order",
    tab=20,
)
approval_limit_pages = ObjectPages(
    ApprovalLimit,
    table=tables.ApprovalLimitTable,
    filterset=filters.ApprovalLimitFilterSet,
    form=forms.ApprovalLimitForm,
    slug="approval-limits",
    icon="checks",
    section="administer",
    order=60,
)
business_case_pages = ObjectPages(
    BusinessCase,
    table=tables.BusinessCaseTable,
    filterset=filters.BusinessCaseFilterSet,
    form=forms.BusinessCaseForm,
    slug="business-cases",
    icon="chart-line",
    parent="project",
    tab=38,
    views={"detail": business_cases.BusinessCaseDetail},
    verbs=(verbs.FreezeCase, verbs.CopyCase),
)
business_case_line_pages = ObjectPages(
    BusinessCaseLine,
    table=tables.BusinessCaseLineTable,
    filterset=filters.BusinessCaseLineFilterSet,
    form=forms.BusinessCaseLineForm,
    slug="business-case-lines",
    icon="list",
    parent="business_case",
    tab=10,
)

urlpatterns = [
    path("projects/<int:pk>/money/", money.MoneyPage.as_view(), name="project-money"),
    path("projects/<int:pk>/money/curve/", money.MoneyCurve.as_view(), name="project-money-curve"),
    path("projects/<int:pk>/money/forecast/", money.ForecastEntry.as_view(), name="project-money-forecast"),
    path("tenders/<int:pk>/comparison/", procurement.TenderComparison.as_view(), name="tender-comparison"),
    path("tenders/<int:pk>/criteria/", criteria.CriteriaEntry.as_view(), name="tender-criteria"),
    path("business-cases/<int:pk>/chart/", business_cases.BusinessCaseChart.as_view(), name="business-case-chart"),
    path(
        "business-cases/<int:pk>/comparison/",
        business_cases.BusinessCaseComparison.as_view(),
        name="business-case-comparison",
    ),
    *tender_pages.urls(),
    *tender_criterion_pages.urls(),
    *quote_pages.urls(),
    *quote_score_pages.urls(),
    *purchase_order_pages.urls(),
    *receipt_pages.urls(),
    *penalty_pages.urls(),
    *approval_limit_pages.urls(),
    *business_case_pages.urls(),
    *business_case_line_pages.urls(),
]
