"""The mark "being recalculated" on the page of a project; it looks again until the roll-up is done."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from pmo.views.frame import ReaderView
from projects.models import Project

from ..services import pending_project_ids


class ProjectPending(ReaderView):
    """`?was=1` says that the page showed the mark, or saved something that may be counted by now: fetch the figures."""

    def get(self, request, pk):
        if not Project.objects.allowed(self.reader).filter(pk=pk).exists():
            raise Http404
        context = {
            "address": reverse("project-pending", args=[pk]),
            "page": reverse("projects:project-detail", args=[pk]),
            "pending": bool(pending_project_ids([pk])),
            "renew": "was" in request.GET,
        }
        return render(request, "reporting/project_pending.html", context)
