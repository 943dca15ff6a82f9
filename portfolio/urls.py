"""Addresses of strategy and steering."""

from django.urls import path

from pmo.pages import ObjectPages

from . import filters, forms, tables, views
from .models import Committee, Envelope, Kpi, KpiValue, Objective, Portfolio, Programme, Session, TradingPeriod

app_name = "portfolio"

portfolio_pages = ObjectPages(
    Portfolio,
    table=tables.PortfolioTable,
    filterset=filters.PortfolioFilterSet,
    form=forms.PortfolioForm,
    slug="portfolios",
    icon="briefcase-2",
    section="steer",
    order=20,
)
programme_pages = ObjectPages(
    Programme,
    table=tables.ProgrammeTable,
    filterset=filters.ProgrammeFilterSet,
    form=forms.ProgrammeForm,
    slug="programmes",
    icon="stack-2",
    section="steer",
    order=25,
    parent="portfolio",
    tab=20,
)
envelope_pages = ObjectPages(
    Envelope,
    table=tables.EnvelopeTable,
    filterset=filters.EnvelopeFilterSet,
    form=forms.EnvelopeForm,
    slug="envelopes",
    icon="wallet",
    section="money",
    order=5,
    parent="portfolio",
    tab=30,
)
objective_pages = ObjectPages(
    Objective,
    table=tables.ObjectiveTable,
    filterset=filters.ObjectiveFilterSet,
    form=forms.ObjectiveForm,
    slug="objectives",
    icon="target-arrow",
    section="steer",
    order=30,
)
committee_pages = ObjectPages(
    Committee,
    table=tables.CommitteeTable,
    filterset=filters.CommitteeFilterSet,
    form=forms.CommitteeForm,
    slug="committees",
    icon="users-group",
    section="steer",
    order=34,
)
session_pages = ObjectPages(
    Session,
    table=tables.SessionTable,
    filterset=filters.SessionFilterSet,
    form=forms.SessionForm,
    slug="sessions",
    icon="calendar-event",
    section="steer",
    order=36,
    parent="committee",
    tab=10,
)
kpi_pages = ObjectPages(
    Kpi,
    table=tables.KpiTable,
    filterset=filters.KpiFilterSet,
    form=forms.KpiForm,
    slug="kpis",
    icon="chart-line",
    section="steer",
    order=50,
    views={"detail": views.KpiDetail},
)
kpi_value_pages = ObjectPages(
    KpiValue,
    table=tables.KpiValueTable,
    filterset=filters.KpiValueFilterSet,
    form=forms.KpiValueForm,
    slug="kpi-values",
    icon="chart-dots",
    parent="kpi",
    tabs=(("kpi", 10), ("project", 60)),
)
trading_period_pages = ObjectPages(
    TradingPeriod,
    table=tables.TradingPeriodTable,
    filterset=filters.TradingPeriodFilterSet,
    form=forms.TradingPeriodForm,
    slug="trading-calendar",
    icon="calendar-dollar",
    section="steer",
    order=60,
)

urlpatterns = [
    *portfolio_pages.urls(),
    *programme_pages.urls(),
    *envelope_pages.urls(),
    *objective_pages.urls(),
    *committee_pages.urls(),
    *session_pages.urls(),
    path("kpis/<int:pk>/chart/", views.KpiChart.as_view(), name="kpi-chart"),
    *kpi_pages.urls(),
    *kpi_value_pages.urls(),
    *trading_period_pages.urls(),
]
