"""Filters of projects and their facts, one FilterSet per object for page and API."""

import django_filters
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmo.choices import Health
from pmo.filters import ObjectFilterSet, either

from ..choices import Dimension, ProjectStatus
from ..models import (
    Action,
    BudgetLine,
    CostEntry,
    Decision,
    Milestone,
    MilestoneForecast,
    ObjectiveLink,
    Project,
    ProjectSnapshot,
    ProjectState,
    StatusReport,
)
from ..models.snapshot import MEASURES_OF_MONEY
from ..watermelons import watermelons

HEALTH = ("health", "schedule_health", "cost_health", "scope_health", "resources_health", "risk_health")
# Facts of projects are also found by where their project stands.
PORTFOLIO_OF_PROJECT = {
    "portfolio": "project__portfolio",
    "programme": "project__programme",
    "is_archive": "project__portfolio__is_archive",
}


class CalculatedHealth(django_filters.MultipleChoiceFilter):
    """Any of several colours; a project that has not been measured yet counts as not reported."""

    def filter(self, qs, value):
        if not value:
            return qs
        unmeasured = Q(**{f"{self.field_name}__isnull": True}) if Health.NONE in value else Q()
        return qs.filter(Q(**{f"{self.field_name}__in": value}) | unmeasured)


def running(project: str = "") -> Q:
    """Projects that are under way, seen from a lookup to the project; templates are not."""
    return Q(**{f"{project}status__in": [ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD], f"{project}is_template": False})


class FactFilterSet(ObjectFilterSet):
    """Facts of projects: `running` leaves those of projects that are under way."""

    running = django_filters.BooleanFilter(method="of_running", label=_("Project under way"))

    def of_running(self, queryset, name, value):
        return queryset.filter(running("project__") if value else ~running("project__"))


class OfPortfolio(ObjectFilterSet):
    """Rows that hang on a project or directly on a portfolio: `portfolio` finds both, `programme` the former."""

    def in_portfolio(self, queryset, name, value):
        return queryset.filter(Q(portfolio__in=value) | Q(project__portfolio__in=value)) if value else queryset

    @classmethod
    def get_filters(cls):
        filters = super().get_filters()
        if "portfolio" in filters:
            filters["portfolio"].method = "in_portfolio"
        return filters


class ProjectFilterSet(ObjectFilterSet):
    health = CalculatedHealth("state__health", choices=Health.choices, label=_("Health"))
    running = django_filters.BooleanFilter(method="are_running", label=_("Under way"))

    report_late = django_filters.BooleanFilter(method="are_late_in_reporting", label=_("Status report overdue"))
    watermelon_in = django_filters.MultipleChoiceFilter(
        choices=Dimension.choices, method="are_watermelons", label=_("Watermelon in")
    )

    def are_running(self, queryset, name, value):
        return queryset.filter(running() if value else ~running())

    def are_late_in_reporting(self, queryset, name, value):
        return either(queryset, queryset.with_late_report(timezone.localdate()), value)

    def are_watermelons(self, queryset, name, value):
        return watermelons(queryset, value) if value else queryset

    class Meta:
        model = Project
        fields = (
            "code", "status", "stage", "type", "method", "priority", "portfolio", "programme", "manager", "sponsor",
            "department", "customer", "customer_company", "objectives", "planned_start", "planned_finish",
            "forecast_finish", "actual_finish", "confidential", "is_critical", "has_personal_data", "has_payment",
            "is_public_facing", "is_template",
        )  # fmt: skip
        paths = {name: f"state__{name}" for name in (*HEALTH[1:], "declared_health", "is_watermelon", "is_stale")} | {
            "is_archive": "portfolio__is_archive",
            "trend": "state__trend", "finish": "state__finish", "slip_days": "state__slip_days",
            "late_milestone_count": "state__late_milestone_count", "risk_score": "state__risk_score",
        }  # fmt: skip
        mine = ("manager__user", "sponsor__user", "memberships__user")
        search_fields = ("name", "code", "description")
        orderings = {
            "portfolio": ("portfolio__sort_key", "sort_key"), "manager": ("manager__sort_key", "sort_key"),
            # Worst first; `trouble` also leaves what is archived, a template or over to the end.
            "health": ("health_rank", "sort_key"), "declared_health": ("declared_rank", "sort_key"),
            "trouble": (
                "portfolio__is_archive", "is_template", "is_over", "health_rank", "-state__slip_days", "sort_key",
            ),
            "finish": ("state__finish", "sort_key"),
            "slip_days": ("state__slip_days", "sort_key"), "risk_score": ("state__risk_score", "sort_key"),
            # Columns of `for_reader`, empty where the reader may not see the money.
            "budget": ("visible_budget", "sort_key"), "forecast": ("visible_forecast", "sort_key"),
            "actual": ("visible_actual", "sort_key"), "overrun": ("visible_overrun", "sort_key"),
        }  # fmt: skip


class ObjectiveLinkFilterSet(ObjectFilterSet):
    class Meta:
        model = ObjectiveLink
        fields = ("project", "objective")
        search_fields = ("project__name", "objective__name")


class MilestoneFilterSet(FactFilterSet):
    late = django_filters.BooleanFilter(method="are_late", label=_("Late"))
    in_freeze = django_filters.BooleanFilter(method="are_in_freeze", label=_("Go-live in a release freeze"))

    def are_in_freeze(self, queryset, name, value):
        return queryset if value is None else queryset.with_freezes().filter(in_freeze=value)

    def are_late(self, queryset, name, value):
        """Not reached, and expected before the day for which the project's measures are computed."""
        late = queryset.alias(expected=Coalesce("forecast_date", "reference_date")).filter(
            actual_date__isnull=True, expected__lt=F("project__state__as_of")
        )
        return either(queryset, late, value)

    class Meta:
        model = Milestone
        fields = ("project", "owner", "is_go_live", "is_key", "reference_date", "forecast_date", "actual_date")
        paths = PORTFOLIO_OF_PROJECT
        mine = ("owner__user", "project__manager__user")
        search_fields = ("name", "note", "project__name")
        orderings = {"project": ("project__sort_key", "reference_date")}


class MilestoneForecastFilterSet(ObjectFilterSet):
    class Meta:
        model = MilestoneForecast
        fields = ("milestone", "project", "as_of")
        search_fields = ("milestone__name",)


class BudgetLineFilterSet(FactFilterSet):
    class Meta:
        model = BudgetLine
        fields = (
            "project", "budget_version", "number", "fiscal_year", "month", "category", "nature", "purpose", "vendor",
            "cost_centre", "account", "amount",
        )  # fmt: skip
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("label", "project__name", "cost_centre", "account")
        orderings = {"project": ("project__sort_key", "fiscal_year")}


class CostEntryFilterSet(FactFilterSet):
    class Meta:
        model = CostEntry
        fields = (
            "project", "kind", "month", "category", "nature", "purpose", "vendor", "document_number", "source",
            "amount",
        )  # fmt: skip
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("label", "document_number", "project__name")
        orderings = {"project": ("project__sort_key", "-month")}


class StatusReportFilterSet(FactFilterSet):
    class Meta:
        model = StatusReport
        fields = ("project", "author", "state", "overall", "trend", "as_of", "published_at")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("project__name", "summary", "attention")
        orderings = {"project": ("project__sort_key", "-as_of")}


class DecisionFilterSet(OfPortfolio):
    late = django_filters.BooleanFilter(method="are_late", label=_("Overdue"))

    def are_late(self, queryset, name, value):
        return either(queryset, queryset.overdue(timezone.localdate()), value)

    class Meta:
        model = Decision
        mine = ("decider__user",)
        paths = {"programme": "project__programme"}
        fields = ("project", "portfolio", "session", "state", "asked_by", "decider", "asked_on", "due_on", "decided_on")
        search_fields = ("name", "question", "outcome")


class ActionFilterSet(OfPortfolio):
    late = django_filters.BooleanFilter(method="are_late", label=_("Overdue"))

    def are_late(self, queryset, name, value):
        return either(queryset, queryset.overdue(timezone.localdate()), value)

    class Meta:
        model = Action
        mine = ("owner__user",)
        paths = {"programme": "project__programme"}
        fields = ("project", "portfolio", "session", "decision", "owner", "state", "priority", "due_on", "done_on")
        search_fields = ("name", "description")


class ProjectStateFilterSet(ObjectFilterSet):
    class Meta:
        model = ProjectState
        fields = ("project", *HEALTH, "declared_health", "is_watermelon", "is_stale", "trend", "finish", "slip_days")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("project__name", "project__code")
        unordered = MEASURES_OF_MONEY


class ProjectSnapshotFilterSet(ObjectFilterSet):
    class Meta:
        model = ProjectSnapshot
        fields = ("project", "portfolio", "programme", "as_of", "source", "status", "stage", *HEALTH, "declared_health")
        search_fields = ("name", "source_label")
        unordered = MEASURES_OF_MONEY
