"""Verbs on projects and their facts: each one transaction, actor first, called by page, API and import alike."""

from .copying import copy_project
from .decisions import finish_action, take_decision
from .reports import correct_report, draft_report, proposed_report, publish_report

__all__ = [
    "copy_project",
    "correct_report",
    "draft_report",
    "finish_action",
    "proposed_report",
    "publish_report",
    "take_decision",
]
