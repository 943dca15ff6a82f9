"""The table of measures of plan and earned value: formula in words, inputs and unit of each."""

from django.utils.translation import gettext_lazy as _

from .measure import COUNT, DATE, DETAIL, INDEX, MONEY, Input, Measure

# Costs only beside measures that are money themselves: their pages are closed to who may not see it.
TASKS = Input("projects.Task", ("percent_complete", "actual_start", "actual_finish"))
TASK_COSTS = Input("projects.Task", ("percent_complete", "fixed_cost", "work_cost", "actual_cost"))
BASELINES = Input("projects.Baseline", ("taken_on", "is_current", "start", "finish"))
BASELINE_COSTS = Input("projects.Baseline", ("taken_on", "is_current", "start", "finish", "cost"))
COSTS = Input("projects.CostEntry", ("kind", "month", "amount"))
RATES = Input("accounts.ExchangeRate", ("currency", "month", "rate"))
IN_TOTAL = _("Amount × exchange rate of the month of the status date. Without that rate it is not known.")
PLAN = (TASKS, BASELINES)
COSTED_PLAN = (TASK_COSTS, BASELINE_COSTS)
COSTED = (*COSTED_PLAN, COSTS)

EARNED_VALUE_FORMULAS = (
    Measure("task_count", _("Number of tasks in the plan, summaries left out."), (TASKS,), COUNT, "plan"),
    Measure("late_task_count", _(
        "Tasks not complete whose finish, by the current baseline or by the plan, lies before the status date."
    ), PLAN, COUNT, "plan"),
    Measure("critical_task_count", _(
        "Tasks whose total float is not above the project's limit: a delay of theirs delays the finish."
    ), (TASKS,), COUNT, "plan"),
    Measure("budget_at_completion", _(
        "Sum of the costs of all tasks in the current baseline."
    ), (BASELINE_COSTS,), MONEY, "money"),
    Measure("planned_value", _(
        "What the current baseline planned to have done by the status date: fixed cost at the start of a task, "
        "cost of its work evenly over its working time."
    ), (BASELINE_COSTS,), MONEY, "money"),
    Measure("earned_value", _(
        "Sum over the tasks of the current baseline of percent complete × cost; the fixed cost once the task has "
        "begun."
    ), COSTED_PLAN, MONEY, "money"),
    Measure("actual_cost", _(
        "Actual and accrued cost entries up to the month of the status date; while there is none, the actual costs "
        "given on tasks."
    ), (COSTS, TASK_COSTS), MONEY, "money"),
    Measure("estimate_at_completion", _("AC + (BAC − EV) ÷ CPI."), COSTED, MONEY, "money"),
    Measure("budget_at_completion_total", IN_TOTAL, (BASELINE_COSTS, RATES), MONEY, "money"),
    Measure("planned_value_total", IN_TOTAL, (BASELINE_COSTS, RATES), MONEY, "money"),
    Measure("earned_value_total", IN_TOTAL, (*COSTED_PLAN, RATES), MONEY, "money"),
    Measure("actual_cost_total", IN_TOTAL, (COSTS, TASK_COSTS, RATES), MONEY, "money"),
    Measure("estimate_at_completion_total", IN_TOTAL, (*COSTED, RATES), MONEY, "money"),
    Measure("spi", _("EV ÷ PV; not available while nothing was planned."), PLAN, INDEX, "plan"),
    Measure("cpi", _("EV ÷ AC; not available while nothing has been spent."), COSTED, INDEX, "money"),
    Measure("spi_time", _("ES ÷ AT; not available on or before the planned start."), PLAN, INDEX, "plan"),
    Measure("actual_time_days", _(
        "Working days of the project's calendar from the start of the baseline to the status date; once all is "
        "done, to the finish."
    ), PLAN, INDEX, "plan"),
    Measure("earned_schedule_days", _(
        "Working days from the start of the baseline to the moment at which it planned to have earned what is "
        "earned now."
    ), PLAN, INDEX, "plan"),
    Measure("planned_duration_days", _(
        "Working days from the start of the baseline to its finish."
    ), (BASELINES,), INDEX, "plan"),
    Measure("expected_finish", _("Start of the baseline + AT + (PD − ES) ÷ SPI(t), in working time."), PLAN, DATE,
            "plan"),
    Measure("earned_value_detail", _(
        "Nine forecasts of the finish and eight of the cost, which of them suits, and why a value is missing."
    ), COSTED, DETAIL, "money"),
)  # fmt: skip
