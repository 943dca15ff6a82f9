"""API routes of board columns and sprints."""

from pmo.api.registry import route
from pmo.api.viewsets import ObjectViewSet

from ..filters import BoardColumnFilterSet, SprintFilterSet
from ..serializers import BoardColumnSerializer, SprintSerializer


@route("board-columns")
class BoardColumnViewSet(ObjectViewSet):
    serializer_class = BoardColumnSerializer
    filterset_class = BoardColumnFilterSet


@route("sprints")
class SprintViewSet(ObjectViewSet):
    serializer_class = SprintSerializer
    filterset_class = SprintFilterSet
