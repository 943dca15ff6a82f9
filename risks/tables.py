"""Columns of lists of risks, responses, issues and assumptions."""

from django.utils.translation import gettext_lazy as _

from pmo.tables import Choice, Day, Link, Money, Number, Related, Score, Table

from .models import Assumption, Issue, Response, Risk


class RiskTable(Table):
    model = Risk
    columns = (
        Link("name"),
        Related("project", ordering="project"),
        Choice("kind", extra=True),
        Choice("category"),
        Score("current_score", label=_("Score")),
        Score("score", label=_("Inherent"), extra=True),
        Choice("state", editable=True),
        Choice("strategy", editable=True),
        Number("response_count", label=_("Responses")),
        Money(
            "cost_impact",
            path="visible_cost_impact",
            label=_("Cost if it happens"),
            currency="project__currency",
            editable=True,
        ),
        Related("owner"),
        Day("review_on", editable=True),
    )
    default_order = ("-current_score",)
    bulk_fields = ("state", "category", "owner", "review_on", "strategy")


class ResponseTable(Table):
    model = Response
    columns = (
        Link("name"),
        Related("risk"),
        Related("project"),
        Choice("strategy"),
        Choice("state", editable=True),
        Related("owner"),
        Day("due_on", editable=True),
        Money("cost", path="visible_cost", label=_("Cost"), currency="project__currency"),
    )
    default_order = ("due_on",)
    bulk_fields = ("state", "owner", "due_on")


class IssueTable(Table):
    model = Issue
    columns = (
        Link("name"),
        Related("project", ordering="project"),
        Choice("severity", editable=True),
        Choice("state", editable=True),
        Choice("level"),
        Related("escalated_to", extra=True),
        Related("owner"),
        Day("due_on", editable=True),
        Day("answer_due_on"),
        Day("raised_on", extra=True),
    )
    default_order = ("severity", "due_on")
    bulk_fields = ("state", "severity", "owner", "due_on")


class AssumptionTable(Table):
    model = Assumption
    columns = (Link("name"), Related("project"), Choice("state", editable=True), Related("owner"), Day("verify_by"))
    default_order = ("verify_by",)
    bulk_fields = ("state", "owner", "verify_by")
