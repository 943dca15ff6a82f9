"""Projects that ask for people: what a resource manager plans by, and no more of them than the outline."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from pmo import display
from pmo.access import may_somewhere
from pmo.pages import url_of
from pmo.paging import BadCursor, paginate
from pmo.views.frame import ReaderView
from projects.models import Project

from ..outlines import asking, manager_of, name_of

SIZE = 50
# Never by name: the place of a confidential project among the others would tell it.
ORDER = ("state__start",)


class AskingProjects(ReaderView):
    """One line a project: name, dates, priority, manager."""

    def get(self, request):
        if not may_somewhere(self.reader, "view", "outline"):
            raise PermissionDenied
        rows, title = asking(self.reader), _("Projects that ask for people")
        try:
            page = paginate(rows, ORDER, size=SIZE, cursor=request.GET.get("cursor", ""))
        except BadCursor:
            page = paginate(rows, ORDER, size=SIZE)
        context = {
            "title": title,
            "breadcrumbs": [{"label": title, "url": ""}],
            "projects": [line(row) for row in page.rows],
            "page": page,
        }
        return render(request, "resources/asking.html", context)


def line(project) -> dict:
    """What is written of a project: all of it where its page opens, else its outline."""
    state = getattr(project, "state", None)
    return {
        "name": project.name if project.is_open else name_of(project),
        "url": url_of(project) if project.is_open else "",
        "start": display.day(state.start if state else project.planned_start),
        "finish": display.day(state.finish if state else project.planned_finish),
        "priority": display.choice(Project._meta.get_field("priority"), project.priority),
        "manager": str(project.manager or "") if project.is_open else manager_of(project),
    }
