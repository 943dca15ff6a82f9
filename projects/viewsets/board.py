"""API routes of board columns, sprints and moves; the verbs of cards; the forecast of a board."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from pmo.api.changes import Change
from pmo.api.encoding import json_answer
from pmo.api.registry import route
from pmo.api.verbs import verb
from pmo.api.viewsets import ObjectViewSet, ReadOnlyViewSet
from pmo.problems import Conflict

from ..filters import BoardColumnFilterSet, SprintFilterSet
from ..filters.board import TaskMoveFilterSet
from ..models import Project
from ..serializers import BoardColumnSerializer, SprintSerializer
from ..serializers.board import CloseSprintSerializer, MoveSerializer, TaskMoveSerializer
from ..services import board


@route("board-columns")
class BoardColumnViewSet(ObjectViewSet):
    serializer_class = BoardColumnSerializer
    filterset_class = BoardColumnFilterSet


@route("sprints")
class SprintViewSet(ObjectViewSet):
    serializer_class = SprintSerializer
    filterset_class = SprintFilterSet

    @verb(summary="Start the sprint; the points in it are what is committed")
    def start(self, row):
        return board.start_sprint(self.request.user, sprint=row, now=timezone.now())

    @verb(body=CloseSprintSerializer, summary="Close the sprint and move its unfinished cards on")
    def close(self, row, to=None):
        return board.close_sprint(self.request.user, sprint=row, to=to, now=timezone.now()).sprint


@route("task-moves")
class TaskMoveViewSet(ReadOnlyViewSet):
    """`updated_since` counts from when a card was moved; moves go with their task."""

    time_field = "moved_at"
    deletion_label = "projects.task"
    serializer_class = TaskMoveSerializer
    filterset_class = TaskMoveFilterSet


class CardVerbs:
    """Mixin of the route of tasks: /tasks/7/move/."""

    @verb(body=MoveSerializer, summary="Put the card into a column of the board, before another one or last")
    def move(self, row, **place):
        try:
            return board.move_card(self.request.user, task=row, now=timezone.now(), **place)
        except board.OverLimit as error:
            raise Conflict.of(ValidationError({"column": error})) from error


class CardRules:
    """Mixin of the route of tasks: writing `column` is a move, with the limits and the dates of one."""

    def locked(self, pk, wanted, **options):
        """The board before its card, in the order of every move."""
        if isinstance(self.request.data, dict) and "column" in self.request.data:
            for project in self.get_queryset().filter(pk=pk).values_list("project_id", flat=True):
                board.hold_board(project)
        return super().locked(pk, wanted, **options)

    def judge(self, changes: list[Change]) -> dict[int, ValidationError]:
        moving = {place: one for place, one in enumerate(changes) if "column" in one.touched}
        arrivals = [
            board.Arrival(one.row, one.before.get("column_id"), bool(one.wishes.get("over_limit")))
            for one in moving.values()
        ]
        full = board.judge_arrivals(arrivals, {one.row.project_id for one in moving.values()})
        places = list(moving)
        for number, one in enumerate(moving.values()):
            if number not in full:
                _date(one)
        return {places[number]: ValidationError({"column": error}) for number, error in full.items()}


def _date(change: Change) -> None:
    """Actual dates follow the column unless the body gives them."""
    names = {"actual_start", "actual_finish"}
    if change.touched & names:
        return
    before = {name: getattr(change.row, name) for name in names}
    board.date_by_board(change.row, change.row.column, timezone.now())
    change.touched |= {name for name in names if getattr(change.row, name) != before[name]}


class ForecastRoute:
    """Mixin of the route of projects: /projects/7/forecast/."""

    @extend_schema(
        summary="When as many cards as are open will be finished, from the throughput of past weeks",
        responses={200: OpenApiTypes.OBJECT},
        request=None,
    )
    @action(detail=True, methods=["get"], url_path="forecast")
    def forecast(self, request, pk):
        project = Project.objects.allowed(request.user, "view", "plan").filter(pk=pk).first()
        if project is None:
            raise Http404
        record = board.read_flow(project)
        shown = board.forecast_finish(record, timezone.localdate(), seed=project.pk)
        return json_answer(forecast_document(record, shown), **{"Cache-Control": "private, no-cache"})


def forecast_document(record: board.FlowRecord, shown: board.ForecastShown) -> dict:
    """The forecast with what it rests on, and the times of the finished cards, as JSON."""
    times = {"lead": record.lead(), "cycle": record.cycle()}
    return {
        "open": shown.open,
        "sure_by": {str(level): day.isoformat() for level, day in shown.dates.items()},
        "fits": {
            str(weeks): {str(level): count for level, count in found.items()} for weeks, found in shown.fits.items()
        },
        "finished_by_week": shown.history,
        "reason": shown.reason,
        "text": board.sentence(shown),
        "notes": shown.notes,
        **{
            f"{name}_days": {"count": found.count, "median": found.median, "within": found.within}
            for name, found in times.items()
        },
    }
