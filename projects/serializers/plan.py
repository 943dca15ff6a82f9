"""Wire shape of tasks, links and baselines."""

from pmo.api.fields import NestedField
from pmo.api.guards import MONEY
from pmo.api.labels import label
from pmo.api.serializers import ObjectSerializer

from ..models import (
    Baseline,
    BaselineTask,
    ChecklistItem,
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
        read_only_fields = ("state", "is_current", "approved_by", "approved_on", "start", "finish", "cost")
        guards = {"cost": MONEY}


class BaselineTaskSerializer(ObjectSerializer):
    class Meta:
        model = BaselineTask
        guards = {"fixed_cost": MONEY, "work_cost": MONEY}
