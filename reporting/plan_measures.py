"""Measures of a project's plan and of its earned value, by the names of `projects.models.Measures`. Pure."""

from decimal import Decimal

from .earned_facts import EarnedFacts
from .project_money import converted, rounded

AMOUNTS = {
    "budget_at_completion": "bac",
    "planned_value": "pv",
    "earned_value": "ev",
    "actual_cost": "ac",
    "estimate_at_completion": "eac",
}
RATIOS = {
    "spi": "spi",
    "cpi": "cpi",
    "spi_time": "spi_time",
    "actual_time_days": "actual_time",
    "earned_schedule_days": "earned_schedule",
    "planned_duration_days": "planned_duration",
}
TEN_THOUSANDTH = Decimal("0.0001")
WITHOUT_BASELINE = {
    **dict.fromkeys(AMOUNTS),
    **{f"{name}_total": None for name in AMOUNTS},
    **dict.fromkeys(RATIOS),
    "expected_finish": None,
    "earned_value_detail": {},
}


def plan_counts(plan) -> dict[str, object]:
    """Tasks, those that are late, those that are critical; 0 without a plan."""
    return {
        "task_count": plan.tasks if plan else 0,
        "late_task_count": plan.late if plan else 0,
        "critical_task_count": plan.critical if plan else 0,
    }


def plan_progress(plan) -> Decimal | None:
    """Percent complete of the tasks, weighted by cost; by duration while none has a cost; else the plain mean."""
    if plan is None:
        return None
    for weight, done in ((plan.cost, plan.cost_done), (plan.duration, plan.duration_done)):
        if weight:
            return rounded(Decimal(done) / Decimal(weight))
    return rounded(plan.percent)


def earned_measures(earned: EarnedFacts | None, rate: Decimal | None) -> dict[str, object]:
    """Amounts in both currencies, indices and times; nothing without a current baseline."""
    if earned is None:
        return WITHOUT_BASELINE
    own = {name: amount(getattr(earned, source)) for name, source in AMOUNTS.items()}
    totals = {f"{name}_total": converted(value, rate) for name, value in own.items()}
    ratios = {name: ratio(getattr(earned, source)) for name, source in RATIOS.items()}
    return own | totals | ratios | {
        "expected_finish": earned.expected_finish, "earned_value_detail": earned.detail,
    }  # fmt: skip


def amount(value: float | None) -> Decimal | None:
    """Money to cents."""
    return None if value is None else rounded(Decimal(repr(value)))


def ratio(value: float | None) -> Decimal | None:
    """An index or a number of days to four decimals."""
    return None if value is None else Decimal(repr(value)).quantize(TEN_THOUSANDTH)
