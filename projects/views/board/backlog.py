"""The backlog: open cards in their order, by sprint, with what fits; many at once into a sprint, board or plan."""

from decimal import Decimal
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo import display
from pmo.pages import pages_of

from ...choices import ColumnKind, SprintState
from ...models import BoardColumn, Sprint, Task
from ...services import board
from .facts import with_facts
from .frame import BoardView

MOST = 400
"""Cards shown without a sprint; the rest is in the list of tasks."""
AGILE = Q(column__isnull=False) | Q(sprint__isnull=False) | Q(is_scheduled=False)


class Backlog(BoardView):
    """`?plan=1` shows the tasks of the plan that are not on the board too."""

    template_name = "projects/backlog.html"

    def get(self, request, pk):
        return render(request, self.template_name + self.part(), self.context())

    def context(self) -> dict:
        return self.frame("backlog", _("Backlog")) | {
            "sections": self.sections(),
            "pace": self._pace(),
            "with_plan": self.with_plan,
            "backlog_url": reverse("projects:backlog", args=[self.project.pk]),
            "add_url": reverse("projects:board-add", args=[self.project.pk]),
            "change_url": reverse("projects:backlog-change", args=[self.project.pk]),
            "sprints": [(str(row.pk), row.name) for row in self.sprints],
            "new_sprint_url": f"{pages_of(Sprint).url('create')}?project={self.project.pk}",
        }

    @cached_property
    def with_plan(self) -> bool:
        return self.request.GET.get("plan") == "1"

    @cached_property
    def sprints(self) -> list[Sprint]:
        """The active sprint, then the planned ones."""
        rows = Sprint.objects.allowed(self.reader).filter(project=self.project).exclude(state=SprintState.CLOSED)
        return list(rows.order_by("state", "first_day", "pk"))

    @cached_property
    def pace(self) -> board.Pace:
        return board.pace_of(self.project)

    @cached_property
    def rows(self) -> list[dict]:
        """Open tasks without parts of their own, in the order of the cards."""
        rows = self.cards().exclude(column__kind=ColumnKind.DONE).filter(actual_finish__isnull=True)
        rows = rows.filter(children=None)  # parts are listed, not their sum
        if not self.with_plan:
            rows = rows.filter(AGILE)
        return with_facts(board.read_cards(rows, self.today), in_list=True)

    def sections(self) -> list[dict]:
        """One list for each open sprint and one for the rest, with the sum of its points and what fits."""
        by_sprint: dict = {}
        for row in self.rows:
            by_sprint.setdefault(row["sprint_id"], []).append(row)
        found = [self._section(sprint, by_sprint.get(sprint.pk, [])) for sprint in self.sprints]
        return [*found, self._section(None, by_sprint.get(None, []))]

    def _section(self, sprint: Sprint | None, cards: list[dict]) -> dict:
        points = sum((card["story_points"] or Decimal(0) for card in cards), Decimal(0))
        unsized = sum(card["story_points"] is None for card in cards)
        room = self._room(sprint)
        return {
            "key": str(sprint.pk) if sprint else "",
            "sprint": sprint,
            "name": sprint.name if sprint else _("Backlog"),
            "badge": SprintState.badge(sprint.state) if sprint else None,
            "actions": pages_of(Sprint).buttons(sprint, self.reader) if sprint and self.project.may_change else [],
            "url": pages_of(Sprint).url("detail", sprint.pk) if sprint else "",
            "cards": self._filled(cards, room) if sprint is None else cards[:MOST],
            "more": max(len(cards) - MOST, 0),
            "count": len(cards),
            "points": points.normalize(),
            "unsized": unsized,
            "room": room,
            "is_over": bool(sprint and room and points > room),
        }

    def _room(self, sprint: Sprint | None) -> Decimal | None:
        """Points a sprint takes: its own capacity, else the velocity of the last sprints."""
        if sprint and sprint.capacity_points:
            return sprint.capacity_points
        mean = self.pace.velocity.mean
        return round(Decimal(mean)) if mean else None

    def _filled(self, cards: list[dict], room: Decimal | None) -> list[dict]:
        """The cards, the first one that no longer fits into one more sprint marked."""
        total, marked = Decimal(0), False
        for card in cards[:MOST]:
            total += card["story_points"] or 0
            if room and total > room and not marked:
                card["full_here"] = marked = True
        return cards[:MOST]

    def _pace(self) -> str:
        """What the last sprints got done, in words."""
        found = self.pace.velocity
        if not found.sprints:
            return _("No sprint is closed yet, so there is no velocity to plan by.")
        text = ngettext(
            "The last sprint got %(mean)s points done.",
            "The last %(count)s sprints got %(mean)s points done on average (%(lowest)s to %(highest)s).",
            found.sprints,
        )
        return text % {
            "count": found.sprints, "mean": display.number(found.mean), "lowest": display.number(found.lowest),
            "highest": display.number(found.highest),
        }  # fmt: skip


class ChangeBacklog(BoardView):
    """POST of chosen `tasks` with `do`: sprint, board, plan or unplan. Cards that may not be changed are left."""

    def post(self, request, pk):
        chosen = [int(value) for value in request.POST.getlist("tasks") if value.isdecimal() and len(value) < 19]
        rows = list(self.cards().filter(pk__in=chosen[:MOST]).select_related("project").order_by("rank", "pk"))
        tasks = [row for row in rows if row.may_change]
        if rows and not tasks:
            raise PermissionDenied
        try:
            text = self._perform(request.POST.get("do", ""), tasks)
            messages.success(request, text) if tasks else messages.warning(request, _("Choose cards first."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        plan = "?plan=1" if request.POST.get("plan") == "1" else ""
        return HttpResponseRedirect(reverse("projects:backlog", args=[self.project.pk]) + plan)

    def _perform(self, verb: str, tasks: list[Task]) -> str:
        now, project = timezone.now(), self.project
        if verb == "sprint":
            count = board.assign_sprint(self.reader, tasks=tasks, sprint=self._sprint())
        elif verb == "board":
            count = board.put_on_board(self.reader, project=project, tasks=tasks, column=self._first_column(), now=now)
        elif verb == "plan":
            count = board.take_into_plan(self.reader, project=project, tasks=tasks, now=now)
        elif verb == "unplan":
            count = board.leave_plan(self.reader, project=project, tasks=tasks, now=now)
        else:
            raise ValidationError(_("Choose what to do."))
        return ngettext("%(count)s card changed.", "%(count)s cards changed.", count) % {"count": count}

    def _sprint(self) -> Sprint | None:
        wanted = self.request.POST.get("sprint", "")
        if not wanted:
            return None
        sprint = Sprint.objects.allowed(self.reader).filter(project=self.project, pk=wanted).first()
        if sprint is None:
            raise ValidationError(_("This sprint is no longer there."))
        return sprint

    def _first_column(self) -> BoardColumn:
        columns = BoardColumn.objects.allowed(self.reader).filter(project=self.project).order_by("position", "pk")
        column = columns.first()
        if column is None:
            if not self.project.may_add:
                raise ValidationError(_("This board has no columns yet."))
            column = board.default_columns(self.reader, project=self.project)[0]
        return column
