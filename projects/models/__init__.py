"""Models of what we deliver, one module per noun."""

from .baseline import Baseline, BaselineTask
from .board import BoardColumn, Sprint, TaskMove
from .business_case import BusinessCase, BusinessCaseLine
from .decision import Action, Decision
from .milestone import Milestone, MilestoneForecast
from .money import BudgetLine, CostEntry
from .plan_state import PlanState, TaskSchedule
from .procurement import ApprovalLimit, Quote, QuoteScore, Tender, TenderCriterion
from .project import ObjectiveLink, Project
from .purchase_order import Penalty, PurchaseOrder, Receipt
from .snapshot import ProjectSnapshot, ProjectState
from .status_report import StatusReport
from .task import ChecklistItem, Task, TaskAssignment, TaskLink

__all__ = [
    "Action", "ApprovalLimit", "Baseline", "BaselineTask", "BoardColumn", "BudgetLine", "BusinessCase",
    "BusinessCaseLine", "ChecklistItem", "CostEntry", "Decision", "Milestone", "MilestoneForecast",
    "ObjectiveLink", "Penalty", "PlanState", "Project", "ProjectSnapshot", "ProjectState", "PurchaseOrder",
    "Quote", "QuoteScore", "Receipt", "Sprint", "StatusReport", "Task", "TaskAssignment", "TaskLink",
    "TaskMove", "TaskSchedule", "Tender", "TenderCriterion",
]  # fmt: skip
