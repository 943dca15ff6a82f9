"""The board: columns with cards, in lanes if wanted, filtered by text, person and sprint."""

from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from pmo.pages import pages_of

from ...choices import ColumnKind, Priority, SprintState
from ...models import BoardColumn, Sprint, Task
from ...services.board import LANES, column_counts, default_columns, lane_of, read_cards
from .facts import with_facts
from .frame import BoardView

# Finished cards shown; the rest is in the list of tasks. Open ones are all shown up to a number no board should reach.
MOST_DONE, MOST_OPEN = 40, 1500


def board_address(project) -> str:
    return reverse("projects:board", args=[project.pk])


class Board(BoardView):
    """`?q=`, `?person=`, `?sprint=` choose the cards, `?lanes=` how they are grouped."""

    template_name = "projects/board.html"

    def get(self, request, pk):
        return render(request, self.template_name + self.part(), self.context())

    def post(self, request, pk):
        """Give a board without columns the usual four."""
        if not self.project.may_add:
            raise PermissionDenied(_("You may not write this here."))
        default_columns(self.reader, project=self.project)
        return self.get(request, pk) if self.part() else redirect(board_address(self.project))

    def context(self) -> dict:
        columns, counts = self.columns, {row["id"]: row for row in column_counts(self.project)}
        return self.frame("board", _("Board")) | {
            "board_url": board_address(self.project),
            "add_url": reverse("projects:board-add", args=[self.project.pk]),
            "columns": [self._column(column, counts.get(column.pk, {})) for column in columns],
            "lanes": self.lanes(),
            "lane_choices": self._lane_choices(),
            "lanes_by": self.by,
            "persons": self.persons,
            "sprints": self.sprints,
            "chosen": {"q": self.asked("q"), "person": self.asked("person"), "sprint": self.asked("sprint")},
            "is_filtered": any(self.asked(name) for name in ("q", "person", "sprint")),
            "columns_url": f"{pages_of(BoardColumn).url('list')}?project={self.project.pk}",
            "new_column_url": f"{pages_of(BoardColumn).url('create')}?project={self.project.pk}",
        }

    def asked(self, name: str) -> str:
        return self.request.GET.get(name, "").strip()

    @cached_property
    def columns(self) -> list[BoardColumn]:
        columns = BoardColumn.objects.allowed(self.reader).filter(project=self.project)
        return list(columns.order_by("position", "pk"))

    def _column(self, column: BoardColumn, counts: dict) -> dict:
        badge = ColumnKind.badge(column.kind)
        listed = f"{pages_of(Task).url('list')}?project={self.project.pk}&column={column.pk}"
        return {
            "key": str(column.pk), "name": column.name, "kind": column.kind, "badge": badge, "limit": column.wip_limit,
            "count": counts.get("count", 0), "over": counts.get("over", False),
            "url": pages_of(BoardColumn).url("detail", column.pk), "list_url": listed,
            "hidden": max(counts.get("count", 0) - MOST_DONE, 0) if column.kind == ColumnKind.DONE else 0,
        }  # fmt: skip

    @cached_property
    def shown(self) -> list[dict]:
        """The cards: all open ones, and the finished ones that were moved last."""
        rows = self.cards().filter(self._wanted(), column__isnull=False)
        done = rows.filter(column__kind=ColumnKind.DONE).order_by("-rank", "-pk").values("pk")[:MOST_DONE]
        is_open = rows.exclude(column__kind=ColumnKind.DONE).values("pk")[:MOST_OPEN]
        return with_facts(read_cards(self.cards().filter(Q(pk__in=is_open) | Q(pk__in=done)), self.today))

    def _wanted(self) -> Q:
        wanted = Q(name__icontains=self.asked("q")) if self.asked("q") else Q()
        if self.asked("person") == "me":
            wanted &= Q(responsible__user=self.reader)
        elif self.asked("person").isdecimal():
            wanted &= Q(responsible=int(self.asked("person")[:18]))
        if self.asked("sprint") == "active":
            wanted &= Q(sprint__state=SprintState.ACTIVE)
        elif self.asked("sprint").isdecimal():
            wanted &= Q(sprint=int(self.asked("sprint")[:18]))
        return wanted

    @cached_property
    def sprints(self) -> list[Sprint]:
        rows = Sprint.objects.allowed(self.reader).filter(project=self.project)
        return list(rows.exclude(state=SprintState.CLOSED).order_by("first_day", "pk"))

    @cached_property
    def persons(self) -> list[Person]:
        """Those who are responsible for a card."""
        named = self.cards().filter(column__isnull=False).values("responsible")
        return list(Person.objects.allowed(self.reader).filter(pk__in=named).order_by("sort_key", "pk"))

    # -- Lanes -------------------------------------------------------------------------------------------------
    def lanes(self) -> list[dict]:
        """{key, value, label, cells: [{column, cards}], count} from top to bottom; one without label without lanes.

        Whoever plans the project also finds the lanes that hold nothing yet, to put cards there.
        """
        by = self.by
        found: dict = dict(self._offered()) if by else {"": ("", "")}
        cards: dict = {}
        for card in self.shown:
            value = lane_of(card, by) if by else ""
            found.setdefault(value, self._named(card) if value else ("", ""))
            cards.setdefault(value, []).append(card)
        order = sorted(found, key=lambda value: (value == "", found[value]))
        return [self._lane(number, value, found[value][1], cards.get(value, [])) for number, value in enumerate(order)]

    @property
    def by(self) -> str:
        """What lanes stand for; "" without lanes."""
        return self.asked("lanes") if self.asked("lanes") in LANES else ""

    def _named(self, card: dict) -> tuple[str, str]:
        """(what lanes are sorted by, label)."""
        if self.by == "priority":
            return card["priority"], str(Priority(card["priority"]).label)
        name = card[f"{self.by}__name"]
        return name.casefold(), name

    def _offered(self):
        """Lanes that are there without a card: open sprints, priorities, and the one of cards without."""
        if not self.project.may_add:
            return
        if self.by == "priority":
            yield from ((str(value), (str(value), str(label))) for value, label in Priority.choices)
            return
        yield "", ("", "")
        if self.by == "sprint":
            yield from ((str(one.pk), (one.name.casefold(), one.name)) for one in self.sprints)

    def _lane(self, number: int, value: str, label: str, cards: list[dict]) -> dict:
        by_column: dict = {column.pk: [] for column in self.columns}
        for card in cards:
            by_column[card["column_id"]].append(card)
        cells = [{"column": column, "key": str(column.pk), "cards": by_column[column.pk]} for column in self.columns]
        label = label or (_("None") if self.by else "")
        return {"key": f"lane{number}", "value": value, "label": label, "count": len(cards), "cells": cells}

    def _lane_choices(self) -> list[tuple[str, str, bool]]:
        labels = {
            "": _("Without lanes"), "responsible": _("By person"), "priority": _("By priority"),
            "parent": _("By parent task"), "sprint": _("By sprint"),
        }  # fmt: skip
        return [(value, label, value == self.asked("lanes")) for value, label in labels.items()]
