"""What a user types about projects and their facts, one module per area."""

from .board import (
    BoardColumnForm,
    SprintForm,
)
from .facts import (
    PROJECT_FIELDSETS,
    ActionForm,
    BudgetLineForm,
    CopyForm,
    CostEntryForm,
    DecisionForm,
    MilestoneForm,
    ObjectiveLinkForm,
    ProjectForm,
    StatusReportForm,
)
from .plan import (
    ApproveForm,
    BaselineForm,
    ChecklistItemForm,
    DecisionChoice,
    RejectForm,
    TaskAssignmentForm,
    TaskForm,
    TaskLinkForm,
)

__all__ = [
    "PROJECT_FIELDSETS",
    "ActionForm",
    "ApproveForm",
    "BaselineForm",
    "BoardColumnForm",
    "BudgetLineForm",
    "ChecklistItemForm",
    "CopyForm",
    "CostEntryForm",
    "DecisionChoice",
    "DecisionForm",
    "MilestoneForm",
    "ObjectiveLinkForm",
    "ProjectForm",
    "RejectForm",
    "SprintForm",
    "StatusReportForm",
    "TaskAssignmentForm",
    "TaskForm",
    "TaskLinkForm",
]
