"""What a user types about projects and their facts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.forms import ObjectForm, ObjectFormMeta, object_form
from pmo.widgets import DateInput

from ..models import Action, BudgetLine, CostEntry, Decision, Milestone, ObjectiveLink, Project, StatusReport

PROJECT_FIELDSETS = (
    ("", ("name", "code", "description", "portfolio", "programme", "type", "method", "status", "stage", "priority")),
    (_("People"), ("manager", "sponsor", "department", "customer", "customer_company")),
    (
        _("Dates"),
        (
            "planned_start",
            "planned_finish",
            "forecast_start",
            "forecast_finish",
            "actual_start",
            "actual_finish",
            "progress",
        ),
    ),
    (_("Money"), ("budget", "currency", "shares_money")),
    (
        _("Sensitivity"),
        ("confidential", "is_critical", "has_personal_data", "has_payment", "is_public_facing", "is_template"),
    ),
    (_("Reporting"), ("report_every_days",)),
)


class ProjectForm(ObjectForm):
    """A project. Its code is proposed from its portfolio when left empty."""

    fieldsets = PROJECT_FIELDSETS

    class Meta(ObjectFormMeta):
        model = Project
        fields = [name for _title, names in PROJECT_FIELDSETS for name in names]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["code"].required = False
        self.fields["code"].help_text = _("Left empty, the next number of the portfolio is taken.")

    def clean_code(self):
        code = self.cleaned_data["code"].strip().upper()
        if code or not self.data.get("portfolio"):
            return code
        return self._next_code(self.data["portfolio"])

    def _next_code(self, portfolio_id) -> str:
        """P-001, P-002 … under the portfolio's own code; "" where the portfolio is not valid."""
        if not str(portfolio_id).isdigit():
            return ""
        portfolio = self.fields["portfolio"].queryset.filter(pk=portfolio_id).first()
        return Project.objects.next_code(portfolio) if portfolio else ""


class CopyForm(forms.Form):
    """A project from another one or from a template, its dates moved to a new start."""

    name = forms.CharField(label=_("name"), max_length=250)
    code = forms.CharField(label=_("code"), max_length=40, required=False)
    planned_start = forms.DateField(label=_("planned start"), widget=DateInput())
    with_budget = forms.BooleanField(label=_("with the initial budget"), required=False, initial=True)


ObjectiveLinkForm = object_form(ObjectiveLink, (("", ("project", "objective", "weight")),))
MilestoneForm = object_form(
    Milestone,
    (
        ("", ("name", "project", "reference_date", "forecast_date", "actual_date", "owner", "is_key", "is_go_live")),
        ("", ("note",)),
    ),
)
BudgetLineForm = object_form(
    BudgetLine,
    (
        ("", ("project", "budget_version", "number", "fiscal_year", "month", "amount")),
        (_("Classification"), ("category", "nature", "purpose", "cost_centre", "account", "vendor", "label")),
    ),
)
CostEntryForm = object_form(
    CostEntry,
    (
        ("", ("project", "kind", "month", "amount", "category", "nature", "purpose")),
        (_("Document"), ("vendor", "order", "document_number", "source", "label")),
    ),
)
DecisionForm = object_form(
    Decision,
    (
        ("", ("name", "project", "portfolio", "session", "state", "question")),
        (_("Who and when"), ("asked_by", "asked_on", "decider", "due_on")),
        (_("Decision"), ("outcome", "reason", "decided_on")),
    ),
)
ActionForm = object_form(
    Action,
    (
        ("", ("name", "project", "portfolio", "owner", "state", "priority", "due_on", "done_on")),
        (_("Origin"), ("session", "decision", "description")),
    ),
)
StatusReportForm = object_form(
    StatusReport,
    (
        ("", ("project", "as_of", "trend")),
        (_("Declared"), ("overall", "schedule", "cost", "scope", "resources", "risk", "comment")),
        (_("Text"), ("summary", "achievements", "next_steps", "attention")),
    ),
)
