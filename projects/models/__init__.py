"""Models of what we deliver, one module per noun."""

from .baseline import Baseline, BaselineTask
from .board import BoardColumn, Sprint, TaskMove
from .decision import Action, Decision
from .milestone import Milestone, MilestoneForecast
from .money import BudgetLine, CostEntry
from .plan_state import PlanState, TaskSchedule
from .project import ObjectiveLink, Project
from .snapshot import ProjectSnapshot, ProjectState
from .status_report import StatusReport
from .task import ChecklistItem, Task, TaskAssignment, TaskLink

__all__ = [
    "Action", "Baseline", "BaselineTask", "BoardColumn", "BudgetLine", "ChecklistItem", "CostEntry", "Decision",
    "Milestone", "MilestoneForecast", "ObjectiveLink", "PlanState", "Project", "ProjectSnapshot", "ProjectState",
    "Sprint", "StatusReport", "Task", "TaskAssignment", "TaskLink", "TaskMove", "TaskSchedule",
]  # fmt: skip
