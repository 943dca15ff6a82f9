"""The journal of a project: who changed what, when and from where, over all its rows; filtered and exported."""

from datetime import datetime, timedelta
from functools import cached_property

from django import forms
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo.pages import trail
from pmo.views.frame import ReaderView
from pmo.widgets import DateInput
from projects.models import Project

from ..journal import Asked, Event, Key, read_events, start_of, writers
from ..journal_entries import JournalReader, visible_models, with_kinds
from ..journal_export import write_file

PAGE = 50


def text_of(key: Key) -> str:
    """A cursor: time, model and number of the last entry shown."""
    at, place, number = key
    return f"{at.isoformat()}|{place}|{number}"


def key_of(text: str) -> Key | None:
    """The key of a cursor; None for none or a wrong one."""
    try:
        at, place, number = text.split("|")
        moment = datetime.fromisoformat(at.replace(" ", "+"))
        return (moment, int(place), int(number)) if timezone.is_aware(moment) else None
    except ValueError:
        return None


class JournalForm(forms.Form):
    """Filters: kind of object, who, from when to when."""

    noun = forms.MultipleChoiceField(label=gettext_lazy("Kind of object"), required=False)
    by = forms.TypedChoiceField(label=gettext_lazy("By"), required=False, coerce=int, empty_value=None)
    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=DateInput())
    until = forms.DateField(label=gettext_lazy("Until"), required=False, widget=DateInput())

    def __init__(self, data, *, models, people):
        super().__init__(data)
        self.fields["noun"].choices = [
            (model._meta.model_name, capfirst(model._meta.verbose_name_plural)) for model in models
        ]
        self.fields["by"].choices = [("", _("everybody")), *people]


class JournalView(ReaderView):
    """What page and export of the journal share."""

    @cached_property
    def project(self) -> Project:
        """The project with what of it the reader may see; 404 when it may not be seen at all."""
        found = with_kinds(self.reader, Project.objects.allowed(self.reader)).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def models(self) -> list[type]:
        return visible_models(self.reader, self.project)

    @cached_property
    def form(self) -> JournalForm:
        form = JournalForm(self.request.GET, models=self.models, people=writers([self.project.pk], self.models))
        form.is_valid()
        return form

    def asked(self, limit: int, before: Key | None) -> Asked:
        """The filters as a question; a wrong filter is left out, and the form says so."""
        chosen = getattr(self.form, "cleaned_data", {})
        nouns, since, until = chosen.get("noun"), chosen.get("since"), chosen.get("until")
        return Asked(
            projects=[self.project.pk],
            models=[one for one in self.models if not nouns or one._meta.model_name in nouns],
            since=start_of(since) if since else None,
            until=start_of(until + timedelta(days=1)) if until else None,
            writer=chosen.get("by"),
            before=before,
            limit=limit,
        )

    def told(self, events: list[Event]) -> list:
        return JournalReader(self.reader, sees_money=self.project.sees_money).told(events)


class Journal(JournalView):
    """Newest first, fifty entries at a time; a tab of the project's page."""

    template_name = "reporting/journal.html"

    def get(self, request, pk):
        events = read_events(self.asked(PAGE + 1, key_of(request.GET.get("before", ""))))
        more = len(events) > PAGE
        context = {
            "title": _("Journal of %(project)s") % {"project": self.project},
            "breadcrumbs": self.breadcrumbs(),
            "project": self.project,
            "form": self.form,
            "entries": self.told(events[:PAGE]),
            "older": text_of(events[PAGE - 1].key) if more else "",
        }
        return render(request, self.template_name + self.part(), context)

    def part(self) -> str:
        """Which part of the page htmx asks for: older entries, or all of the journal for the tab."""
        if not self.request.htmx:
            return ""
        return "#entries" if "before" in self.request.GET else "#journal"

    def breadcrumbs(self) -> list[dict]:
        return trail(self.project, _("Journal"))


class JournalExport(JournalView):
    """`journal.csv` or `journal.xlsx` with the filters of the page: one row a changed field."""

    def get(self, request, pk, format):
        if format not in ("csv", "xlsx"):
            raise Http404
        return write_file(format, f"journal-{self.project.code}", self.batches())

    def batches(self):
        """Entries in batches, each read by the key of the last."""
        before, size = None, 500
        while True:
            events = read_events(self.asked(size, before))
            if not events:
                return
            yield self.told(events)
            before = events[-1].key
