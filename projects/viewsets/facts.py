"""API routes of projects, their facts, states and snapshots."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pmo.access import may
from pmo.api.registry import route
from pmo.api.verbs import verb
from pmo.api.viewsets import ObjectViewSet, OfParent, ReadOnlyViewSet

from .. import services
from ..filters import (
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
from ..models import Project
from ..serializers import (
    ActionSerializer,
    BudgetLineSerializer,
    CopySerializer,
    CostEntrySerializer,
    DecisionSerializer,
    DecisionTakenSerializer,
    MilestoneForecastSerializer,
    MilestoneSerializer,
    ObjectiveLinkSerializer,
    ProjectSerializer,
    ProjectSnapshotSerializer,
    ProjectStateSerializer,
    StatusReportSerializer,
)
from .board import ForecastRoute
from .planning import PlanRoutes


@route("projects")
class ProjectViewSet(PlanRoutes, ForecastRoute, ObjectViewSet):
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilterSet

    @verb("view", CopySerializer, summary="A new project with this one's plan, its dates moved")
    def copy(self, row, **values):
        if not may(self.request.user, "add", row):
            raise PermissionDenied
        values["code"] = values.get("code") or Project._default_manager.next_code(row.portfolio)
        return services.copy_project(self.request.user, source=row, **values)


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

    @verb("publish", summary="Publish the report and freeze it with its facts")
    def publish(self, row):
        return services.publish_report(self.request.user, report=row, now=timezone.now())

    @verb(summary="Draft a correction of the published report")
    def correct(self, row):
        return services.correct_report(self.request.user, report=row)


@route("decisions")
class DecisionViewSet(ObjectViewSet):
    serializer_class = DecisionSerializer
    filterset_class = DecisionFilterSet

    @verb(body=DecisionTakenSerializer, summary="Take the decision that was asked")
    def take(self, row, **values):
        return services.take_decision(self.request.user, decision=row, **values)


@route("actions")
class ActionViewSet(ObjectViewSet):
    serializer_class = ActionSerializer
    filterset_class = ActionFilterSet

    @verb(summary="The action is done")
    def finish(self, row):
        return services.finish_action(self.request.user, action=row, on=timezone.localdate())


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
