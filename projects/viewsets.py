"""API routes of projects, their facts, states and snapshots."""

from pmo.api.registry import route
from pmo.api.viewsets import ObjectViewSet, OfParent, ReadOnlyViewSet

from .filters import (
    ActionFilterSet,
    BudgetLineFilterSet,
    CostEntryFilterSet,
    DecisionFilterSet,
    MilestoneFilterSet,
    MilestoneForecastFilterSet,
    ObjectiveLinkFilterSet,
    ProjectFilterSet,
    ProjectSnapshotFilterSet,
    ProjectStateFilterSet,
    StatusReportFilterSet,
)
from .models import Project
from .serializers import (
    ActionSerializer,
    BudgetLineSerializer,
    CostEntrySerializer,
    DecisionSerializer,
    MilestoneForecastSerializer,
    MilestoneSerializer,
    ObjectiveLinkSerializer,
    ProjectSerializer,
    ProjectSnapshotSerializer,
    ProjectStateSerializer,
    StatusReportSerializer,
)


@route("projects")
class ProjectViewSet(ObjectViewSet):
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilterSet


@route("objective-links")
class ObjectiveLinkViewSet(ObjectViewSet):
    serializer_class = ObjectiveLinkSerializer
    filterset_class = ObjectiveLinkFilterSet


@route("milestones")
class MilestoneViewSet(ObjectViewSet):
    serializer_class = MilestoneSerializer
    filterset_class = MilestoneFilterSet


@route("milestone-forecasts")
class MilestoneForecastViewSet(ReadOnlyViewSet):
    serializer_class = MilestoneForecastSerializer
    filterset_class = MilestoneForecastFilterSet


@route("budget-lines")
class BudgetLineViewSet(ObjectViewSet):
    serializer_class = BudgetLineSerializer
    filterset_class = BudgetLineFilterSet


@route("cost-entries")
class CostEntryViewSet(ObjectViewSet):
    serializer_class = CostEntrySerializer
    filterset_class = CostEntryFilterSet


@route("status-reports")
class StatusReportViewSet(ObjectViewSet):
    serializer_class = StatusReportSerializer
    filterset_class = StatusReportFilterSet


@route("decisions")
class DecisionViewSet(ObjectViewSet):
    serializer_class = DecisionSerializer
    filterset_class = DecisionFilterSet


@route("actions")
class ActionViewSet(ObjectViewSet):
    serializer_class = ActionSerializer
    filterset_class = ActionFilterSet


@route("project-states")
class ProjectStateViewSet(ReadOnlyViewSet):
    """`updated_since` counts from when the measures were computed; a state goes with its project."""

    time_field = "computed_at"
    deletion_label = "projects.project"
    serializer_class = ProjectStateSerializer
    filterset_class = ProjectStateFilterSet


@route("project-snapshots")
class ProjectSnapshotViewSet(ReadOnlyViewSet):
    serializer_class = ProjectSnapshotSerializer
    filterset_class = ProjectSnapshotFilterSet


@route("projects/(?P<project>[0-9]{1,18})/snapshots", name="snapshots-of-project")
class SnapshotsOfProjectViewSet(OfParent, ProjectSnapshotViewSet):
    """The snapshots of one project."""

    parent = Project
