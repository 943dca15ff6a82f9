"""The status report: declared beside calculated, drafted from the last one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from pmo import display
from pmo.access import may
from pmo.pages import url_of
from pmo.views.frame import ReaderView
from pmo.writing import Stale

from .. import services
from ..calculated import calculated_colours
from ..choices import Dimension, ReportState
from ..forms import StatusReportForm
from ..models import Project, StatusReport


class StatusForm(StatusReportForm):
    """The report of one known project: dimensions as rows, so the project and the date are not asked."""

    class Meta(StatusReportForm.Meta):
        fields = [name for name in StatusReportForm.Meta.fields if name != "project"]


class ReportStatus(ReaderView):
    """One page: declared colours start from the last report, calculated ones stand beside with their reasons."""

    template_name = "projects/report.html"

    def get(self, request, pk):
        project = self._project(pk)
        report = self._draft(project)
        return self._respond(project, report, StatusForm(instance=report, user=self.reader))

    def post(self, request, pk):
        project = self._project(pk)
        report = self._draft(project)
        form = StatusForm(request.POST, instance=report, user=self.reader)
        if not form.is_valid():
            return self._respond(project, report, form, 422)
        publishing = "publish" in request.POST
        if publishing and not may(self.reader, "publish", project, "status"):
            raise PermissionDenied
        try:
            saved = form.save()
            if publishing:
                services.publish_report(self.reader, report=saved, now=timezone.now())
        except ValidationError as error:
            # The draft is kept; only the publication was refused.
            form.data = form.data.copy()
            form.data["version"] = saved.version
            form.add_error(None, error)
            return self._respond(project, saved, form, 422)
        except Stale as stale:
            form.add_error(
                None, _("Somebody saved this report meanwhile. Your text is still here: compare, then save again.")
            )
            form.data = form.data.copy()
            form.data["version"] = getattr(stale.current, "version", "")
            return self._respond(project, report, form, 409)
        messages.success(request, _("The report is published.") if publishing else _("The draft is saved."))
        return HttpResponseRedirect(self._next() or url_of(project))

    def _next(self) -> str:
        """Where to go afterwards: only addresses of our own."""
        wanted = self.request.POST.get("next", "")
        return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts={self.request.get_host()}) else ""

    def _project(self, pk) -> Project:
        project = Project.objects.allowed(self.reader).for_detail().filter(pk=pk).first()
        if project is None:
            raise Http404
        if not may(self.reader, "add", project, "status"):
            raise PermissionDenied
        return project

    def _draft(self, project) -> StatusReport:
        """The draft of the day, or a proposal that is not saved yet."""
        today = timezone.localdate()
        drafts = StatusReport.objects.allowed(self.reader, "change").filter(project=project, state=ReportState.DRAFT)
        return drafts.order_by("-as_of", "-correction").first() or services.proposed_report(project, today)

    def _respond(self, project, report, form, status=200):
        state = getattr(project, "state", None)
        calculated = calculated_colours(state, sees_money=may(self.reader, "view", project, "money"))
        rows = [
            {
                "name": name,
                "field": form[name],
                "label": label,
                "calculated": calculated.get(name),
                "badge": display.health(calculated[name].colour) if name in calculated else "",
            }
            for name, label in Dimension.choices
        ]
        context = {
            "project": project,
            "report": report,
            "form": form,
            "rows": rows,
            "state": state,
            "may_publish": may(self.reader, "publish", project, "status"),
            "title": _("Status report: %(project)s") % {"project": project},
            "breadcrumbs": [
                {"label": str(project), "url": url_of(project)},
                {"label": _("Status report"), "url": ""},
            ],
        }
        return render(self.request, self.template_name, context, status=status)
