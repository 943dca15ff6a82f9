"""My work: what waits for me, decisions and escalations first, and my projects by trouble."""

from django.db.models import Case, IntegerField, Q, When
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo import display
from pmo.choices import Health
from pmo.pages import url_of
from pmo.views.frame import ReaderView
from projects.models import Project

from ..chasing import waiting_and_owed
from ..waiting import milestones

WORST_FIRST = Case(
    When(state__health=Health.RED, then=0), When(state__health=Health.AMBER, then=1),
    When(state__health=Health.GREEN, then=2), default=3, output_field=IntegerField(),
)  # fmt: skip


def my_projects(user):
    """Running projects that name the user, worst first."""
    named = Q(manager__user=user) | Q(sponsor__user=user) | Q(memberships__user=user)
    rows = Project.objects.allowed(user).running().filter(named).distinct().select_related("state", "portfolio")
    return rows.annotate(rank=WORST_FIRST).order_by("rank", "sort_key", "pk")


class MyWork(ReaderView):
    """The page everybody starts from."""

    def get(self, request):
        groups, owed = waiting_and_owed(self.reader, timezone.localdate())
        context = {
            "title": _("My work"),
            "breadcrumbs": [{"label": _("My work"), "url": ""}],
            "groups": groups,
            "owed": owed,
        }
        return render(request, "reporting/my_work.html", context)


class MyProjects(ReaderView):
    """The reader's projects, worst first; loaded after the page."""

    def get(self, request):
        projects = [self._project(row) for row in my_projects(self.reader)[:12]]
        late = milestones(self.reader, timezone.localdate())
        return render(request, "reporting/my_projects.html", {"projects": projects, "late": late})

    def _project(self, row) -> dict:
        state = getattr(row, "state", None)
        return {
            "name": row.name,
            "url": url_of(row),
            "code": row.code,
            "health": display.health(state.health, state.is_stale) if state else "",
            "finish": display.day(state.finish) if state else "",
            "slip": display.slip(state.slip_days) if state else "",
        }
