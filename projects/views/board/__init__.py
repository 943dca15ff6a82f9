"""Pages of a project's board: board, backlog, flow charts, and what their scripts send."""

from .backlog import Backlog, ChangeBacklog
from .charts import BurnChart, CumulativeFlowChart, ForecastChart, TimesChart, VelocityChart
from .flow import Flow
from .moves import AddCard, MoveCard
from .page import Board
from .sprints import CloseSprint, StartSprint

__all__ = [
    "AddCard", "Backlog", "Board", "BurnChart", "ChangeBacklog", "CloseSprint", "CumulativeFlowChart", "Flow",
    "ForecastChart", "MoveCard", "StartSprint", "TimesChart", "VelocityChart",
]  # fmt: skip
