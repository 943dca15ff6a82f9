"""What the scripts of board and backlog send: a card moved or added. Answers are JSON with the card as it is now."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from pmo.pages import pages_of
from pmo.views.frame import ReaderView
from pmo.writing import Stale

from ...choices import Priority
from ...models import BoardColumn, Sprint, Task
from ...services.board import (
    ANYWHERE,
    LANES,
    LaneChange,
    OverLimit,
    column_counts,
    create_card,
    lane_of,
    move_card,
    rank_card,
    read_cards,
)
from .facts import with_facts
from .frame import BoardView


class PlaceForm(forms.Form):
    """Where a card goes; `seen_…` is where the mover saw it."""

    column = forms.ModelChoiceField(None, required=False)
    sprint = forms.ModelChoiceField(None, required=False)
    before = forms.ModelChoiceField(None, required=False)
    seen = forms.IntegerField(required=False)
    over_limit = forms.BooleanField(required=False)
    lanes = forms.ChoiceField(choices=[(name, name) for name in LANES], required=False)
    priority = forms.ChoiceField(choices=Priority, required=False)
    responsible = forms.ModelChoiceField(None, required=False)
    parent = forms.ModelChoiceField(None, required=False)

    def __init__(self, data, *, project, reader):
        super().__init__(data)
        for name, model in (("column", BoardColumn), ("sprint", Sprint), ("before", Task), ("parent", Task)):
            self.fields[name].queryset = model.objects.allowed(reader).filter(project=project)
        self.fields["responsible"].queryset = Person.objects.allowed(reader)


class CardForm(PlaceForm):
    """A card typed into a column or a sprint."""

    name = forms.CharField(max_length=250)


class CardAnswer(ReaderView):
    """Shows a card as the page that asked draws it: a card of the board, or a row of the backlog."""

    TEMPLATES = {"card": "projects/board_card.html", "row": "projects/backlog_row.html"}

    def shown(self, pk: int) -> dict:
        rows = Task.objects.allowed(self.reader).with_permissions(self.reader, "change").filter(pk=pk)
        cards = with_facts(read_cards(rows, timezone.localdate()), in_list=self.request.POST.get("as") == "row")
        return cards[0] if cards else {}

    def answer(self, task: Task, text: str, status: int = 200) -> JsonResponse:
        """The card as it is now, where it stands, and how full the columns are."""
        card = self.shown(task.pk)
        template = self.TEMPLATES.get(self.request.POST.get("as", ""), self.TEMPLATES["card"])
        context = {"card": card, "tasks_url": pages_of(Task).url("list")}
        return JsonResponse(
            {
                "html": render_to_string(template, context, request=self.request) if card else "",
                "id": task.pk,
                "column": task.column_id,
                "sprint": task.sprint_id,
                "lane": lane_of(card, lanes) if card and (lanes := self.request.POST.get("lanes")) in LANES else "",
                "counts": column_counts(task.project),
                "text": text,
            },
            status=status,
        )

    def refuse(self, error: ValidationError) -> JsonResponse:
        return JsonResponse({"text": " ".join(error.messages), "over_limit": isinstance(error, OverLimit)}, status=422)


class MoveCard(CardAnswer):
    """`column` (empty: off the board) or `sprint` (empty: none) says where to, `before` a card, last without."""

    def post(self, request, pk):
        rows = Task.objects.allowed(self.reader).with_permissions(self.reader, "change").select_related("project")
        row = rows.filter(pk=pk).first()
        if row is None:
            raise Http404
        if not row.may_change:
            raise PermissionDenied
        form = PlaceForm(request.POST, project=row.project_id, reader=self.reader)
        if not form.is_valid():
            text = _("This place is no longer there. Load the page again.")
            return self.refuse(ValidationError(text))
        return self._move(row, form.cleaned_data)

    def _move(self, row: Task, place: dict) -> JsonResponse:
        try:
            moved = self._perform(row, place)
        except ValidationError as error:
            return self.refuse(error)
        except Stale as stale:
            if stale.current is None:
                raise Http404 from stale
            return self.answer(stale.current, self._moved_meanwhile(stale.current), status=409)
        return self.answer(moved, _("“%(card)s” is moved.") % {"card": moved})

    def _perform(self, row: Task, place: dict) -> Task:
        seen = place["seen"] if "seen" in self.request.POST else ANYWHERE
        if "column" not in self.request.POST:
            return rank_card(
                self.reader, task=row, before=place["before"], sprint=place["sprint"], expected_sprint=seen
            )
        return move_card(
            self.reader, task=row, column=place["column"], before=place["before"], expected_column=seen,
            over_limit=place["over_limit"], lane=self._lane(place), now=timezone.now(),
        )  # fmt: skip

    def _lane(self, place: dict) -> LaneChange | None:
        """Where the card goes into another lane than it was seen in."""
        by, seen = place["lanes"], self.request.POST.get("seen_lane", "")
        if not by or self.request.POST.get(by, "") == seen:
            return None
        return LaneChange(by, place[by], seen)

    def _moved_meanwhile(self, current: Task) -> str:
        place = current.column if "column" in self.request.POST else current.sprint
        return _("Somebody else moved “%(card)s” meanwhile; it is now in “%(place)s”.") % {
            "card": current, "place": place or _("Backlog"),
        }  # fmt: skip


class AddCard(BoardView, CardAnswer):
    """A new card at the end of a column or of a sprint."""

    def post(self, request, pk):
        if not self.project.may_add:
            raise PermissionDenied
        form = CardForm(request.POST, project=self.project, reader=self.reader)
        if not form.is_valid():
            return self.refuse(ValidationError(_("Give the card a name.")))
        place = form.cleaned_data
        try:
            card = create_card(
                self.reader, project=self.project, name=place["name"], column=place["column"], sprint=place["sprint"],
                over_limit=place["over_limit"], now=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            return self.refuse(error)
        return self.answer(card, _("“%(card)s” is created.") % {"card": card})
