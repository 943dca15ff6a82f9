"""API routes of tasks, links and baselines."""

from django.utils import timezone

from pmo.api.changes import Change
from pmo.api.registry import route
from pmo.api.verbs import verb
from pmo.api.viewsets import ObjectViewSet

from .. import services
from ..filters import (
    BaselineFilterSet,
    ChecklistItemFilterSet,
    TaskAssignmentFilterSet,
    TaskFilterSet,
    TaskLinkFilterSet,
)
from ..serializers import (
    ApproveSerializer,
    BaselineSerializer,
    ChecklistItemSerializer,
    MakeCurrentSerializer,
    RejectSerializer,
    TaskAssignmentSerializer,
    TaskLinkSerializer,
    TaskSerializer,
)
from ..tasks import tell_approvers
from .board import CardRules, CardVerbs


@route("tasks")
class TaskViewSet(CardVerbs, CardRules, ObjectViewSet):
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
    """A new one freezes the plan of its project as it stands."""

    serializer_class = BaselineSerializer
    filterset_class = BaselineFilterSet

    def prepare(self, change: Change) -> None:
        change.row.taken_on, change.row.taken_by = timezone.localdate(), self.request.user

    def follow(self, changes: list[Change]) -> None:
        """A new one is frozen, and those who may approve it are told."""
        new = [change.row for change in changes if change.is_new]
        if unfrozen := [row for row in new if row.start is None]:
            services.freeze_plans(unfrozen)
        for row in new:
            tell_approvers.delay_on_commit("projects.baseline", row.pk, row.version)

    @verb("approve", ApproveSerializer, summary="Approve the baseline; it becomes current where none is")
    def approve(self, row, **values):
        return services.approve_baseline(self.request.user, baseline=row, **values)

    @verb("approve", RejectSerializer, summary="Keep the baseline as not approved")
    def reject(self, row, **values):
        return services.reject_baseline(self.request.user, baseline=row, **values)

    @verb("approve", MakeCurrentSerializer, summary="Let variance and earned value compare with this baseline")
    def make_current(self, row, **values):
        return services.make_current(self.request.user, baseline=row, **values)

    @verb(summary="Give milestones that a task dates the baseline's day as reference")
    def reference_dates(self, row):
        services.take_reference_dates(self.request.user, baseline=row)
        return row
