"""Verbs on projects and their facts: each one transaction, actor first, called by page, API and import alike."""

from .baselines import (
    approve_baseline,
    freeze_plans,
    make_current,
    reject_baseline,
    take_baseline,
    take_reference_dates,
)
from .copying import copy_project
from .decisions import finish_action, take_decision
from .reports import correct_report, draft_report, proposed_report, publish_report

__all__ = [
    "approve_baseline",
    "copy_project",
    "correct_report",
    "draft_report",
    "finish_action",
    "freeze_plans",
    "make_current",
    "proposed_report",
    "publish_report",
    "reject_baseline",
    "take_baseline",
    "take_decision",
    "take_reference_dates",
]
