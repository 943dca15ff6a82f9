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
    BaselineForm,
    ChecklistItemForm,
    TaskAssignmentForm,
    TaskForm,
    TaskLinkForm,
)

__all__ = [
    "PROJECT_FIELDSETS",
    "ActionForm",
    "BaselineForm",
    "BoardColumnForm",
    "BudgetLineForm",
    "ChecklistItemForm",
    "CopyForm",
    "CostEntryForm",
    "DecisionForm",
    "MilestoneForm",
    "ObjectiveLinkForm",
    "ProjectForm",
    "SprintForm",
    "StatusReportForm",
    "TaskAssignmentForm",
    "TaskForm",
    "TaskLinkForm",
]
