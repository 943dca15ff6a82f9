"""What columns and sprints are filtered by."""

from pmo.filters import ObjectFilterSet

from ..models import BoardColumn, Sprint, TaskMove
from .facts import PORTFOLIO_OF_PROJECT, FactFilterSet


class BoardColumnFilterSet(FactFilterSet):
    class Meta:
        model = BoardColumn
        fields = ("project", "kind")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("name",)


class SprintFilterSet(FactFilterSet):
    class Meta:
        model = Sprint
        fields = ("project", "state", "first_day", "last_day")
        paths = PORTFOLIO_OF_PROJECT
        search_fields = ("name", "goal")


class TaskMoveFilterSet(ObjectFilterSet):
    class Meta:
        model = TaskMove
        fields = ("project", "task", "column", "kind", "moved_at")
        search_fields = ("task__name",)
