"""What a user types about risks, responses, issues and assumptions."""

from django.utils.translation import gettext_lazy as _

from pmo.forms import object_form

from .models import Assumption, Issue, Response, Risk

RiskForm = object_form(
    Risk,
    (
        ("", ("name", "project", "kind", "category", "state", "owner")),
        (_("Description"), ("cause", "event", "effect")),
        (_("Assessment"), ("probability", "impact", "residual_probability", "residual_impact", "cost_impact")),
        (_("Follow-up"), ("strategy", "proximity", "review_on", "raised_on", "closed_on")),
    ),
)
ResponseForm = object_form(
    Response, (("", ("name", "project", "risk", "strategy", "state", "owner", "due_on", "cost")),)
)
IssueForm = object_form(
    Issue,
    (
        ("", ("name", "project", "state", "severity", "owner", "raised_on", "due_on", "closed_on", "description")),
        (_("Escalation"), ("level", "escalated_to", "committee", "escalation_reason", "answer_due_on")),
        (_("Answer"), ("answer", "answered_on")),
    ),
)
AssumptionForm = object_form(Assumption, (("", ("name", "project", "state", "owner", "verify_by", "description")),))
