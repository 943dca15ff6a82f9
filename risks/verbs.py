"""Verbs on the pages of risks and issues."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from pmo.views.verb import ObjectVerb
from pmo.widgets import DateInput, RelatedSelect
from portfolio.models import Committee

from . import services
from .choices import EscalationLevel, IssueState, RiskState


class EscalationForm(forms.Form):
    """To whom, until when, and why."""

    level = forms.ChoiceField(
        label=_("escalation level"),
        choices=[choice for choice in EscalationLevel.choices if choice[0] != EscalationLevel.NONE],
    )
    escalated_to = forms.ModelChoiceField(None, label=_("escalated to"), required=False, widget=RelatedSelect())
    committee = forms.ModelChoiceField(None, label=_("committee"), required=False, widget=RelatedSelect())
    answer_due_on = forms.DateField(label=_("answer due"), widget=DateInput())
    reason = forms.CharField(label=_("reason of the escalation"), widget=forms.Textarea)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["escalated_to"].queryset = Person.objects.allowed(user)
        self.fields["committee"].queryset = Committee.objects.allowed(user)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("escalated_to") and not cleaned.get("committee"):
            raise forms.ValidationError(_("Name a person or a committee."))
        return cleaned


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("answer"), widget=forms.Textarea)


class EscalateIssue(ObjectVerb):
    name, label, icon = "escalate", _("Escalate"), "arrow-up-circle"
    form_class = EscalationForm
    done = _("The issue is escalated.")

    @classmethod
    def applies(cls, row):
        return row.state in (IssueState.OPEN, IssueState.ANSWERED)

    def build_form(self, row, data=None):
        return EscalationForm(data, user=self.reader)

    def perform(self, row, data):
        return services.escalate_issue(self.reader, issue=row, **data)


class AnswerEscalation(ObjectVerb):
    name, label, icon = "answer", _("Answer"), "message-check"
    form_class = AnswerForm
    done = _("The answer is recorded.")

    @classmethod
    def applies(cls, row):
        return row.state == IssueState.ESCALATED

    def perform(self, row, data):
        return services.answer_escalation(self.reader, issue=row, on=timezone.localdate(), **data)


class CloseIssue(ObjectVerb):
    name, label, icon = "close", _("Close"), "circle-check"
    done = _("The issue is closed.")

    @classmethod
    def applies(cls, row):
        return row.state != IssueState.CLOSED

    def perform(self, row, data):
        return services.close_issue(self.reader, issue=row, on=timezone.localdate())


class CloseRisk(ObjectVerb):
    name, label, icon = "close", _("Close"), "circle-check"
    done = _("The risk is closed.")

    @classmethod
    def applies(cls, row):
        return row.state != RiskState.CLOSED

    def perform(self, row, data):
        return services.close_risk(self.reader, risk=row, on=timezone.localdate())


class TurnIntoIssue(ObjectVerb):
    name, label, icon = "happened", _("It has happened"), "bolt"
    done = _("The risk is marked as occurred, and an issue carries on.")

    @classmethod
    def applies(cls, row):
        return row.state == RiskState.OPEN

    def perform(self, row, data):
        return services.turn_into_issue(self.reader, risk=row, on=timezone.localdate())
