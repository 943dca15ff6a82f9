"""Baselines: what the plan was when it was frozen, dates, effort and cost of every task."""

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pmo.access import AccessPath, AccessQuerySet
from pmo.constraint_messages import name_rule
from pmo.history import tracked
from pmo.marks import marks_project
from pmo.models import NamedRecord
from pmo.wall_clock import WallClockField

from ..choices import BaselineState
from ..querysets import BaselineQuerySet

FROZEN = "baseline_stays_frozen"
name_rule(FROZEN, _("A baseline stays as it was frozen. Take another one."))
REFUSE = f"""
RAISE EXCEPTION 'a baseline stays as it was frozen' USING ERRCODE = 'check_violation', CONSTRAINT = '{FROZEN}';
"""
# A task that goes into the bin leaves its frozen row, and finds it again when it is restored.
FROZEN_OF_TASK = (
    "baseline_id", "project_id", "name", "wbs", "is_summary", "is_milestone", "start", "finish", "duration", "work",
    "fixed_cost", "work_cost",
)  # fmt: skip
FROZEN_OF_BASELINE = ("project_id", "taken_on", "start", "finish", "cost")
IS_ANSWERED = "OLD.state <> 'proposed'"
OF_AN_ANSWERED = """
EXISTS (SELECT 1 FROM projects_baseline AS its WHERE its.id = OLD.baseline_id AND its.state <> 'proposed')
"""


def _frozen(columns: tuple[str, ...], applies: str) -> pgtrigger.Trigger:
    """Refuses to change what an answered baseline is about, whatever way the write comes in."""
    before, after = (", ".join(f'{side}."{column}"' for column in columns) for side in ("OLD", "NEW"))
    return pgtrigger.Trigger(
        name="stay_frozen",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"IF ({before}) IS DISTINCT FROM ({after}) AND {applies} THEN {REFUSE} END IF; RETURN NEW;",
    )


@pgtrigger.register(_frozen(FROZEN_OF_BASELINE, IS_ANSWERED))
@marks_project
@tracked
class Baseline(NamedRecord):
    """A frozen plan with a name. Variance and earned value compare with the current one."""

    project = models.ForeignKey("projects.Project", models.CASCADE, verbose_name=_("project"), related_name="baselines")
    taken_on = models.DateField(_("taken on"))
    reason = models.TextField(_("reason"), help_text=_("Why it was taken, or what has changed since the last one."))
    state = models.CharField(_("state"), max_length=9, choices=BaselineState, default=BaselineState.PROPOSED)
    is_current = models.BooleanField(_("current"), default=False, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("taken by"),
        related_name="+",
    )  # fmt: skip
    approved_by = models.ForeignKey(
        "accounts.Person", models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("approved by"),
        related_name="+",
    )  # fmt: skip
    approved_on = models.DateField(_("approved on"), null=True, blank=True, editable=False)
    answer = models.TextField(_("reason of the answer"), blank=True, editable=False)
    decision = models.ForeignKey(
        "projects.Decision", models.SET_NULL, null=True, blank=True, verbose_name=_("change request"),
        related_name="baselines", help_text=_("The decision that allows another baseline than the current one."),
    )  # fmt: skip
    start = WallClockField(_("start"), null=True, editable=False)
    finish = WallClockField(_("finish"), null=True, editable=False)
    cost = models.DecimalField(_("cost"), max_digits=18, decimal_places=2, default=0, editable=False)

    objects = BaselineQuerySet.as_manager()
    access = AccessPath("plan", project="project")
    amounts = frozenset({"cost"})

    class Meta(NamedRecord.Meta):
        verbose_name = _("baseline")
        verbose_name_plural = _("baselines")
        ordering = ["project", "-taken_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(is_current=True),
                name="baseline_one_current",
                violation_error_message=_("Another baseline of this project is current."),
            ),
            models.UniqueConstraint(
                fields=["project", "name"],
                name="baseline_name_unique",
                violation_error_message=_("This project has a baseline of that name already."),
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(state="approved"),
                name="baseline_current_is_approved",
                violation_error_message=_("Only an approved baseline can be current."),
            ),
        ]

    def clean(self):
        decision = self.decision
        if decision is not None and decision.project_id not in (None, self.project_id):
            raise ValidationError({"decision": _("This belongs to another project.")})
        if self.pk and type(self).objects.filter(pk=self.pk).exclude(project=self.project_id).exists():
            raise ValidationError({"project": _("A baseline stays with its project.")})

    def refusal(self):
        proposed = self.state == BaselineState.PROPOSED
        return "" if proposed else _("An answered baseline never changes. Take another one.")


@pgtrigger.register(_frozen(FROZEN_OF_TASK, OF_AN_ANSWERED))
class BaselineTask(models.Model):
    """A task as the baseline froze it; it stays when the task goes. Summaries have dates, but no cost."""

    baseline = models.ForeignKey(Baseline, models.CASCADE, related_name="tasks")
    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="+")
    task = models.ForeignKey(
        "projects.Task", models.SET_NULL, null=True, related_name="baseline_rows", verbose_name=_("task")
    )
    name = models.CharField(_("name"), max_length=250)
    wbs = models.CharField(_("WBS"), max_length=250)
    is_summary = models.BooleanField(_("summary"), default=False)
    is_milestone = models.BooleanField(_("milestone"), default=False)
    start = WallClockField(_("start"))
    finish = WallClockField(_("finish"))
    duration = models.PositiveIntegerField(_("duration"))
    work = models.PositiveIntegerField(_("effort"), null=True)
    fixed_cost = models.DecimalField(_("fixed cost"), max_digits=16, decimal_places=2, default=0)
    work_cost = models.DecimalField(_("cost of the work"), max_digits=16, decimal_places=2, default=0)

    objects = AccessQuerySet.as_manager()
    access = AccessPath("plan", project="project")
    amounts = frozenset({"fixed_cost", "work_cost"})

    class Meta:
        verbose_name = _("task of a baseline")
        verbose_name_plural = _("tasks of baselines")
        ordering = ["baseline", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["baseline", "task"], condition=Q(task__isnull=False), name="baseline_task_unique"
            )
        ]
        indexes = [models.Index(fields=["project", "baseline"], name="baseline_task_project")]

    def __str__(self):
        return f"{self.wbs} {self.name}"
