"""Columns of the lists of projects and their facts, one module per area."""

from .board import (
    BoardColumnTable,
    SprintTable,
)
from .facts import (
    PROJECT_CURRENCY,
    ActionTable,
    BudgetLineTable,
    CostEntryTable,
    DecisionTable,
    MilestoneTable,
    ObjectiveLinkTable,
    ProjectTable,
    StatusReportTable,
)
from .plan import (
    BaselineTable,
    ChecklistItemTable,
    TaskAssignmentTable,
    TaskLinkTable,
    TaskTable,
)

__all__ = [
    "PROJECT_CURRENCY",
    "ActionTable",
    "BaselineTable",
    "BoardColumnTable",
    "BudgetLineTable",
    "ChecklistItemTable",
    "CostEntryTable",
    "DecisionTable",
    "MilestoneTable",
    "ObjectiveLinkTable",
    "ProjectTable",
    "SprintTable",
    "StatusReportTable",
    "TaskAssignmentTable",
    "TaskLinkTable",
    "TaskTable",
]
