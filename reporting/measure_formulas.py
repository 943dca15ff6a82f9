"""The table of measures: formula in words, inputs and unit of each. `docs/measures.md` says the same in full."""

from django.utils.translation import gettext_lazy as _

from .earned_value_formulas import BASELINE_COSTS, BASELINES, EARNED_VALUE_FORMULAS, TASKS
from .measure import COLOUR, COUNT, DATE, DAYS, MONEY, PERCENT, SCORE, WORKDAYS, Input, Measure

PROJECT_DATES = Input("projects.Project", (
    "planned_start", "planned_finish", "forecast_start", "forecast_finish", "actual_start", "actual_finish",
))  # fmt: skip
MILESTONE_DATES = Input("projects.Milestone", ("reference_date", "forecast_date", "actual_date"))
BUDGET = Input("projects.BudgetLine", ("budget_version", "number", "amount"))
PROJECT_BUDGET = Input("projects.Project", ("budget", "currency"))
COSTS = Input("projects.CostEntry", ("kind", "month", "amount"))
RATES = Input("accounts.ExchangeRate", ("currency", "month", "rate"))
RISKS = Input("risks.Risk", ("state", "kind", "residual_probability", "residual_impact", "cost_impact"))
ISSUES = Input("risks.Issue", ("state", "severity"))
ALLOCATIONS = Input("resources.Allocation", ("person", "role", "first_day", "last_day", "unit", "quantity", "state"))
CAPACITY = (
    Input("accounts.Person", ("calendar", "working_share")),
    Input("resources.Absence", ("first_day", "last_day", "share")),
    Input("resources.NonProjectWork", ("share", "first_day", "last_day")),
)
REPORTS = Input("projects.StatusReport", ("as_of", "overall", "state"))
ACTIONS = Input("projects.Action", ("state", "due_on"))
DECISIONS = Input("projects.Decision", ("state",))
SETTINGS = Input("pmo.Organisation", (
    "slip_amber_days", "slip_red_days", "cost_amber_percent", "cost_red_percent", "risk_amber_score",
    "risk_red_score", "load_amber_percent", "load_red_percent", "milestones_amber_count", "milestones_red_count",
    "issues_amber_count", "issues_red_count", "exposure_amber_percent", "exposure_red_percent",
    "overload_amber_percent", "overload_red_percent", "unfilled_amber_percent", "unfilled_red_percent",
    "behind_amber_percent", "behind_red_percent", "overspent_amber_percent", "overspent_red_percent",
    "stale_after_days",
))  # fmt: skip
DATES = (PROJECT_DATES, MILESTONE_DATES, TASKS, BASELINES)
LINES = (BUDGET, PROJECT_BUDGET)
IN_TOTAL = _("Amount × exchange rate of the month of the status date. Without that rate it is not known.")

FORMULAS = (
    Measure("health", _(
        "Worst of the reported dimensions: schedule, cost, scope, resources, risk. Without any fact, the"
        " colour of the imported rating."
    ), (*DATES, *LINES, COSTS, ALLOCATIONS, RISKS, ISSUES, SETTINGS), COLOUR),
    Measure("schedule_health", _(
        "Worst of: slip of the finish, late milestones, slip of the latest milestone, SPI, against the "
        "thresholds."
    ), (*DATES, SETTINGS), COLOUR, "plan"),
    Measure("cost_health", _(
        "Overrun: (forecast − budget) ÷ budget, against the thresholds; the forecast counts as never "
        "less than what is spent. And CPI."
    ), (*LINES, COSTS, BASELINE_COSTS, SETTINGS), COLOUR, "money"),
    Measure("scope_health", _("Not reported yet: no facts about scope are kept."), (), COLOUR),
    Measure("resources_health", _(
        "Worst of: highest monthly load of a person, share of the allocated days beyond capacity, share "
        "of days nobody is named for, over three months from the month of the status date."
    ), (ALLOCATIONS, *CAPACITY, SETTINGS), COLOUR, "staffing"),
    Measure("risk_health", _(
        "Worst of: highest score of an open threat, exposure ÷ budget, open critical issues, against the"
        " thresholds."
    ), (RISKS, ISSUES, *LINES, SETTINGS), COLOUR, "risk"),
    Measure("declared_health", _(
        "Overall colour of the last published status report on or before the status date; that of an "
        "imported edition where it is later."
    ), (REPORTS,), COLOUR, "status"),
    Measure("is_watermelon", _("Declared on track, calculated off track."), (REPORTS,), COLOUR, "status"),
    Measure("is_stale", _(
        "The last change of any fact is older than the setting; never in a project that has ended."
    ), (SETTINGS,), COLOUR),
    Measure("trend", _(
        "Against the snapshot four weeks before, or the nearest earlier one (the first, for a younger "
        "project): the colour decides; while it stays the same, a move of slip or overrun by half its "
        "first threshold does. When one gets better and the other worse: worse."
    ), (SETTINGS,), COLOUR),
    Measure("start", _(
        "Actual start, else the start of the plan's tasks, else forecast start, else planned start."
    ), (PROJECT_DATES, TASKS), DATE, "plan"),
    Measure("planned_finish", _(
        "Finish of the current baseline, else planned finish, else the latest reference date of the milestones."
    ), DATES, DATE, "plan"),
    Measure("finish", _(
        "Actual finish; else the finish of the plan's tasks; else forecast finish; "
        "else the later of planned finish and latest milestone."
    ), DATES, DATE, "plan"),
    Measure("slip_days", _(
        "Forecast finish − planned finish in calendar days; an unfinished project whose forecast has "
        "passed counts as finishing on the status date."
    ), DATES, DAYS, "plan"),
    Measure("progress", _(
        "Progress of the plan's tasks weighted by their cost (by duration while none has a cost); else as given "
        "on the project; else milestones reached ÷ milestones."
    ), (TASKS, Input("projects.Project", ("progress",)), MILESTONE_DATES), PERCENT, "plan"),
    Measure("milestone_count", _("Number of milestones."), (MILESTONE_DATES,), COUNT, "plan"),
    Measure("late_milestone_count", _(
        "Milestones not reached whose forecast (without one, reference) lies before the status date."
    ), (MILESTONE_DATES,), COUNT, "plan"),
    Measure("milestone_slip_days", _(
        "Largest slip of a milestone not reached: forecast (at least the status date) − reference."
    ), (MILESTONE_DATES,), DAYS, "plan"),
    Measure("next_milestone_on", _(
        "Earliest forecast (without one, reference) of a milestone not reached, from the status date on."
    ), (MILESTONE_DATES,), DATE, "plan"),
    Measure("budget_initial", _(
        "Sum of the initial budget lines; the project's own figure while it has neither initial nor "
        "revised lines."
    ), LINES, MONEY, "money"),
    Measure("budget", _(
        "Sum of the latest revised version; else of the initial lines; else the project's own figure."
    ), LINES, MONEY, "money"),
    Measure("forecast", _(
        "Sum of the latest forecast version; else the budget, or actual + accrued + committed when that "
        "is more."
    ), (*LINES, COSTS), MONEY, "money"),
    Measure("committed", _(
        "Sum of committed cost up to the month of the status date: ordered, neither invoiced nor accrued. What is "
        "accrued without an order is taken off the commitments of its category."
    ), (COSTS,), MONEY, "money"),
    Measure("accrued", _(
        "Sum of accrued cost up to the month of the status date; reversals count as negative entries."
    ), (COSTS,), MONEY, "money"),
    Measure("actual", _("Sum of actual cost up to the month of the status date."), (COSTS,), MONEY, "money"),
    Measure("overrun_percent", _(
        "(Forecast − budget) ÷ budget; the forecast counts as never less than actual + accrued."
    ), (*LINES, COSTS), PERCENT, "money"),
    Measure("budget_total", IN_TOTAL, (*LINES, RATES), MONEY, "money"),
    Measure("forecast_total", IN_TOTAL, (*LINES, COSTS, RATES), MONEY, "money"),
    Measure("actual_total", IN_TOTAL, (COSTS, RATES), MONEY, "money"),
    Measure("risk_count", _("Number of open risks, threats and opportunities."), (RISKS,), COUNT, "risk"),
    Measure("risk_score", _(
        "Highest probability × impact of an open threat, after responses."
    ), (RISKS,), SCORE, "risk"),
    Measure("risk_exposure", _(
        "Sum over open threats of probability after responses (10, 30, 50, 70, 90 per cent) × cost if it "
        "happens."
    ), (RISKS,), MONEY, "risk"),
    Measure("risk_exposure_total", IN_TOTAL, (RISKS, RATES), MONEY, "risk"),
    Measure("issue_count", _("Number of issues not closed."), (ISSUES,), COUNT, "risk"),
    Measure("critical_issue_count", _("Number of critical issues not closed."), (ISSUES,), COUNT, "risk"),
    Measure("open_action_count", _("Actions to do or in progress."), (ACTIONS,), COUNT, "decision"),
    Measure("late_action_count", _("Open actions due before the status date."), (ACTIONS,), COUNT, "decision"),
    Measure("open_decision_count", _("Decisions asked and not taken."), (DECISIONS,), COUNT, "decision"),
    Measure("demand_days", _(
        "Sum of all allocations that are not refused; FTE and shares counted in days of the person's "
        "calendar."
    ), (ALLOCATIONS, *CAPACITY), WORKDAYS, "staffing"),
    Measure("load_percent", _(
        "Highest load of a person in one of three months from the month of the status date in which the "
        "project asks for them: all allocations ÷ capacity."
    ), (ALLOCATIONS, *CAPACITY), PERCENT, "staffing"),
    *EARNED_VALUE_FORMULAS,
)  # fmt: skip
