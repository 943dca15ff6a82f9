"""Pages of projects that are more than the generic ones, one module per page."""

from .charts import MilestoneTrendChart, MoneyTrendChart
from .detail import ProjectDetail
from .plan import PlanEdit, PlanPage, PlanRowsView
from .report import ReportStatus

__all__ = [
    "MilestoneTrendChart",
    "MoneyTrendChart",
    "PlanEdit",
    "PlanPage",
    "PlanRowsView",
    "ProjectDetail",
    "ReportStatus",
]
