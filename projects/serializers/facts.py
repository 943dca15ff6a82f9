"""Wire shape of projects, their facts, states and snapshots."""

from rest_framework import serializers

from pmo.api.fields import NestedField
from pmo.api.guards import MONEY, Guard
from pmo.api.labels import label
from pmo.api.serializers import ObjectSerializer
from pmo.api.verbs import VerbSerializer

from ..calculated import facts_without_money, reasons_without_money
from ..models import (
    Action,
    BudgetLine,
    CostEntry,
    Decision,
    Milestone,
    MilestoneForecast,
    ObjectiveLink,
    Project,
    ProjectSnapshot,
    ProjectState,
    StatusReport,
)
from ..models.snapshot import MEASURES_OF_MONEY

label(StatusReport, "project__name", "as_of")

# Null for who may not see the project's money.
GUARDED_MEASURES = dict.fromkeys(MEASURES_OF_MONEY, MONEY) | {"reasons": Guard("money", without=reasons_without_money)}


class EmbeddedStateSerializer(ObjectSerializer):
    class Meta:
        model = ProjectState
        omit = ("project", "id")
        guards = GUARDED_MEASURES


class ProjectSerializer(ObjectSerializer):
    state = NestedField(EmbeddedStateSerializer)

    class Meta:
        model = Project
        guards = {"budget": MONEY}


class ObjectiveLinkSerializer(ObjectSerializer):
    class Meta:
        model = ObjectiveLink


class MilestoneSerializer(ObjectSerializer):
    class Meta:
        model = Milestone


class MilestoneForecastSerializer(ObjectSerializer):
    class Meta:
        model = MilestoneForecast


class BudgetLineSerializer(ObjectSerializer):
    class Meta:
        model = BudgetLine


class CostEntrySerializer(ObjectSerializer):
    class Meta:
        model = CostEntry


class StatusReportSerializer(ObjectSerializer):
    class Meta:
        model = StatusReport
        guards = {"facts": Guard("money", without=facts_without_money)}
        read_only_fields = ("state", "correction", "corrects")


class DecisionSerializer(ObjectSerializer):
    class Meta:
        model = Decision


class ActionSerializer(ObjectSerializer):
    class Meta:
        model = Action


class ProjectStateSerializer(ObjectSerializer):
    class Meta:
        model = ProjectState
        guards = GUARDED_MEASURES


class ProjectSnapshotSerializer(ObjectSerializer):
    class Meta:
        model = ProjectSnapshot
        guards = GUARDED_MEASURES


class DecisionTakenSerializer(VerbSerializer):
    """What was decided, why, and when."""

    outcome = serializers.CharField(max_length=10_000)
    reason = serializers.CharField(max_length=10_000, allow_blank=True, default="")
    on = serializers.DateField()


class CopySerializer(VerbSerializer):
    """A project from another one or from a template, its dates moved to a new start."""

    name = serializers.CharField(max_length=250)
    code = serializers.CharField(max_length=40, required=False)
    planned_start = serializers.DateField()
    with_budget = serializers.BooleanField(default=True)
