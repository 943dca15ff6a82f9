"""Wire shape of board columns, sprints and moves."""

from pmo.api.serializers import ObjectSerializer

from ..models import BoardColumn, Sprint


class BoardColumnSerializer(ObjectSerializer):
    class Meta:
        model = BoardColumn


class SprintSerializer(ObjectSerializer):
    class Meta:
        model = Sprint
        read_only_fields = ("committed_points",)
