"""Buttons on the page of a sprint: start it, close it and say where the rest goes."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pmo import display
from pmo.views.verb import ObjectVerb

from ...choices import SprintState
from ...models import Sprint
from ...services.board import ClosedSprint, close_sprint, next_sprint, start_sprint


class StartSprint(ObjectVerb):
    name, label, icon = "start", gettext_lazy("Start the sprint"), "player-play"

    @classmethod
    def applies(cls, row):
        return row.state == SprintState.PLANNED

    def perform(self, row, data):
        started = start_sprint(self.reader, sprint=row, now=timezone.now())
        text = _("The sprint is started with %(points)s points.")
        self.done = text % {"points": display.number(started.committed_points, 0)}
        return started


class CloseForm(forms.Form):
    to = forms.ModelChoiceField(
        None, label=gettext_lazy("unfinished cards go to"), required=False,
        empty_label=gettext_lazy("the backlog"),
    )  # fmt: skip


class CloseSprint(ObjectVerb):
    name, label, icon = "close", gettext_lazy("Close the sprint"), "flag-check"
    form_class = CloseForm

    @classmethod
    def applies(cls, row):
        return row.state == SprintState.ACTIVE

    def build_form(self, row, data=None):
        form = super().build_form(row, data)
        others = Sprint.objects.allowed(self.reader).filter(project=row.project_id, state=SprintState.PLANNED)
        form.fields["to"].queryset = others.order_by("first_day", "pk")
        return form

    def initial(self, row):
        return {"to": next_sprint(row)}

    def perform(self, row, data):
        closed = close_sprint(self.reader, sprint=row, to=data["to"], now=timezone.now())
        self.done = said(closed)
        return closed.sprint


def said(closed: ClosedSprint) -> str:
    """What was done and where the rest went."""
    done = ngettext("%(count)s card done", "%(count)s cards done", closed.done) % {"count": closed.done}
    points = _("%(points)s points") % {"points": display.number(closed.points, 0)}
    if not closed.moved:
        return _("The sprint is closed: %(done)s, %(points)s, nothing left over.") % {"done": done, "points": points}
    rest = ngettext("%(count)s unfinished card", "%(count)s unfinished cards", closed.moved) % {"count": closed.moved}
    text = _("The sprint is closed: %(done)s, %(points)s; %(rest)s now in “%(place)s”.")
    return text % {"done": done, "points": points, "rest": rest, "place": closed.moved_to or _("Backlog")}
