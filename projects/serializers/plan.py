"""Wire shape of tasks, links and baselines."""

from rest_framework import serializers

from pmo.api.fields import LinkField, NestedField
from pmo.api.guards import MONEY
from pmo.api.labels import label
from pmo.api.serializers import ObjectSerializer
from pmo.api.verbs import VerbSerializer

from ..models import (
    Baseline,
    BaselineTask,
    ChecklistItem,
    Decision,
    PlanState,
    Task,
    TaskAssignment,
    TaskLink,
    TaskSchedule,
)

label(TaskSchedule, "task__name")
label(PlanState, "project__name")


class EmbeddedScheduleSerializer(ObjectSerializer):
    class Meta:
        model = TaskSchedule
        omit = ("project", "task", "id")


class TaskSerializer(ObjectSerializer):
    schedule = NestedField(EmbeddedScheduleSerializer)
    over_limit = serializers.BooleanField(
        write_only=True, required=False, help_text="Write `column` although it holds as many cards as its limit says."
    )

    class Meta:
        model = Task
        guards = {"fixed_cost": MONEY, "work_cost": MONEY, "actual_cost": MONEY}


class TaskLinkSerializer(ObjectSerializer):
    class Meta:
        model = TaskLink


class TaskAssignmentSerializer(ObjectSerializer):
    class Meta:
        model = TaskAssignment


class ChecklistItemSerializer(ObjectSerializer):
    class Meta:
        model = ChecklistItem


class BaselineSerializer(ObjectSerializer):
    class Meta:
        model = Baseline
        read_only_fields = (
            "state", "is_current", "approved_by", "approved_on", "answer", "taken_on", "taken_by", "start", "finish",
            "cost", "decision",
        )  # fmt: skip
        guards = {"cost": MONEY}


class BaselineTaskSerializer(ObjectSerializer):
    class Meta:
        model = BaselineTask
        guards = {"fixed_cost": MONEY, "work_cost": MONEY}


class MakeCurrentSerializer(VerbSerializer):
    """The decision by which the plan of reference changes; needed where another baseline is current."""

    decision = LinkField(model=Decision, required=False, allow_null=True)


class ApproveSerializer(MakeCurrentSerializer):
    """Why, and when."""

    reason = serializers.CharField(max_length=10_000, allow_blank=True, default="")
    on = serializers.DateField()


class RejectSerializer(VerbSerializer):
    """Why not, and when."""

    reason = serializers.CharField(max_length=10_000)
    on = serializers.DateField()
