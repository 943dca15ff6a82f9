"""What the pages of a board share: the project with the reader's rights on its plan, the way between the pages."""

from functools import cached_property
from urllib.parse import urlsplit

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo.pages import pages_of, trail
from pmo.views.frame import ReaderView

from ...models import Project, Task


class BoardView(ReaderView):
    """Something about the board of the project in the address; 404 for whoever may not see its plan."""

    @cached_property
    def project(self) -> Project:
        """The project with `may_view`, `may_add` and `may_change` as to its plan (one query)."""
        rows = Project.objects.allowed(self.reader).with_permissions(
            self.reader, "view", "add", "change", "delete", kind="plan"
        )
        project = rows.filter(pk=self.kwargs["pk"]).first()
        if project is None or not project.may_view:
            raise Http404
        return project

    @cached_property
    def today(self):
        return timezone.localdate()

    def cards(self):
        """The cards the reader may see, with `may_change`."""
        rows = Task.objects.allowed(self.reader).with_permissions(self.reader, "change")
        return rows.filter(project=self.project)

    @property
    def in_tab(self) -> bool:
        """Whether the reader is on another page, in whose tab this one is shown."""
        own = {reverse(f"projects:{name}", args=[self.project.pk]) for name in ("board", "backlog", "flow")}
        around = self.request.htmx.current_url_abs_path if self.request.htmx else ""
        return bool(self.request.htmx) and urlsplit(around or "").path not in own

    def frame(self, current: str, title: str) -> dict:
        """Title, breadcrumbs and the way to the other pages; a page in a tab of its project stays in it."""
        ways = (
            ("board", _("Board"), "layout-kanban"),
            ("backlog", _("Backlog"), "list-numbers"),
            ("flow", _("Flow and forecast"), "chart-dots"),
        )
        return {
            "project": self.project,
            "title": f"{title} · {self.project}",
            "breadcrumbs": trail(self.project, title),
            "ways": [
                {"label": label, "icon": icon, "url": reverse(f"projects:{name}", args=[self.project.pk]),
                 "active": name == current}
                for name, label, icon in ways
            ],
            "tasks_url": pages_of(Task).url("list"),
            "in_tab": self.in_tab,
        }  # fmt: skip

    def part(self) -> str:
        """What of the template is asked for: the whole page, or only its body for a tab."""
        return "#body" if self.request.htmx and not self.request.htmx.boosted else ""
