"""The page of flow charts and the forecast, with what counts as started and finished in words."""

from django.db.models import Case, Value, When
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pmo.pages import pages_of

from ...choices import ColumnKind, SprintState
from ...models import BoardColumn, Sprint
from .frame import BoardView

ACTIVE_FIRST = Case(
    When(state=SprintState.ACTIVE, then=Value(0)), When(state=SprintState.CLOSED, then=Value(1)), default=Value(2)
)


class Flow(BoardView):
    """`?sprint=` chooses the sprint of the burn charts: by default the active one, else the last that was closed."""

    template_name = "projects/flow.html"

    def get(self, request, pk):
        return render(request, self.template_name + self.part(), self.context())

    def context(self) -> dict:
        sprints = self._sprints()
        chosen = next((row for row in sprints if str(row.pk) == self.request.GET.get("sprint")), None)
        chosen = chosen or (sprints[0] if sprints else None)
        return self.frame("flow", _("Flow and forecast")) | {
            "sprints": [(str(row.pk), row.name, row == chosen) for row in sprints],
            "sprint": chosen,
            "charts": self._charts(),
            "burns": self._burns(chosen) if chosen else [],
            "meanings": self._meanings(),
            "columns_url": f"{pages_of(BoardColumn).url('list')}?project={self.project.pk}",
            "flow_url": reverse("projects:flow", args=[self.project.pk]),
        }

    def _sprints(self) -> list[Sprint]:
        rows = Sprint.objects.allowed(self.reader).filter(project=self.project)
        return list(rows.order_by(ACTIVE_FIRST, "-first_day", "-pk"))

    def _charts(self) -> list[dict]:
        titles = {
            "forecast": _("When will it be done?"),
            "times": _("Lead and cycle time"),
            "cumulative": _("Cumulative flow"),
            "velocity": _("Velocity"),
        }
        return [
            {"title": title, "url": reverse(f"projects:flow-{name}", args=[self.project.pk])}
            for name, title in titles.items()
        ]

    def _burns(self, sprint: Sprint) -> list[dict]:
        url = reverse("projects:flow-burn", args=[self.project.pk])
        return [
            {"title": title, "url": f"{url}?sprint={sprint.pk}&show={show}"}
            for show, title in (("down", _("Burn-down")), ("up", _("Burn-up")))
        ]

    def _meanings(self) -> list[dict]:
        """The columns by what they count as."""
        columns = list(BoardColumn.objects.allowed(self.reader).filter(project=self.project).order_by("position", "pk"))
        return [
            {"badge": ColumnKind.badge(kind), "names": [one.name for one in columns if one.kind == kind]}
            for kind in (ColumnKind.NOT_STARTED, ColumnKind.DOING, ColumnKind.DONE)
        ]
