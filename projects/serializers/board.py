"""Wire shape of board columns, sprints, moves, and of what the verbs of a board are told."""

from rest_framework import serializers

from pmo.api.fields import LinkField
from pmo.api.labels import label
from pmo.api.serializers import ObjectSerializer
from pmo.api.verbs import VerbSerializer

from ..models import BoardColumn, Sprint, Task, TaskMove

label(TaskMove, "task__name")


class BoardColumnSerializer(ObjectSerializer):
    class Meta:
        model = BoardColumn


class SprintSerializer(ObjectSerializer):
    class Meta:
        model = Sprint
        read_only_fields = ("committed_points",)


class TaskMoveSerializer(ObjectSerializer):
    class Meta:
        model = TaskMove


class MoveSerializer(VerbSerializer):
    """Where a card goes: a column or null for off the board; before another card, or last."""

    column = LinkField(model=BoardColumn, allow_null=True)
    before = LinkField(model=Task, required=False, allow_null=True)
    over_limit = serializers.BooleanField(default=False)


class CloseSprintSerializer(VerbSerializer):
    """Where unfinished cards go: another open sprint; the backlog without."""

    to = LinkField(model=Sprint, required=False, allow_null=True)
