"""Long jobs of the reader: where they stand, cancelling them, and what came of them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import navigation
from ..access import may
from ..choices import JobState
from ..jobs import request_cancel
from ..models import Job
from ..paging import BadCursor, paginate
from .frame import ReaderView

FINISHED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)

navigation.register(
    navigation.Item("administer", gettext_lazy("Jobs"), "job-list", "progress", kind="operation", order=90)
)


@dataclass(frozen=True)
class ShownJob:
    """A job as `components/job.html` shows it."""

    row: Job

    @property
    def pk(self):
        return self.row.pk

    @property
    def label(self) -> str:
        return self.row.title

    @property
    def badge(self) -> dict:
        return JobState.badge(self.row.state)

    @property
    def finished(self) -> bool:
        return self.row.state in FINISHED

    @property
    def percent(self) -> int | None:
        if self.row.state == JobState.DONE:
            return 100
        return min(100 * self.row.done // self.row.total, 100) if self.row.total else None

    @property
    def message(self) -> str:
        return "" if self.error else self.row.message

    @property
    def error(self) -> str:
        return self.row.message if self.row.state == JobState.FAILED else ""


def job_context(row: Job, *, reload: bool = False) -> dict:
    """What the component needs. With `reload` the page around it is loaded anew when the job is over."""
    return {
        "job": ShownJob(row),
        "url": reverse("job-detail", args=[row.pk]) + ("?reload=1" if reload else ""),
        "cancel_url": reverse("job-cancel", args=[row.pk]) + ("?reload=1" if reload else ""),
        "result_url": row.result.get("url", ""),
        "result_label": _("Show the result"),
    }


class JobList(ReaderView):
    """The reader's own jobs; those who operate the installation see all."""

    def get(self, request):
        rows = Job.objects.allowed(self.reader).select_related("owner").defer("arguments", "result")
        try:
            page = paginate(rows, ("-created_at",), size=50, cursor=request.GET.get("cursor", ""))
        except BadCursor:
            page = paginate(rows, ("-created_at",), size=50)
        context = {
            "title": _("Jobs"),
            "breadcrumbs": [{"label": _("Jobs"), "url": ""}],
            "page": page,
            "lines": [ShownJob(row) for row in page.rows],
        }
        return render(request, "generic/job_list.html", context)


class JobView(ReaderView):
    """One job; htmx gets the component only, and a reload of its page once the job is over."""

    def get_row(self, pk) -> Job:
        row = Job.objects.allowed(self.reader).filter(pk=pk).first()
        if row is None:
            raise Http404
        return row

    def answer(self, request, row: Job):
        reload = "reload" in request.GET
        context = job_context(row, reload=reload)
        if not request.htmx:
            crumbs = [{"label": _("Jobs"), "url": reverse("job-list")}, {"label": row.title, "url": ""}]
            return render(request, "generic/job_detail.html", context | {"title": row.title, "breadcrumbs": crumbs})
        response = render(request, "components/job.html", context)
        if reload and context["job"].finished:
            response["HX-Refresh"] = "true"
        return response


class JobDetail(JobView):
    def get(self, request, pk):
        return self.answer(request, self.get_row(pk))


class JobCancel(JobView):
    def post(self, request, pk):
        row = self.get_row(pk)
        if not may(self.reader, "change", row):
            raise PermissionDenied
        request_cancel(row)
        row.refresh_from_db()
        return self.answer(request, row)
