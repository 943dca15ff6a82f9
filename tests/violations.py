"""One violation of every named constraint that a writer can run into: route, what is there before, what is sent.

A test of pages, API or import goes through all of them, so that no rule holds on one way in and not on another.
Left out are constraints on rows that only the product itself writes.
"""

from dataclasses import dataclass

from tests import factories as make
from tests import money_factories as money
from tests import plan_factories as plans

WRITTEN_BY_THE_PRODUCT = {
    "organisation_is_one_row", "saved_view_name_unique", "idempotency_key_unique", "invitation_one_open_per_email",
    "portfolio_snapshot_day_unique", "project_snapshot_day_unique", "milestone_forecast_day_unique",
    "membership_one_scope", "membership_dates_in_order", "membership_delegation_ends", "user_email_unique",
    "membership_of_organisation_only", "status_report_published_has_time", "import_mapping_name_unique",
    "external_reference_unique", "baseline_task_unique", "baseline_one_current", "baseline_current_is_approved",
}  # fmt: skip
# Broken by changing an existing row only.
BY_CHANGE = {
    "organisation_slip_thresholds_in_order": {"slip_amber_days": 30, "slip_red_days": 10},
    "organisation_cost_thresholds_in_order": {"cost_amber_percent": "30", "cost_red_percent": "10"},
}


@dataclass
class World:
    """What bodies may link to."""

    project: object
    person: object
    kpi: object
    committee: object
    currency: object
    calendar: object
    objective: object
    skill: object
    task: object
    tender: object
    vendor: object
    quote: object
    criterion: object


def world() -> World:
    from accounts.models import Calendar

    project = make.ProjectFactory()
    tender = money.TenderFactory(project=project)
    return World(
        project=project, tender=tender, vendor=make.VendorFactory(),
        quote=money.QuoteFactory(project=project, tender=tender, round=9),
        criterion=money.TenderCriterionFactory(project=project, tender=tender), person=make.PersonFactory(),
        kpi=make.KpiFactory(),
        committee=make.CommitteeFactory(), currency=make.CurrencyFactory(),
        calendar=Calendar.objects.create(name="House", is_default=True),
        objective=make.ObjectiveFactory(code="O1"), skill=make.SkillFactory(),
        task=plans.TaskFactory(),
    )  # fmt: skip


def _project(**fields):
    return lambda w: {"name": "P", "code": "P-1", "portfolio": w.project.portfolio_id, **fields}


def _of_project(**fields):
    """A `tender` is the one of the world."""
    return lambda w: (
        {"name": "X", "project": w.project.pk, **fields} | ({"tender": w.tender.pk} if "tender" in fields else {})
    )


def _quote(**fields):
    return lambda w: {
        "project": w.project.pk, "tender": w.tender.pk, "vendor": w.vendor.pk, "received_on": "2026-02-02",
        "amount": "1",
    } | fields  # fmt: skip


# Constraint → (route, factory of a row that is there before, body).
VIOLATIONS = {
    "custom_field_key_unique": (
        "custom-fields",
        lambda w: _custom_field(),
        lambda w: {"name": "Z", "model": "projects.project", "key": "zone", "type": "text"},
    ),
    "calendar_one_default": ("calendars", None, lambda w: {"name": "Other", "is_default": True}),
    "calendar_exception_days_in_order": (
        "calendar-exceptions", None,
        lambda w: {"calendar": w.calendar.pk, "first_day": "2026-02-02", "last_day": "2026-02-01"},
    ),
    "exchange_rate_month_unique": (
        "exchange-rates",
        lambda w: make.ExchangeRateFactory(currency=w.currency),
        lambda w: {"currency": w.currency.pk, "month": make.TODAY.replace(day=1).isoformat(), "rate": "1.1"},
    ),
    "exchange_rate_first_of_month": (
        "exchange-rates", None, lambda w: {"currency": w.currency.pk, "month": "2026-02-02", "rate": "1.1"},
    ),
    "department_name_unique": (
        "departments", lambda w: make.DepartmentFactory(name="Taken"), lambda w: {"name": "TAKEN"},
    ),
    "vendor_name_unique": ("vendors", lambda w: make.VendorFactory(name="Taken"), lambda w: {"name": "TAKEN"}),
    "person_email_unique": (
        "people", lambda w: make.PersonFactory(email="a@example.org"),
        lambda w: {"name": "A", "email": "A@example.org"},
    ),
    "person_dates_in_order": (
        "people", None, lambda w: {"name": "A", "starts_on": "2026-02-02", "ends_on": "2026-02-01"},
    ),
    "rate_start_unique": (
        "rates", lambda w: make.RateFactory(person=w.person),
        lambda w: {"person": w.person.pk, "valid_from": "2020-01-01", "amount": "1"},
    ),
    "session_date_unique": (
        "sessions", lambda w: make.SessionFactory(committee=w.committee),
        lambda w: {"committee": w.committee.pk, "date": make.TODAY.isoformat(), "as_of": make.TODAY.isoformat()},
    ),
    "kpi_code_unique": ("kpis", lambda w: make.KpiFactory(code="k"), lambda w: {"name": "K", "code": "K"}),
    "kpi_value_period_unique": (
        "kpi-values", lambda w: make.KpiValueFactory(kpi=w.kpi, period_end=make.TODAY),
        lambda w: {"kpi": w.kpi.pk, "period_end": make.TODAY.isoformat(), "value": "1"},
    ),
    "objective_code_unique": ("objectives", None, lambda w: {"name": "O", "code": "O1"}),
    "objective_target_differs": ("objectives", None, lambda w: {"name": "O", "baseline": "1", "target": "1"}),
    "portfolio_code_unique": (
        "portfolios", lambda w: make.PortfolioFactory(code="pf"), lambda w: {"name": "P", "code": "PF"},
    ),
    "envelope_year_unique": (
        "envelopes", lambda w: make.EnvelopeFactory(portfolio=w.project.portfolio),
        lambda w: {"portfolio": w.project.portfolio_id, "fiscal_year": make.TODAY.year},
    ),
    "programme_code_unique": (
        "programmes", lambda w: make.ProgrammeFactory(code="pg"),
        lambda w: {"name": "P", "code": "PG", "portfolio": w.project.portfolio_id},
    ),
    "decision_taken_is_complete": ("decisions", None, _of_project(state="taken")),
    "action_done_has_a_date": ("actions", None, _of_project(state="done")),
    "milestone_has_a_date": ("milestones", None, _of_project()),
    "budget_line_first_of_month": (
        "budget-lines", None,
        lambda w: {"project": w.project.pk, "fiscal_year": 2026, "month": "2026-02-02", "amount": "1"},
    ),
    "budget_line_one_initial": (
        "budget-lines", None,
        lambda w: {"project": w.project.pk, "fiscal_year": 2026, "number": 2, "amount": "1"},
    ),
    "cost_entry_first_of_month": (
        "cost-entries", None, lambda w: {"project": w.project.pk, "month": "2026-02-02", "amount": "1"},
    ),
    "cost_entry_document_unique": (
        "cost-entries", lambda w: make.CostEntryFactory(project=w.project, document_number="D1"),
        lambda w: {
            "project": w.project.pk, "month": make.TODAY.replace(day=1).isoformat(), "amount": "1",
            "document_number": "D1",
        },
    ),
    "project_code_unique": ("projects", lambda w: make.ProjectFactory(code="p-1"), _project()),
    "project_planned_dates_in_order": (
        "projects", None, _project(planned_start="2026-02-02", planned_finish="2026-02-01"),
    ),
    "project_forecast_dates_in_order": (
        "projects", None, _project(forecast_start="2026-02-02", forecast_finish="2026-02-01"),
    ),
    "project_actual_dates_in_order": (
        "projects", None, _project(actual_start="2026-02-02", actual_finish="2026-02-01"),
    ),
    "objective_link_unique": (
        "objective-links", lambda w: make.ObjectiveLinkFactory(project=w.project, objective=w.objective),
        lambda w: {"project": w.project.pk, "objective": w.objective.pk},
    ),
    "task_actual_dates_in_order": (
        "tasks", None, _of_project(actual_start="2026-02-02T09:00", actual_finish="2026-02-01T09:00"),
    ),
    "task_constraint_has_its_date": ("tasks", None, _of_project(constraint="SNET")),
    "task_link_unique": (
        "task-links",
        lambda w: plans.TaskLinkFactory(
            project=w.task.project, predecessor=w.task, successor=plans.TaskFactory(project=w.task.project)
        ),
        lambda w: {
            "project": w.task.project_id, "predecessor": w.task.pk,
            "successor": w.task.successor_links.get().successor_id,
        },
    ),
    "task_link_between_two": (
        "task-links", None, lambda w: {"project": w.task.project_id, "predecessor": w.task.pk, "successor": w.task.pk},
    ),
    "task_assignment_unique": (
        "task-assignments",
        lambda w: plans.TaskAssignmentFactory(project=w.task.project, task=w.task, person=w.person),
        lambda w: {"project": w.task.project_id, "task": w.task.pk, "person": w.person.pk},
    ),
    "task_assignment_names_somebody": (
        "task-assignments", None, lambda w: {"project": w.task.project_id, "task": w.task.pk},
    ),
    "baseline_name_unique": (
        "baselines", lambda w: plans.BaselineFactory(project=w.project, name="First"),
        lambda w: {"project": w.project.pk, "name": "First", "taken_on": "2026-02-02", "reason": "Again"},
    ),
    "board_column_name_unique": (
        "board-columns", lambda w: plans.BoardColumnFactory(project=w.project, name="X"), _of_project(),
    ),
    "sprint_days_in_order": ("sprints", None, _of_project(first_day="2026-02-02", last_day="2026-02-01")),
    "sprint_one_active": (
        "sprints", lambda w: plans.SprintFactory(project=w.project, state="active"),
        _of_project(first_day="2026-02-01", last_day="2026-02-02", state="active"),
    ),
    "tender_days_in_order": ("tenders", None, _of_project(opens_on="2026-02-02", closes_on="2026-02-01")),
    "tender_criterion_name_unique": (
        "tender-criteria", lambda w: money.TenderCriterionFactory(project=w.project, tender=w.tender, name="X"),
        _of_project(tender=None),
    ),
    "tender_criterion_one_price": (
        "tender-criteria", lambda w: money.TenderCriterionFactory(project=w.project, tender=w.tender, is_price=True),
        _of_project(tender=None, is_price=True),
    ),
    "quote_round_unique": (
        "quotes", lambda w: money.QuoteFactory(project=w.project, tender=w.tender, vendor=w.vendor), _quote(),
    ),
    "quote_days_in_order": ("quotes", None, _quote(valid_until="2026-01-01")),
    "quote_score_unique": (
        "quote-scores", lambda w: money.QuoteScoreFactory(project=w.project, quote=w.quote, criterion=w.criterion),
        lambda w: {"project": w.project.pk, "quote": w.quote.pk, "criterion": w.criterion.pk, "score": "1"},
    ),
    "purchase_order_number_unique": (
        "orders", lambda w: money.PurchaseOrderFactory(number="PO-1"),
        lambda w: {"project": w.project.pk, "label": "X", "vendor": w.vendor.pk, "number": "PO-1", "amount": "1"},
    ),
    "approval_limit_role_unique": (
        "approval-limits", lambda w: money.ApprovalLimitFactory(),
        lambda w: {"role": "finance_controller", "up_to": "1"},
    ),
    "business_case_number_unique": (
        "business-cases", lambda w: money.BusinessCaseFactory(project=w.project), _of_project(number=1),
    ),
    "trading_period_days_in_order": (
        "trading-periods", None, lambda w: {"name": "X", "first_day": "2026-02-02", "last_day": "2026-02-01"},
    ),
    "status_report_day_unique": (
        "status-reports", lambda w: make.StatusReportFactory(project=w.project),
        lambda w: {"project": w.project.pk, "as_of": make.TODAY.isoformat()},
    ),
    "risk_inherent_in_scale": ("risks", None, _of_project(probability=6)),
    "risk_residual_in_scale": ("risks", None, _of_project(residual_impact=6)),
    "issue_escalation_is_complete": ("issues", None, _of_project(state="escalated")),
    "absence_days_in_order": (
        "absences", None, lambda w: {"person": w.person.pk, "first_day": "2026-02-02", "last_day": "2026-02-01"},
    ),
    "non_project_work_days_in_order": (
        "non-project-work", None,
        lambda w: {"person": w.person.pk, "share": "20", "first_day": "2026-02-02", "last_day": "2026-02-01"},
    ),
    "allocation_days_in_order": (
        "allocations", None,
        lambda w: {"project": w.project.pk, "person": w.person.pk, "quantity": "1", "first_day": "2026-02-02",
                   "last_day": "2026-02-01"},
    ),
    "allocation_names_somebody": (
        "allocations", None,
        lambda w: {"project": w.project.pk, "quantity": "1", "first_day": "2026-02-01", "last_day": "2026-02-02"},
    ),
    "skill_name_unique": ("skills", lambda w: make.SkillFactory(name="Taken"), lambda w: {"name": "TAKEN"}),
    "person_skill_unique": (
        "person-skills", lambda w: make.PersonSkillFactory(person=w.person, skill=w.skill),
        lambda w: {"person": w.person.pk, "skill": w.skill.pk},
    ),
    "resource_role_name_unique": (
        "resource-roles", lambda w: make.ResourceRoleFactory(name="Taken"), lambda w: {"name": "TAKEN"},
    ),
}  # fmt: skip
# The serializer or the model itself refuses these before the constraint is asked, in other words.
REFUSED_EARLIER = {"risk_inherent_in_scale", "risk_residual_in_scale"}
BY_ITSELF = {"department_not_its_own_parent", "task_not_its_own_part", "business_case_line_not_negative"}


def _custom_field():
    from pmo.models import CustomField

    return CustomField.objects.create(name="Zone", model="projects.project", key="zone")
