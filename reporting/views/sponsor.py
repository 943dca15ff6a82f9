"""The sponsor's page, for the phone: decisions asked of me, my projects by trouble, what changed of late."""

from datetime import date, timedelta
from functools import cached_property

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo import display
from pmo.access import as_flag, condition, visible
from pmo.pages import url_of
from pmo.views.frame import ReaderView
from pmo.writing import Stale
from projects.models import Decision, Project
from projects.services import take_decision
from risks.choices import IssueState
from risks.models import Issue
from risks.services import answer_escalation

from ..why import why
from .changes import ChangesView
from .my_work import my_projects

PROJECTS = 20
WEEK = timedelta(days=7)
# When the reader opened the page on the last day before today, kept in the session.
TODAY, BEFORE = "sponsor_visit", "sponsor_visit_before"


class DecisionForm(forms.Form):
    outcome = forms.CharField(label=gettext_lazy("decision"), widget=forms.Textarea)
    reason = forms.CharField(label=gettext_lazy("reason"), widget=forms.Textarea, required=False)


class AnswerForm(forms.Form):
    answer = forms.CharField(label=gettext_lazy("answer"), widget=forms.Textarea)


def decisions_asked(user):
    """Decisions that wait for the user and may be answered by them, the most urgent first."""
    rows = Decision.objects.allowed(user, "change").waiting().filter(decider__user=user)
    return rows.annotate(about=visible(user, "project__name", Project.access, "project", prefix="project")).order_by(
        F("due_on").asc(nulls_last=True), "pk"
    )


def escalations_waiting(user):
    """Escalated issues that wait for the user's own answer."""
    rows = Issue.objects.allowed(user, "change").filter(state=IssueState.ESCALATED, escalated_to__user=user)
    return rows.annotate(about=visible(user, "project__name", Project.access, "project", prefix="project")).order_by(
        "answer_due_on", "pk"
    )


def note_visit(session, today: date) -> date:
    """The day of the last visit before today, a week ago when there was none; today is noted."""
    noted = session.get(TODAY)
    if noted != today.isoformat():
        session[BEFORE], session[TODAY] = noted, today.isoformat()
    before = session.get(BEFORE)
    return date.fromisoformat(before) if before else today - WEEK


class Sponsor(ReaderView):
    """Answers are given in place; without script the page sends itself again."""

    template_name = "reporting/sponsor.html"

    def get(self, request):
        return self.respond()

    def respond(self, **more):
        today = timezone.localdate()
        context = {
            "title": _("Decisions and my projects"),
            "today": today,
            "decisions": list(decisions_asked(self.reader)),
            "escalations": list(escalations_waiting(self.reader)),
            "projects": [self._project(row) for row in self._projects()[:PROJECTS]],
            "since": note_visit(self.request.session, today),
        }
        return render(self.request, self.template_name, context | more)

    def _projects(self):
        seen = condition(self.reader, "view", Project.access, "money")
        return my_projects(self.reader).annotate(sees_money=as_flag(seen))

    def _project(self, row) -> dict:
        state = getattr(row, "state", None)
        return {
            "name": row.name,
            "url": url_of(row),
            "health": display.health(state.health, state.is_stale) if state else "",
            "watermelon": bool(state and state.is_watermelon),
            "finish": display.day(state.finish) if state else "",
            "slip": display.slip(state.slip_days) if state and state.slip_days else "",
            "reasons": why(state.reasons, state.health, sees_money=row.sees_money, most=3) if state else [],
        }


class SponsorAnswer(Sponsor):
    """POST an answer; subclasses say to what."""

    form_class = DecisionForm
    done = ""

    def get(self, request, pk):
        return HttpResponseRedirect(reverse("sponsor"))

    def rows(self):
        raise NotImplementedError

    def answer(self, row, data: dict) -> None:
        raise NotImplementedError

    def post(self, request, pk):
        row = self.rows().filter(pk=pk).first()
        if row is None:
            raise Http404
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self._refuse(pk, _("Write what you decide."))
        try:
            self.answer(row, form.cleaned_data)
        except ValidationError as error:
            return self._refuse(pk, " ".join(error.messages))
        except Stale:
            return self._refuse(pk, _("Somebody changed this meanwhile; look at it again."))
        messages.success(request, self.done)
        return HttpResponseRedirect(reverse("sponsor"))

    def _refuse(self, pk, text: str):
        response = self.respond(
            refused={"pk": pk, "text": text, "kind": self.form_class.__name__, "given": self.request.POST}
        )
        response.status_code = 422
        return response


class SponsorDecision(SponsorAnswer):
    done = gettext_lazy("The decision is recorded.")

    def rows(self):
        return decisions_asked(self.reader)

    def answer(self, row, data):
        take_decision(self.reader, decision=row, on=timezone.localdate(), **data)


class SponsorEscalation(SponsorAnswer):
    form_class = AnswerForm
    done = gettext_lazy("The answer is recorded.")

    def rows(self):
        return escalations_waiting(self.reader)

    def answer(self, row, data):
        answer_escalation(self.reader, issue=row, on=timezone.localdate(), **data)


class SponsorChanges(ChangesView):
    """What moved on my projects since my last visit; loaded after the page."""

    @cached_property
    def mine(self) -> tuple[int, ...]:
        return tuple(my_projects(self.reader).order_by().values_list("pk", flat=True))

    def scope(self) -> dict:
        return {"only": self.mine}

    def since(self) -> date:
        before = self.request.session.get(BEFORE)
        return date.fromisoformat(before) if before else self.today - WEEK

    def get(self, request):
        return render(request, "reporting/sponsor_changes.html", self.changes())
