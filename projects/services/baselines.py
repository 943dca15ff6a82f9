"""Baselines: a plan frozen set by set, approved or not, made current, compared with by nobody but the pages."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo.choices import FourEyes
from pmo.writing import save_object

from ..choices import BaselineState, DecisionState
from ..models import Baseline, BaselineTask, Decision, Milestone, Project
from .approval import needs_second_person
from .planning import held_plan, is_behind, recalculate

FREEZE = """
INSERT INTO projects_baselinetask (baseline_id, project_id, task_id, name, wbs, is_summary, is_milestone, start, finish,
    duration, work, fixed_cost, work_cost)
SELECT baseline.id, baseline.project_id, task.id, task.name, found.wbs, found.is_summary, task.is_milestone,
    found.start, found.finish, found.duration, task.work, CASE WHEN found.is_summary THEN 0 ELSE task.fixed_cost END,
    CASE WHEN found.is_summary THEN 0 ELSE task.work_cost END
FROM projects_baseline baseline
JOIN projects_taskschedule found ON found.project_id = baseline.project_id
JOIN projects_task task ON task.id = found.task_id
WHERE baseline.id = ANY(%s) ORDER BY baseline.id, found.row_number
"""
SUM_UP = """
UPDATE projects_baseline baseline SET start = frozen.start, finish = frozen.finish, cost = frozen.cost
FROM (
    SELECT baseline_id, min(start) AS start, max(finish) AS finish, sum(fixed_cost + work_cost) AS cost
    FROM projects_baselinetask WHERE baseline_id = ANY(%s) GROUP BY baseline_id
) AS frozen WHERE frozen.baseline_id = baseline.id
"""


@transaction.atomic
def take_baseline(
    actor, *, project: Project, name: str, reason: str, on: date, decision: Decision | None = None
) -> Baseline:
    """Freeze the plan as it stands under a name, proposed. Raises ValidationError."""
    baseline = Baseline(project=project, name=name, reason=reason, taken_on=on, decision=decision)
    save_object(baseline, actor=actor)
    return freeze_plans([baseline])[0]


@transaction.atomic
def freeze_plans(baselines: Sequence[Baseline]) -> list[Baseline]:
    """Copy the plans into baselines that were just created: three statements, whatever the number of tasks."""
    for project in Project.objects.filter(pk__in={row.project_id for row in baselines}).order_by("pk"):
        bring_up_to_date(project)
    with connection.cursor() as cursor:
        cursor.execute(FREEZE, [[row.pk for row in baselines]])
        cursor.execute(SUM_UP, [[row.pk for row in baselines]])
    for row in baselines:
        row.refresh_from_db(fields=["start", "finish", "cost", "version", "updated_at"])
    return list(baselines)


def bring_up_to_date(project: Project) -> None:
    """Hold the plan, and schedule it where it was never scheduled or something changed since."""
    if is_behind(project, held_plan(project)):
        recalculate(project, now=timezone.now())


@transaction.atomic
def approve_baseline(actor, *, baseline: Baseline, reason: str, on: date, decision: Decision | None = None) -> Baseline:
    """Approve a proposed baseline. It becomes current while there is none, else by a decision taken.

    Raises ValidationError, and PermissionDenied where somebody else than who took it must.
    """
    refuse_unless_proposed(baseline)
    if (
        baseline.taken_by_id
        and baseline.taken_by_id == getattr(actor, "pk", None)
        and needs_second_person(FourEyes.ALL)
    ):
        raise PermissionDenied(_("You took this baseline: somebody else approves it."))
    if not BaselineTask.objects.filter(baseline=baseline).exists():
        raise ValidationError(_("There was no task in the plan when this baseline was taken."))
    answer(actor, baseline, BaselineState.APPROVED, reason, on)
    baseline.decision = decision or baseline.decision
    save_object(baseline, actor=actor)
    has_current = Baseline.objects.current().filter(project=baseline.project_id).exists()
    if baseline.decision or not has_current:
        return make_current(actor, baseline=baseline, decision=baseline.decision)
    return baseline


@transaction.atomic
def reject_baseline(actor, *, baseline: Baseline, reason: str, on: date) -> Baseline:
    """Keep a proposed baseline as not approved. Raises ValidationError."""
    refuse_unless_proposed(baseline)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is not approved.")})
    answer(actor, baseline, BaselineState.REJECTED, reason, on)
    return save_object(baseline, actor=actor)


@transaction.atomic
def make_current(actor, *, baseline: Baseline, decision: Decision | None = None) -> Baseline:
    """Let variance and earned value compare with this approved baseline. Raises ValidationError.

    Where another one is current, a change request that was decided must allow it.
    """
    if baseline.state != BaselineState.APPROVED:
        raise ValidationError(_("Only an approved baseline can be current."))
    current = Baseline.objects.current().select_for_update(of=("self",)).filter(project=baseline.project_id).first()
    if current is not None and current.pk == baseline.pk:
        return baseline
    baseline.decision = decision or baseline.decision
    if current is not None:
        refuse_unless_decided(baseline)
        current.is_current = False
        save_object(current, actor=actor)
    baseline.is_current = True
    return save_object(baseline, actor=actor)


@transaction.atomic
def take_reference_dates(actor, *, baseline: Baseline) -> int:
    """Give milestones that a task dates the day the baseline froze for it as reference; how many changed."""
    frozen = dict(BaselineTask.objects.filter(baseline=baseline, task__milestone__isnull=False).values_list(
        "task__milestone", "finish"
    ))  # fmt: skip
    changed = 0
    for milestone in Milestone.objects.filter(pk__in=frozen).order_by("pk"):
        day = frozen[milestone.pk].date()
        if milestone.reference_date != day:
            milestone.reference_date = day
            save_object(milestone, actor=actor)
            changed += 1
    return changed


def answer(actor, baseline: Baseline, state: str, reason: str, on: date) -> None:
    """Note on the row who answered, when and why."""
    baseline.state, baseline.answer, baseline.approved_on = state, reason, on
    baseline.approved_by = getattr(actor, "person", None)


def refuse_unless_proposed(baseline: Baseline) -> None:
    if baseline.state != BaselineState.PROPOSED:
        raise ValidationError(_("This baseline is answered already."))


def refuse_unless_decided(baseline: Baseline) -> None:
    """Another baseline is current: the change needs a decision that was taken."""
    if baseline.decision is None or baseline.decision.state != DecisionState.TAKEN:
        raise ValidationError(_("Another baseline is current. Name the decision, once taken, by which it changes."))
