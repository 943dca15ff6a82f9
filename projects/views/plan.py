"""The plan of a project: its page, its rows as JSON, and the commands that edit it. What they do is `planning`'s."""

import json

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException

from pmo import panels
from pmo.access import may
from pmo.api.concurrency import entity_tag, is_fresh
from pmo.api.encoding import StrictJSONParser, json_answer
from pmo.pages import pages_of, url_of
from pmo.views.frame import ReaderView

from ..models import Project
from ..plan_texts import page_texts
from ..services.planning import (
    PlanConflict,
    PlanProblems,
    answer_document,
    edit_plan,
    fresh_state,
    opened_plan,
    plan_document,
)


class OfPlan(ReaderView):
    """A view of the plan of a project that the reader may see; 404 for everybody else."""

    def project(self) -> Project:
        found = Project.objects.allowed(self.reader, "view", "plan").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found


class PlanPage(OfPlan):
    """The page, empty but for its frame: the browser fetches the rows. As a tab of the project, a short account."""

    def get(self, request, pk):
        project = self.project()
        state = fresh_state(project, now=timezone.now())
        if self.htmx_target.startswith("tab-"):
            return render(request, "projects/plan_account.html", {"project": project, "state": state})
        return render(request, "projects/plan.html", self.context(project, state))

    def context(self, project: Project, state) -> dict:
        return {
            "project": project,
            "state": state,
            "title": _("Plan of %(project)s") % {"project": project.name},
            "breadcrumbs": self._breadcrumbs(project),
            "addresses": {
                name: reverse(f"projects:project-plan-{name}", args=[project.pk]) for name in ("rows", "edit")
            },
            "texts": json.dumps(page_texts(), ensure_ascii=False),
            "may_change": may(self.reader, "change", project, "plan"),
        }

    def _breadcrumbs(self, project: Project) -> list[dict]:
        pages, around = pages_of(Project), []
        if may(self.reader, "view", project):
            around = [{"label": project.name, "url": url_of(project)}]
        return [{"label": pages.label, "url": pages.start_url()}, *around, {"label": _("Plan"), "url": ""}]


class PlanRowsView(OfPlan):
    """All rows, links and what stands around them. 304 while nothing shown has changed."""

    def get(self, request, pk):
        opened = opened_plan(self.reader, pk, now=timezone.now())
        if opened is None:
            raise Http404
        today = timezone.localdate()
        tag = entity_tag(request, f"{opened.mark} {today}".encode())
        headers = {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache", "Vary": "Accept-Language, Cookie"}
        if is_fresh(request, tag):
            return HttpResponse(status=304, headers=headers)
        return json_answer(plan_document(self.reader, opened, today=today), **headers)


class PlanEdit(OfPlan):
    """POST {commands, dry_run}: what moved; 409 with both values of a conflict, 422 with the problems by command."""

    def post(self, request, pk):
        project = self.project()
        try:
            body = StrictJSONParser().parse(request)
        except APIException as error:
            return json_answer({"problems": [{"index": 0, "text": str(error.detail)}]}, error.status_code)
        return self.answer(project, body if isinstance(body, dict) else {})

    def answer(self, project: Project, body: dict) -> HttpResponse:
        try:
            answer = edit_plan(
                self.reader,
                project=project,
                commands=body.get("commands"),
                now=timezone.now(),
                dry_run=body.get("dry_run") is True,
                show=lambda answer: answer_document(self.reader, project, answer),
            )
        except PlanProblems as error:
            return json_answer({"problems": error.problems}, 422)
        except PlanConflict as error:
            return json_answer({"conflicts": error.conflicts}, 409)
        except PermissionDenied as error:
            return json_answer({"problems": [{"index": 0, "text": str(error)}]}, 403)
        return json_answer(answer.shown)


def plan_address(project: Project) -> str:
    return reverse("projects:project-plan", args=[project.pk])


panels.register(
    "projects.Project", panels.Panel("plan", gettext_lazy("Plan"), "timeline", plan_address, "plan", order=18)
)
