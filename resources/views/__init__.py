"""Pages of resources that are more than the generic ones."""

from .allocation import AllocationDetail
from .asking import AskingProjects
from .workload import Workload, WorkloadFile

__all__ = ["AllocationDetail", "AskingProjects", "Workload", "WorkloadFile"]
