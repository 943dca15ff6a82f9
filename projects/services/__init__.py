"""Verbs on projects and their facts: each one transaction, actor first, called by page, API and import alike."""

from ..exchange import organisation_currency
from .approval import (
    Rules,
    amount_to_approve,
    approvable,
    approval_limits,
    is_kept_from,
    may_approve,
    needs_second_person,
    roles_with_enough,
)
from .baselines import (
    approve_baseline,
    freeze_plans,
    make_current,
    reject_baseline,
    take_baseline,
    take_reference_dates,
)
from .business_cases import as_of_today, copy_case, figures_of, flows_of, freeze_case, spent_by_year
from .comparison import Comparison, compare_quotes
from .copying import copy_project
from .decisions import finish_action, take_decision
from .orders import (
    accept_receipt,
    approve_order,
    arrange_order,
    cancel_order,
    close_order,
    place_order,
    refuse_order,
    withdraw_acceptance,
)
from .procurement import choose_quote, reopen_tender, score_quotes
from .reports import correct_report, draft_report, proposed_report, publish_report

__all__ = [
    "Comparison",
    "Rules",
    "accept_receipt",
    "amount_to_approve",
    "approvable",
    "approval_limits",
    "approve_baseline",
    "approve_order",
    "arrange_order",
    "as_of_today",
    "cancel_order",
    "choose_quote",
    "close_order",
    "compare_quotes",
    "copy_case",
    "copy_project",
    "correct_report",
    "draft_report",
    "figures_of",
    "finish_action",
    "flows_of",
    "freeze_case",
    "freeze_plans",
    "is_kept_from",
    "make_current",
    "may_approve",
    "needs_second_person",
    "organisation_currency",
    "place_order",
    "proposed_report",
    "publish_report",
    "refuse_order",
    "reject_baseline",
    "reopen_tender",
    "roles_with_enough",
    "score_quotes",
    "spent_by_year",
    "take_baseline",
    "take_decision",
    "take_reference_dates",
    "withdraw_acceptance",
]
