"""Pages of resources that are more than the generic ones."""

from .allocation import AllocationDetail
from .asking import AskingProjects
from .workload import Workload

__all__ = ["AllocationDetail", "AskingProjects", "Workload"]
