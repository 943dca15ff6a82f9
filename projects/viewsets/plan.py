"""API routes of tasks, links and baselines."""

from pmo.api.registry import route
from pmo.api.viewsets import ObjectViewSet

from ..filters import (
    BaselineFilterSet,
    ChecklistItemFilterSet,
    TaskAssignmentFilterSet,
    TaskFilterSet,
    TaskLinkFilterSet,
)
from ..serializers import (
    BaselineSerializer,
    ChecklistItemSerializer,
    TaskAssignmentSerializer,
    TaskLinkSerializer,
    TaskSerializer,
)


@route("tasks")
class TaskViewSet(ObjectViewSet):
    serializer_class = TaskSerializer
    filterset_class = TaskFilterSet


@route("task-links")
class TaskLinkViewSet(ObjectViewSet):
    serializer_class = TaskLinkSerializer
    filterset_class = TaskLinkFilterSet


@route("task-assignments")
class TaskAssignmentViewSet(ObjectViewSet):
    serializer_class = TaskAssignmentSerializer
    filterset_class = TaskAssignmentFilterSet


@route("checklist-items")
class ChecklistItemViewSet(ObjectViewSet):
    serializer_class = ChecklistItemSerializer
    filterset_class = ChecklistItemFilterSet


@route("baselines")
class BaselineViewSet(ObjectViewSet):
    serializer_class = BaselineSerializer
    filterset_class = BaselineFilterSet
