"""A plan between a file and a project: what becomes of each task, and the project's plan as a document."""

from integrations.schedules.document import plan_document
from integrations.schedules.report import Outcome, ScheduleReport
from integrations.schedules.writing import ScheduleWriter

__all__ = ["Outcome", "ScheduleReport", "ScheduleWriter", "plan_document"]
