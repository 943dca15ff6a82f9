"""Filters of risks, responses, issues and assumptions, one FilterSet per object for page and API."""

from projects.filters import PORTFOLIO_OF_PROJECT, FactFilterSet

from .models import Assumption, Issue, Response, Risk


class RiskFilterSet(FactFilterSet):
    class Meta:
        model = Risk
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
        fields = ("risk", "project", "strategy", "state", "owner", "due_on")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("name", "risk__name")
        unordered = ("cost",)


class IssueFilterSet(FactFilterSet):
    class Meta:
        model = Issue
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
        fields = ("project", "state", "owner", "verify_by")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("name", "description")
