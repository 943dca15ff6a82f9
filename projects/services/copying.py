"""A project from another one or from a template, with its dates moved."""

from datetime import date, timedelta

from django.db import transaction

from pmo.writing import save_object

from ..choices import BudgetVersion, ProjectStatus, Stage
from ..models import BudgetLine, Milestone, ObjectiveLink, Project

KEPT = (
    "description", "type", "method", "priority", "portfolio_id", "programme_id", "manager_id", "sponsor_id",
    "department_id", "customer_id", "customer_company_id", "budget", "currency", "confidential", "shares_money",
    "is_critical", "has_personal_data", "has_payment", "is_public_facing", "report_every_days", "custom",
)  # fmt: skip


def moved(day: date | None, by: timedelta) -> date | None:
    return day + by if day else None


def months_between(first: date, later: date) -> int:
    return (later.year - first.year) * 12 + later.month - first.month


def moved_month(month: date | None, by: int) -> date | None:
    """A first of month some months later."""
    if month is None:
        return None
    index = month.year * 12 + month.month - 1 + by
    return date(index // 12, index % 12 + 1, 1)


@transaction.atomic
def copy_project(
    actor, *, source: Project, name: str, code: str, planned_start: date, with_budget: bool = True
) -> Project:
    """Plan and money of another project, all dates moved by the same days; nothing actual is copied."""
    by = planned_start - source.planned_start if source.planned_start else timedelta()
    project = Project(
        name=name, code=code, status=ProjectStatus.PROPOSED, stage=Stage.SCOPING, planned_start=planned_start,
        planned_finish=moved(source.planned_finish, by), **{field: getattr(source, field) for field in KEPT},
    )  # fmt: skip
    save_object(project, actor=actor)
    _copy_milestones(source, project, by)
    ObjectiveLink.objects.bulk_create(
        ObjectiveLink(project=project, objective_id=link.objective_id, weight=link.weight)
        for link in source.objective_links.all()
    )
    if with_budget:
        months = months_between(source.planned_start, planned_start) if source.planned_start else 0
        _copy_budget(source, project, months)
    return project


def _copy_milestones(source: Project, project: Project, by: timedelta) -> None:
    Milestone.objects.bulk_create(
        Milestone(
            project=project, name=one.name, reference_date=(day := moved(one.reference_date or one.forecast_date, by)),
            forecast_date=day, is_go_live=one.is_go_live, is_key=one.is_key, note=one.note,
        )
        for one in source.milestones.all()
        if one.reference_date or one.forecast_date
    )  # fmt: skip


def _copy_budget(source: Project, project: Project, months: int) -> None:
    lines = source.budget_lines.filter(budget_version=BudgetVersion.INITIAL)
    BudgetLine.objects.bulk_create(
        BudgetLine(
            project=project, budget_version=BudgetVersion.INITIAL, fiscal_year=line.fiscal_year + months // 12,
            month=moved_month(line.month, months), category=line.category, nature=line.nature, purpose=line.purpose,
            cost_centre=line.cost_centre, account=line.account, vendor_id=line.vendor_id, label=line.label,
            amount=line.amount,
        )
        for line in lines
    )  # fmt: skip
