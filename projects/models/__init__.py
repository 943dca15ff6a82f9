"""Models of what we deliver, one module per noun."""

from .decision import Action, Decision
from .milestone import Milestone, MilestoneForecast
from .money import BudgetLine, CostEntry
from .project import ObjectiveLink, Project
from .snapshot import ProjectSnapshot, ProjectState
from .status_report import StatusReport

__all__ = [
    "Action", "BudgetLine", "CostEntry", "Decision", "Milestone", "MilestoneForecast", "ObjectiveLink", "Project",
    "ProjectSnapshot", "ProjectState", "StatusReport",
]  # fmt: skip
