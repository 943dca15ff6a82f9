"""Verbs on the pages of projects and their facts."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmo.access import may
from pmo.views.verb import ObjectVerb
from pmo.widgets import DateInput

from . import services
from .choices import ActionState, BaselineState, DecisionState, ReportState
from .forms import ApproveForm, CopyForm, RejectForm, ReplaceForm
from .models import Baseline, Decision, Project


class PublishReport(ObjectVerb):
    name, label, icon, action = "publish", _("Publish"), "send", "publish"
    done = _("The report is published and frozen with its facts.")

    @classmethod
    def applies(cls, row):
        return row.state == ReportState.DRAFT

    def perform(self, row, data):
        return services.publish_report(self.reader, report=row, now=timezone.now())


class CorrectReport(ObjectVerb):
    name, label, icon = "correct", _("Correct"), "edit"
    done = _("A correction is drafted; the published report stays as it is.")

    @classmethod
    def applies(cls, row):
        return row.state == ReportState.PUBLISHED

    def perform(self, row, data):
        return services.correct_report(self.reader, report=row)


class DecisionForm(forms.Form):
    outcome = forms.CharField(label=_("decision"), widget=forms.Textarea)
    reason = forms.CharField(label=_("reason"), widget=forms.Textarea, required=False)
    on = forms.DateField(label=_("decided on"), widget=DateInput())


class TakeDecision(ObjectVerb):
    name, label, icon, action = "take", _("Take the decision"), "gavel", "change"
    form_class = DecisionForm
    done = _("The decision is recorded.")

    @classmethod
    def applies(cls, row):
        return row.state == DecisionState.ASKED

    def initial(self, row):
        return {"on": timezone.localdate()}

    def perform(self, row, data):
        return services.take_decision(self.reader, decision=row, **data)


class FinishAction(ObjectVerb):
    name, label, icon = "finish", _("Done"), "check"
    done = _("The action is done.")

    @classmethod
    def applies(cls, row):
        return row.state in (ActionState.OPEN, ActionState.IN_PROGRESS)

    def perform(self, row, data):
        return services.finish_action(self.reader, action=row, on=timezone.localdate())


class CopyProject(ObjectVerb):
    name, label, icon, action = "copy", _("Copy"), "copy", "view"
    form_class = CopyForm
    done = _("The project is created.")

    @classmethod
    def button(cls, pages, row, user):
        return super().button(pages, row, user) if may(user, "add", row) else None

    def initial(self, row):
        return {"name": row.name, "planned_start": timezone.localdate(), "with_budget": True}

    def perform(self, row, data):
        if not may(self.reader, "add", row):
            raise PermissionDenied
        data["code"] = data["code"] or Project.objects.next_code(row.portfolio)
        return services.copy_project(self.reader, source=row, **data)


class OfBaseline(ObjectVerb):
    """A verb whose form may name the decision by which the plan of reference changes."""

    def initial(self, row):
        return {"on": timezone.localdate(), "decision": row.decision_id}

    def build_form(self, row, data=None):
        """Asks for the decision only where another baseline is current, which it names."""
        current = Baseline.objects.current().filter(project=row.project_id).exclude(pk=row.pk).first()
        decisions = Decision.objects.allowed(self.reader).filter(project=row.project_id)
        taken = decisions.filter(state=DecisionState.TAKEN)
        return self.form_class(data, initial=self.initial(row), decisions=taken, current=current)

    def said(self, row) -> str:
        if row.is_current:
            return str(MakeCurrent.done)
        return _("The baseline is approved and kept. Variance and earned value still compare with the current one.")


class ApproveBaseline(OfBaseline):
    name, label, icon, action = "approve", _("Approve"), "circle-check", "approve"
    form_class = ApproveForm

    @classmethod
    def applies(cls, row):
        return row.state == BaselineState.PROPOSED

    def perform(self, row, data):
        row = services.approve_baseline(self.reader, baseline=row, **data)
        self.done = self.said(row)
        return row


class RejectBaseline(ObjectVerb):
    name, label, icon, action = "reject", _("Do not approve"), "ban", "approve"
    form_class = RejectForm
    done = _("The baseline is kept as not approved.")

    @classmethod
    def applies(cls, row):
        return row.state == BaselineState.PROPOSED

    def initial(self, row):
        return {"on": timezone.localdate()}

    def perform(self, row, data):
        return services.reject_baseline(self.reader, baseline=row, **data)


class MakeCurrent(OfBaseline):
    name, label, icon, action = "make-current", _("Make it the current one"), "bookmark", "approve"
    form_class = ReplaceForm
    done = _("Variance and earned value now compare with this baseline.")

    @classmethod
    def applies(cls, row):
        return row.state == BaselineState.APPROVED and not row.is_current

    def perform(self, row, data):
        return services.make_current(self.reader, baseline=row, **data)


class TakeReferenceDates(ObjectVerb):
    name, label, icon = "reference-dates", _("Take over reference dates"), "flag"
    done = _("Milestones that a task dates have the baseline's day as reference.")

    @classmethod
    def applies(cls, row):
        return row.state == BaselineState.APPROVED

    def perform(self, row, data):
        services.take_reference_dates(self.reader, baseline=row)
        return row
