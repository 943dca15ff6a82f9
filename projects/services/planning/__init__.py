"""The plan of a project: read, scheduled by the engine, and kept as `TaskSchedule` and `PlanState`."""

from .reading import PlanRows, read_plan
from .scheduling import Moved, held_plan, recalculate

__all__ = ["Moved", "PlanRows", "held_plan", "read_plan", "recalculate"]
