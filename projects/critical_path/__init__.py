"""The critical path of a plan: dates, floats, critical tasks and the reasons for them.

Pure: plain data in and out, no database, clock or settings. Working time is in `projects.working_time`.
"""

from projects.critical_path.plan import CONSTRAINTS, LINK_KINDS, Link, Plan, PlannedTask, Problem, Reason
from projects.critical_path.schedule import Schedule, ScheduledTask, schedule

__all__ = [
    "CONSTRAINTS",
    "LINK_KINDS",
    "Link",
    "Plan",
    "PlannedTask",
    "Problem",
    "Reason",
    "Schedule",
    "ScheduledTask",
    "schedule",
]
