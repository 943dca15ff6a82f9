"""Decisions asked and taken, and the actions that follow."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath
from pmo.history import tracked
from pmo.marks import marks_project
from pmo.models import NamedRecord

from ..choices import ActionState, DecisionState, Priority
from ..querysets import ActionQuerySet, DecisionQuerySet


@marks_project
@tracked
class Decision(NamedRecord):
    """A question put to somebody or a session, and the answer with its reason."""

    project = models.ForeignKey(
        "projects.Project",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("project"),
        related_name="decisions",
    )
    portfolio = models.ForeignKey(
        "portfolio.Portfolio",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("portfolio"),
        related_name="decisions",
    )
    session = models.ForeignKey(
        "portfolio.Session",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("session"),
        related_name="decisions",
    )
    state = models.CharField(_("state"), max_length=10, choices=DecisionState, default=DecisionState.ASKED)
    question = models.TextField(_("question"), blank=True)
    asked_by = models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("asked by"),
        related_name="decisions_asked",
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    due_on = models.DateField(_("answer due"), null=True, blank=True)
    decider = models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("decided by"),
        related_name="decisions_due",
    )
    outcome = models.TextField(_("decision"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    objects = DecisionQuerySet.as_manager()
    access = AccessPath("decision", project="project", portfolio="portfolio", owner="decider__user", organisation=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="taken") | (Q(decided_on__isnull=False) & ~Q(outcome="")),
                name="decision_taken_is_complete",
                violation_error_message=_("A decision that is taken needs its date and what was decided."),
            ),
        ]


@marks_project
@tracked
class Action(NamedRecord):
    """Something to be done by somebody, by a day."""

    project = models.ForeignKey(
        "projects.Project",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("project"),
        related_name="actions",
    )
    portfolio = models.ForeignKey(
        "portfolio.Portfolio",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("portfolio"),
        related_name="actions",
    )
    session = models.ForeignKey(
        "portfolio.Session",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("session"),
        related_name="actions",
    )
    decision = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, verbose_name=_("decision"), related_name="actions"
    )
    owner = models.ForeignKey(
        "accounts.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("owner"),
        related_name="actions",
    )
    state = models.CharField(_("state"), max_length=12, choices=ActionState, default=ActionState.OPEN)
    priority = models.CharField(_("priority"), max_length=1, choices=Priority, default=Priority.MEDIUM)
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    description = models.TextField(_("description"), blank=True)

    objects = ActionQuerySet.as_manager()
    access = AccessPath("decision", project="project", portfolio="portfolio", owner="owner__user", organisation=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False),
                name="action_done_has_a_date",
                violation_error_message=_("An action that is done needs the day it was done."),
            )
        ]

    def clean(self):
        """What is opened again is no longer done on a day."""
        if self.state in (ActionState.OPEN, ActionState.IN_PROGRESS):
            self.done_on = None
