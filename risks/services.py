"""Verbs on risks and issues: escalate, answer, close, turn a risk that has happened into an issue."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pmo.writing import save_object

from .choices import IssueState, ResponseState, RiskState, Severity
from .models import Issue, Risk

SEVERITY_BY_SCORE = ((16, Severity.CRITICAL), (10, Severity.HIGH), (5, Severity.MEDIUM))


@transaction.atomic
def escalate_issue(
    actor, *, issue: Issue, level: str, escalated_to=None, committee=None, reason: str, answer_due_on: date
) -> Issue:
    """Ask a person or a committee for an answer by a day. Raises ValidationError."""
    if issue.state == IssueState.CLOSED:
        raise ValidationError(_("A closed issue is not escalated; open it again first."))
    issue.state, issue.level, issue.escalation_reason = IssueState.ESCALATED, level, reason
    issue.escalated_to, issue.committee, issue.answer_due_on = escalated_to, committee, answer_due_on
    issue.answer, issue.answered_on = "", None
    return save_object(issue, actor=actor)


@transaction.atomic
def answer_escalation(actor, *, issue: Issue, answer: str, on: date) -> Issue:
    """Give the answer that an escalation waits for. Raises ValidationError."""
    if issue.state != IssueState.ESCALATED:
        raise ValidationError(_("This issue does not wait for an answer."))
    issue.state, issue.answer, issue.answered_on = IssueState.ANSWERED, answer, on
    return save_object(issue, actor=actor)


@transaction.atomic
def close_issue(actor, *, issue: Issue, on: date) -> Issue:
    """Close an issue; once more changes nothing."""
    if issue.state != IssueState.CLOSED:
        issue.state, issue.closed_on = IssueState.CLOSED, on
        save_object(issue, actor=actor)
    return issue


@transaction.atomic
def close_risk(actor, *, risk: Risk, on: date) -> Risk:
    """Close a risk; its responses stay as they are."""
    if risk.state != RiskState.CLOSED:
        risk.state, risk.closed_on = RiskState.CLOSED, on
        save_object(risk, actor=actor)
    return risk


@transaction.atomic
def turn_into_issue(actor, *, risk: Risk, on: date) -> Issue:
    """The risk has happened: it is marked so, and an issue carries its facts on. Raises ValidationError."""
    if risk.state != RiskState.OPEN:
        raise ValidationError(_("Only an open risk can happen."))
    risk.state = RiskState.OCCURRED
    save_object(risk, actor=actor)
    issue = Issue(
        project=risk.project, name=risk.name, owner=risk.owner, raised_on=on, severity=_severity(risk.current_score),
        description="\n\n".join(filter(None, (risk.cause, risk.event, risk.effect))),
        links=[*risk.links],
    )  # fmt: skip
    save_object(issue, actor=actor)
    risk.responses.filter(state=ResponseState.PLANNED).update(state=ResponseState.IN_PROGRESS)
    return issue


def _severity(score: int | None) -> str:
    return next((severity for least, severity in SEVERITY_BY_SCORE if (score or 0) >= least), Severity.LOW)
