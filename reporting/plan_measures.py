"""Measures of a project's plan and its earned value, by the names of `projects.models.Measures`. Pure."""

AMOUNTS = ("budget_at_completion", "planned_value", "earned_value", "actual_cost", "estimate_at_completion")
WITHOUT_PLAN = {"task_count": 0, "late_task_count": 0, "critical_task_count": 0}
WITHOUT_BASELINE = {
    **dict.fromkeys(AMOUNTS),
    **{f"{name}_total": None for name in AMOUNTS},
    **dict.fromkeys(("spi", "cpi", "spi_time", "actual_time_days", "earned_schedule_days", "planned_duration_days")),
    "expected_finish": None,
    "earned_value_detail": {},
}
