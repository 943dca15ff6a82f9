"""The plan of a project: read, scheduled by the engine, kept as `TaskSchedule` and `PlanState`, edited and shown."""

from .editing import PlanAnswer, PlanConflict, PlanProblems, edit_plan
from .opened import OpenedPlan, fresh_state, opened_plan
from .reading import PlanRows, read_plan
from .scheduling import Moved, held_plan, is_behind, recalculate
from .showing import answer_document, plan_document

__all__ = [
    "Moved", "OpenedPlan", "PlanAnswer", "PlanConflict", "PlanProblems", "PlanRows", "answer_document", "edit_plan",
    "fresh_state", "held_plan", "is_behind", "opened_plan", "plan_document", "read_plan", "recalculate",
]  # fmt: skip
