"""What lists and API filter projects and their facts by, one module per area."""

from .board import (
    BoardColumnFilterSet,
    SprintFilterSet,
)
from .facts import (
    HEALTH,
    PORTFOLIO_OF_PROJECT,
    ActionFilterSet,
    BudgetLineFilterSet,
    CalculatedHealth,
    CostEntryFilterSet,
    DecisionFilterSet,
    FactFilterSet,
    MilestoneFilterSet,
    MilestoneForecastFilterSet,
    ObjectiveLinkFilterSet,
    OfPortfolio,
    ProjectFilterSet,
    ProjectSnapshotFilterSet,
    ProjectStateFilterSet,
    StatusReportFilterSet,
    running,
)
from .plan import (
    BaselineFilterSet,
    ChecklistItemFilterSet,
    TaskAssignmentFilterSet,
    TaskFilterSet,
    TaskLinkFilterSet,
)

__all__ = [
    "HEALTH",
    "PORTFOLIO_OF_PROJECT",
    "ActionFilterSet",
    "BaselineFilterSet",
    "BoardColumnFilterSet",
    "BudgetLineFilterSet",
    "CalculatedHealth",
    "ChecklistItemFilterSet",
    "CostEntryFilterSet",
    "DecisionFilterSet",
    "FactFilterSet",
    "MilestoneFilterSet",
    "MilestoneForecastFilterSet",
    "ObjectiveLinkFilterSet",
    "OfPortfolio",
    "ProjectFilterSet",
    "ProjectSnapshotFilterSet",
    "ProjectStateFilterSet",
    "SprintFilterSet",
    "StatusReportFilterSet",
    "TaskAssignmentFilterSet",
    "TaskFilterSet",
    "TaskLinkFilterSet",
    "running",
]
