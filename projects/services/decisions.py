"""Decisions taken and actions done."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pmo.writing import save_object

from ..choices import ActionState, DecisionState
from ..models import Action, Decision


@transaction.atomic
def take_decision(actor, *, decision: Decision, outcome: str, reason: str, on: date) -> Decision:
    """Answer a decision that was asked. Raises ValidationError when it is taken or withdrawn already."""
    if decision.state != DecisionState.ASKED:
        raise ValidationError(_("This decision is no longer open."))
    decision.state, decision.outcome, decision.reason, decision.decided_on = DecisionState.TAKEN, outcome, reason, on
    decision.decider = decision.decider or getattr(actor, "person", None)
    return save_object(decision, actor=actor)


@transaction.atomic
def finish_action(actor, *, action: Action, on: date) -> Action:
    """Mark an action as done; once more changes nothing."""
    if action.state == ActionState.DONE:
        return action
    action.state, action.done_on = ActionState.DONE, on
    return save_object(action, actor=actor)
