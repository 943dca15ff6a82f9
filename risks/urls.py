"""Addresses of risks, responses, issues and assumptions."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from pmo import navigation, panels
from pmo.pages import ObjectPages

from . import filters, forms, tables, verbs
from .choices import IssueState
from .models import Assumption, Issue, Response, Risk
from .views import RiskMatrix

app_name = "risks"

risk_pages = ObjectPages(
    Risk,
    table=tables.RiskTable,
    filterset=filters.RiskFilterSet,
    form=forms.RiskForm,
    slug="risks",
    opening="running=true",
    icon="alert-triangle",
    section="risk",
    order=10,
    parent="project",
    tab=40,
    verbs=(verbs.CloseRisk, verbs.TurnIntoIssue),
)
issue_pages = ObjectPages(
    Issue,
    table=tables.IssueTable,
    filterset=filters.IssueFilterSet,
    form=forms.IssueForm,
    slug="issues",
    opening="running=true",
    icon="alert-circle",
    section="risk",
    order=20,
    parent="project",
    tabs=(("project", 45), ("committee", 20)),
    verbs=(verbs.EscalateIssue, verbs.AnswerEscalation, verbs.CloseIssue),
)
response_pages = ObjectPages(
    Response,
    table=tables.ResponseTable,
    filterset=filters.ResponseFilterSet,
    form=forms.ResponseForm,
    slug="responses",
    icon="shield-check",
    section="risk",
    order=30,
    parent="risk",
    tab=10,
)
assumption_pages = ObjectPages(
    Assumption,
    table=tables.AssumptionTable,
    filterset=filters.AssumptionFilterSet,
    form=forms.AssumptionForm,
    slug="assumptions",
    icon="help-hexagon",
    section="risk",
    order=40,
    parent="project",
    tab=48,
)


def escalated_to(session) -> str:
    """What waits for an answer of the session's committee."""
    asked = f"committee={session.committee_id}&state={IssueState.ESCALATED}"
    return f"{issue_pages.url('list')}?{asked}&panel=committee"


panels.register(
    "portfolio.Session", panels.Panel("issues", _("Escalations"), "arrow-up-circle", escalated_to, "risk", order=15)
)
navigation.register(navigation.Item("risk", _("Risk matrix"), "risks:risk-matrix", "grid-dots", "risk", order=5))

urlpatterns = [
    path("risks/matrix/", RiskMatrix.as_view(), name="risk-matrix"),

    *risk_pages.urls(), *issue_pages.urls(), *response_pages.urls(), *assumption_pages.urls(),
]  # fmt: skip
