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
from .procurement import (
    ApprovalLimitTable,
    BusinessCaseLineTable,
    BusinessCaseTable,
    PenaltyTable,
    PurchaseOrderTable,
    QuoteScoreTable,
    QuoteTable,
    ReceiptTable,
    TenderCriterionTable,
    TenderTable,
)

__all__ = [
    "PROJECT_CURRENCY",
    "ActionTable",
    "ApprovalLimitTable",
    "BaselineTable",
    "BoardColumnTable",
    "BudgetLineTable",
    "BusinessCaseLineTable",
    "BusinessCaseTable",
    "ChecklistItemTable",
    "CostEntryTable",
    "DecisionTable",
    "MilestoneTable",
    "ObjectiveLinkTable",
    "PenaltyTable",
    "ProjectTable",
    "PurchaseOrderTable",
    "QuoteScoreTable",
    "QuoteTable",
    "ReceiptTable",
    "SprintTable",
    "StatusReportTable",
    "TaskAssignmentTable",
    "TaskLinkTable",
    "TaskTable",
    "TenderCriterionTable",
    "TenderTable",
]
