"""Filters of risks, responses, issues and assumptions, one FilterSet per object for page and API."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmo.filters import either
from projects.filters import PORTFOLIO_OF_PROJECT, FactFilterSet

from .models import Assumption, Issue, Response, Risk


class RiskFilterSet(FactFilterSet):
    review_late = django_filters.BooleanFilter(method="are_late", label=_("Review overdue"))

    def are_late(self, queryset, name, value):
        return either(queryset, queryset.to_review(timezone.localdate()), value)

    class Meta:
        model = Risk
        mine = ("owner__user",)
        fields = (
            "project", "kind", "category", "state", "probability", "impact", "residual_probability", "residual_impact",
            "current_probability", "current_impact",
            "current_score", "strategy", "owner", "proximity", "review_on", "raised_on", "closed_on",
        )  # fmt: skip
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("name", "cause", "event", "effect", "project__name")
        orderings = {"project": ("project__sort_key", "-current_score")}
        unordered = ("cost_impact",)


class ResponseFilterSet(FactFilterSet):
    class Meta:
        model = Response
        mine = ("owner__user",)
        fields = ("risk", "project", "strategy", "state", "owner", "due_on")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("name", "risk__name")
        unordered = ("cost",)


class IssueFilterSet(FactFilterSet):
    to_answer = django_filters.BooleanFilter(method="wait_for_reader", label=_("Waits for my answer"))
    answer_late = django_filters.BooleanFilter(method="are_late", label=_("Answer overdue"))

    def are_late(self, queryset, name, value):
        return either(queryset, queryset.without_answer(timezone.localdate()), value)

    def wait_for_reader(self, queryset, name, value):
        return either(queryset, queryset.to_answer(self.user.pk), value)

    class Meta:
        model = Issue
        mine = ("owner__user", "escalated_to__user", "committee__chair__user")
        fields = (
            "project", "state", "severity", "level", "owner", "escalated_to", "committee", "raised_on", "due_on",
            "answer_due_on", "closed_on",
        )  # fmt: skip
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("name", "description")
        orderings = {"project": ("project__sort_key", "severity")}


class AssumptionFilterSet(FactFilterSet):
    class Meta:
        model = Assumption
        mine = ("owner__user",)
        fields = ("project", "state", "owner", "verify_by")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("name", "description")
