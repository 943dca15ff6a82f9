"""Pages of resources that are more than the generic ones."""

from .workload import Workload

__all__ = ["Workload"]
