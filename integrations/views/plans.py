"""The plan of a project to and from a file: export, import with what it would change first."""

from functools import cached_property

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from integrations.plan_files import PlanRefused
from integrations.schedules import Outcome, ScheduleReport
from integrations.schedules.wording import problem_words, row_words
from integrations.services.schedules import export_schedule, import_schedule, schedule_lines, schedule_pieces
from integrations.workbook import WorkbookRefused
from pmo.access import may
from pmo.pages import trail
from pmo.views.frame import ReaderView
from projects.models import Project, Task

SHOWN = 200
ACCEPTED = ".xml,.csv,.txt,.tsv,.xlsx,.mpp,.mpt,.mpx,.xer,.pmxml,.gan"
OUTCOMES = {
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("changed"),
    "unchanged": gettext_lazy("unchanged"),
    "rejected": gettext_lazy("rejected"),
    "gone": gettext_lazy("no longer in the file"),
    "removed": gettext_lazy("removed"),
}
KINDS = {
    "task": gettext_lazy("Tasks"),
    "link": gettext_lazy("Links"),
    "calendar": gettext_lazy("Calendars"),
    "baseline": gettext_lazy("Baselines"),
    "assignment": gettext_lazy("Assignments"),
    "plan": gettext_lazy("Start, calendar and progress date"),
}
EXPORTS = {"xml": "application/xml", "csv": "text/csv; charset=utf-8"}


class PlanFileForm(forms.Form):
    """One file. Its kind is told by its content, whatever its name says."""

    file = forms.FileField(
        label=gettext_lazy("File"), allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_MAX_BYTES:
            limit = settings.IMPORT_MAX_BYTES >> 20
            raise forms.ValidationError(_("The file is larger than %(limit)s MB.") % {"limit": limit})
        return file


class PlanView(ReaderView):
    """A page about the plan of one project: 404 for whoever may not see it."""

    @cached_property
    def project(self) -> Project:
        found = Project.objects.allowed(self.reader, "view", "plan").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def may_import(self) -> bool:
        return all(may(self.reader, action, self.project, "plan") for action in ("add", "change"))


class PlanFiles(PlanView):
    """Export for readers, import for whoever may edit the plan."""

    def get(self, request, pk):
        return self.answer(PlanFileForm())

    def post(self, request, pk):
        if not self.project or not self.may_import:
            raise PermissionDenied
        form = PlanFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.answer(form, status=422)
        file = form.cleaned_data["file"]
        try:
            report = import_schedule(
                file.file, actor=self.reader, project=self.project, name=file.name, dry_run="trial" in request.POST
            )
        except (PlanRefused, WorkbookRefused) as refusal:
            form.add_error("file", refusal.message)
            return self.answer(form, status=422)
        return self.answer(form, report)

    def answer(self, form: PlanFileForm, report: ScheduleReport | None = None, status: int = 200):
        context = {
            "title": _("Plan: import and export"),
            "breadcrumbs": trail(self.project, _("Plan: import and export")),
            "project": self.project,
            "form": form,
            "may_import": self.may_import,
            "limit": settings.IMPORT_MAX_BYTES >> 20,
            **(shown(report) if report else {}),
        }
        template = "integrations/plan_files.html"
        if self.htmx_target:
            # htmx shows only what answers 200.
            template, status = f"{template}#{'result' if self.htmx_target == 'plan-result' else 'files'}", 200
        return render(self.request, template, context, status=status)


class PlanExport(ReaderView):
    """The plan as MS Project XML or as CSV in the reader's format, streamed."""

    def get(self, request, pk, format):
        try:
            project, document = export_schedule(pk, reader=self.reader)
        except PermissionDenied as error:
            raise Http404 from error
        language = translation.get_language() or "en"
        lines = schedule_pieces(document) if format == "xml" else schedule_lines(document, language)
        response = StreamingHttpResponse(lines, content_type=EXPORTS[format])
        name = f"{project.code}-{timezone.localdate():%Y-%m-%d}.{format}".replace('"', "")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def shown(report: ScheduleReport) -> dict:
    """A report as the page shows it: at most so many lines of each kind."""
    tasks = [each for each in report.tasks if each.outcome != "unchanged"]
    return {
        "report": report,
        "counts": [
            (KINDS[what], [(OUTCOMES[outcome], number) for outcome, number in counts.items() if number])
            for what, counts in report.counts.items()
        ],
        "tasks": [(each.name, OUTCOMES[each.outcome], _fields(each)) for each in tasks[:SHOWN]],
        "more_tasks": _more(len(tasks) - SHOWN),
        "problems": [(row_words(each.row), problem_words(each)) for each in report.problems[:SHOWN]],
        "more_problems": _more(len(report.problems) - SHOWN),
        "plan_problems": report.plan_problems[:SHOWN],
    }


def _fields(outcome: Outcome) -> str:
    names = (name.removesuffix("_id") for name in outcome.fields)
    return ", ".join(str(Task._meta.get_field(name).verbose_name) for name in names)


def _more(number: int) -> str:
    return ngettext("and %(count)d more", "and %(count)d more", number) % {"count": number} if number > 0 else ""
