"""Projects and their facts in the REST API, one module per area."""

from .board import (
    BoardColumnViewSet,
    SprintViewSet,
)
from .facts import (
    ActionViewSet,
    BudgetLineViewSet,
    CostEntryViewSet,
    DecisionViewSet,
    MilestoneForecastViewSet,
    MilestoneViewSet,
    ObjectiveLinkViewSet,
    ProjectSnapshotViewSet,
    ProjectStateViewSet,
    ProjectViewSet,
    SnapshotsOfProjectViewSet,
    StatusReportViewSet,
)
from .plan import (
    BaselineViewSet,
    ChecklistItemViewSet,
    TaskAssignmentViewSet,
    TaskLinkViewSet,
    TaskViewSet,
)

__all__ = [
    "ActionViewSet",
    "BaselineViewSet",
    "BoardColumnViewSet",
    "BudgetLineViewSet",
    "ChecklistItemViewSet",
    "CostEntryViewSet",
    "DecisionViewSet",
    "MilestoneForecastViewSet",
    "MilestoneViewSet",
    "ObjectiveLinkViewSet",
    "ProjectSnapshotViewSet",
    "ProjectStateViewSet",
    "ProjectViewSet",
    "SnapshotsOfProjectViewSet",
    "SprintViewSet",
    "StatusReportViewSet",
    "TaskAssignmentViewSet",
    "TaskLinkViewSet",
    "TaskViewSet",
]
