"""Risks with their responses, issues and assumptions."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.history import tracked
from pmo.marks import marks_project
from pmo.models import NamedRecord

from .choices import (
    AssumptionState,
    EscalationLevel,
    Impact,
    IssueState,
    Probability,
    ResponseState,
    RiskCategory,
    RiskKind,
    RiskState,
    Severity,
    Strategy,
)
from .querysets import AssumptionQuerySet, IssueQuerySet, ResponseQuerySet, RiskQuerySet

OPPORTUNITY_STRATEGIES = {Strategy.EXPLOIT, Strategy.ENHANCE, Strategy.SHARE, Strategy.ACCEPT}
THREAT_STRATEGIES = {Strategy.AVOID, Strategy.REDUCE, Strategy.TRANSFER, Strategy.ACCEPT}


def _score(expression, label):
    return models.GeneratedField(
        verbose_name=label,
        expression=expression,
        output_field=models.PositiveSmallIntegerField(label, null=True),
        db_persist=True,
    )


def _person(label, related_name):
    return models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=label,
        related_name=related_name,
    )


def _project(related_name):
    return models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name=related_name)


@marks_project
@tracked
class Risk(NamedRecord):
    """An uncertain event: because of a cause it may happen, with an effect. Scores run from 1 to 25.

    `current_…` are the residual values where they are given, else the inherent ones.
    """

    project = _project("risks")
    kind = models.CharField(_("kind"), max_length=12, choices=RiskKind, default=RiskKind.THREAT)
    category = models.CharField(_("category"), max_length=14, choices=RiskCategory, default=RiskCategory.TECHNICAL)
    state = models.CharField(_("state"), max_length=10, choices=RiskState, default=RiskState.OPEN)
    cause = models.TextField(_("cause"), blank=True)
    event = models.TextField(_("event"), blank=True)
    effect = models.TextField(_("effect"), blank=True)
    probability = models.PositiveSmallIntegerField(_("probability (inherent)"), choices=Probability, default=3)
    impact = models.PositiveSmallIntegerField(_("impact (inherent)"), choices=Impact, default=3)
    residual_probability = models.PositiveSmallIntegerField(
        _("probability (residual)"), choices=Probability, null=True, blank=True
    )
    residual_impact = models.PositiveSmallIntegerField(_("impact (residual)"), choices=Impact, null=True, blank=True)
    current_probability = _score(Coalesce(F("residual_probability"), F("probability")), _("probability"))
    current_impact = _score(Coalesce(F("residual_impact"), F("impact")), _("impact"))
    score = _score(F("probability") * F("impact"), _("inherent score"))
    current_score = _score(
        Coalesce(F("residual_probability"), F("probability")) * Coalesce(F("residual_impact"), F("impact")),
        _("score"),
    )
    cost_impact = models.DecimalField(
        _("cost if it happens"), max_digits=16, decimal_places=2, null=True, blank=True,
        help_text=_("Excluding VAT, in the project's currency; a gain for an opportunity."),
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    strategy = models.CharField(_("response strategy"), max_length=10, choices=Strategy, blank=True)
    proximity = models.DateField(_("could happen from"), null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    owner = _person(_("owner"), "risks")
    raised_on = models.DateField(_("raised on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = RiskQuerySet.as_manager()
    access = AccessPath("risk", project="project")
    # Only for who may see the project's money.
    amounts = frozenset({"cost_impact"})

    class Meta(NamedRecord.Meta):
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["-current_score", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(probability__range=(1, 5)) & Q(impact__range=(1, 5)),
                name="risk_inherent_in_scale",
                violation_error_message=_("Probability and impact run from 1 to 5."),
            ),
            models.CheckConstraint(
                condition=(Q(residual_probability__isnull=True) | Q(residual_probability__range=(1, 5)))
                & (Q(residual_impact__isnull=True) | Q(residual_impact__range=(1, 5))),
                name="risk_residual_in_scale",
                violation_error_message=_("Probability and impact run from 1 to 5."),
            ),
        ]
        indexes = [models.Index(fields=["project", "state"], name="risk_project_state")]

    def clean(self):
        fitting = OPPORTUNITY_STRATEGIES if self.kind == RiskKind.OPPORTUNITY else THREAT_STRATEGIES
        if self.strategy and self.strategy not in fitting:
            raise ValidationError(
                {"strategy": _("This strategy does not fit a threat or an opportunity of this kind.")}
            )


@marks_project
@tracked
class Response(NamedRecord):
    """What is done about a risk, by whom, until when, at what cost."""

    risk = models.ForeignKey(Risk, models.CASCADE, verbose_name=_("risk"), related_name="responses")
    project = _project("responses")
    strategy = models.CharField(_("response strategy"), max_length=10, choices=Strategy, default=Strategy.REDUCE)
    state = models.CharField(_("state"), max_length=12, choices=ResponseState, default=ResponseState.PLANNED)
    owner = _person(_("owner"), "responses")
    due_on = models.DateField(_("due"), null=True, blank=True)
    cost = models.DecimalField(
        _("cost"), max_digits=16, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    objects = ResponseQuerySet.as_manager()
    access = AccessPath("risk", project="project")
    amounts = frozenset({"cost"})

    class Meta(NamedRecord.Meta):
        verbose_name = _("risk response")
        verbose_name_plural = _("risk responses")
        ordering = ["risk", "due_on", "pk"]

    def clean(self):
        if self.risk_id and self.project_id and self.risk.project_id != self.project_id:
            raise ValidationError({"risk": _("This risk belongs to another project.")})


@marks_project
@tracked
class Issue(NamedRecord):
    """Something that has gone wrong; escalated, it waits for an answer by a day."""

    project = _project("issues")
    state = models.CharField(_("state"), max_length=10, choices=IssueState, default=IssueState.OPEN)
    severity = models.CharField(_("severity"), max_length=1, choices=Severity, default=Severity.MEDIUM)
    description = models.TextField(_("description"), blank=True)
    owner = _person(_("owner"), "issues")
    raised_on = models.DateField(_("raised on"), null=True, blank=True)
    due_on = models.DateField(_("to be solved by"), null=True, blank=True)
    level = models.CharField(
        _("escalation level"), max_length=10, choices=EscalationLevel, default=EscalationLevel.NONE
    )
    escalated_to = _person(_("escalated to"), "escalated_issues")
    committee = models.ForeignKey(
        "portfolio.Committee",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("committee"),
        related_name="issues",
    )
    escalation_reason = models.TextField(_("reason of the escalation"), blank=True)
    answer_due_on = models.DateField(_("answer due"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = IssueQuerySet.as_manager()
    access = AccessPath("risk", project="project", owner="escalated_to__user")

    class Meta(NamedRecord.Meta):
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["severity", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="escalated")
                | (Q(escalated_to__isnull=False) | Q(committee__isnull=False)) & Q(answer_due_on__isnull=False),
                name="issue_escalation_is_complete",
                violation_error_message=_("An escalation names a person or a committee and the day the answer is due."),
            )
        ]
        indexes = [models.Index(fields=["project", "state"], name="issue_project_state")]


@tracked
class Assumption(NamedRecord):
    """Something held to be true until it is confirmed or refuted."""

    project = _project("assumptions")
    state = models.CharField(_("state"), max_length=10, choices=AssumptionState, default=AssumptionState.OPEN)
    description = models.TextField(_("description"), blank=True)
    owner = _person(_("owner"), "assumptions")
    verify_by = models.DateField(_("to be confirmed by"), null=True, blank=True)

    objects = AssumptionQuerySet.as_manager()
    access = AccessPath("risk", project="project")

    class Meta(NamedRecord.Meta):
        verbose_name = _("assumption")
        verbose_name_plural = _("assumptions")
        ordering = ["verify_by", "pk"]
