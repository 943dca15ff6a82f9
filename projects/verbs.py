"""Verbs on the pages of projects and their facts."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmo.access import may
from pmo.views.verb import ObjectVerb
from pmo.widgets import DateInput

from . import services
from .choices import ActionState, DecisionState, ReportState
from .forms import CopyForm
from .models import Project


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
