"""Wire shapes of projects and their facts, one module per area."""

from .board import (
    BoardColumnSerializer,
    SprintSerializer,
)
from .facts import (
    GUARDED_MEASURES,
    ActionSerializer,
    BudgetLineSerializer,
    CopySerializer,
    CostEntrySerializer,
    DecisionSerializer,
    DecisionTakenSerializer,
    EmbeddedStateSerializer,
    MilestoneForecastSerializer,
    MilestoneSerializer,
    ObjectiveLinkSerializer,
    ProjectSerializer,
    ProjectSnapshotSerializer,
    ProjectStateSerializer,
    StatusReportSerializer,
)
from .plan import (
    BaselineSerializer,
    BaselineTaskSerializer,
    ChecklistItemSerializer,
    EmbeddedScheduleSerializer,
    TaskAssignmentSerializer,
    TaskLinkSerializer,
    TaskSerializer,
)

__all__ = [
    "GUARDED_MEASURES",
    "ActionSerializer",
    "BaselineSerializer",
    "BaselineTaskSerializer",
    "BoardColumnSerializer",
    "BudgetLineSerializer",
    "ChecklistItemSerializer",
    "CopySerializer",
    "CostEntrySerializer",
    "DecisionSerializer",
    "DecisionTakenSerializer",
    "EmbeddedScheduleSerializer",
    "EmbeddedStateSerializer",
    "MilestoneForecastSerializer",
    "MilestoneSerializer",
    "ObjectiveLinkSerializer",
    "ProjectSerializer",
    "ProjectSnapshotSerializer",
    "ProjectStateSerializer",
    "SprintSerializer",
    "StatusReportSerializer",
    "TaskAssignmentSerializer",
    "TaskLinkSerializer",
    "TaskSerializer",
]
