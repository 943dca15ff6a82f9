"""Measures by worked numbers: facts in the database, figures in the state."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Calendar, CalendarException
from accounts.models.calendar import default_week
from pmo.models import Organisation
from projects.models import MilestoneForecast, Project, ProjectSnapshot
from reporting.services import record_snapshot
from risks.exposure import RiskFigures, exposure
from tests import factories
from tests.factories import TODAY, days
from tests.money_factories import PurchaseOrderFactory

pytestmark = pytest.mark.django_db


def codes(state, dimension) -> dict:
    return {reason["code"]: reason["colour"] for reason in state.reasons[dimension]}


def publish(project, as_of, **fields):
    return factories.StatusReportFactory(
        project=project, as_of=as_of, state="published", published_at=timezone.now(), **fields
    )


# -- schedule --------------------------------------------------------------------------------------------------


def test_a_project_without_facts_is_not_reported(rolled_up):
    state = rolled_up(factories.ProjectFactory())
    assert state.health == "none"
    assert {state.schedule_health, state.cost_health, state.scope_health, state.risk_health} == {"none"}
    assert state.slip_days is state.budget is state.overrun_percent is state.progress is None
    assert state.trend == "unknown"
    assert codes(state, "overall") == {"no_facts": "none"}


def test_slip_is_forecast_less_planned_finish(rolled_up):
    state = rolled_up(factories.ProjectFactory(planned_finish=days(100), forecast_finish=days(112)))
    assert (state.planned_finish, state.finish, state.slip_days) == (days(100), days(112), 12)
    assert (state.schedule_health, state.health) == ("amber", "amber")
    assert codes(state, "overall") == {"worst_of": "amber"}


def test_a_finish_that_has_passed_slips_day_by_day(rolled_up):
    project = factories.ProjectFactory(planned_finish=days(-31))
    assert rolled_up(project).slip_days == 31
    assert rolled_up(project).schedule_health == "red"


def test_a_finished_project_slips_no_more(rolled_up):
    project = factories.ProjectFactory(planned_finish=days(-50), actual_finish=days(-45), status="closed")
    state = rolled_up(project)
    assert (state.finish, state.slip_days, state.schedule_health) == (days(-45), 5, "green")


def test_milestones_give_the_dates_a_project_does_not_have(rolled_up):
    project = factories.ProjectFactory()
    factories.MilestoneFactory(project=project, reference_date=days(10))
    factories.MilestoneFactory(project=project, reference_date=days(40), forecast_date=days(43))
    state = rolled_up(project)
    assert (state.planned_finish, state.finish, state.slip_days) == (days(40), days(43), 3)


def test_a_milestone_after_the_planned_finish_moves_the_finish(rolled_up):
    project = factories.ProjectFactory(planned_finish=days(40))
    factories.MilestoneFactory(project=project, reference_date=days(40), forecast_date=days(55))
    assert rolled_up(project).finish == days(55)


def test_milestones_are_counted_by_what_is_reached_late_and_next(rolled_up):
    project = factories.ProjectFactory()
    factories.MilestoneFactory(project=project, reference_date=days(-30), actual_date=days(-20))
    factories.MilestoneFactory(project=project, reference_date=days(-9), name="Late")
    factories.MilestoneFactory(project=project, reference_date=days(-9), forecast_date=days(1), name="Soon")
    factories.MilestoneFactory(project=project, reference_date=days(60), name="Last")
    state = rolled_up(project)
    assert (state.milestone_count, state.late_milestone_count) == (4, 1)
    assert (state.next_milestone_on, state.next_milestone_name) == (days(1), "Soon")
    assert state.milestone_slip_days == 10
    assert state.progress == 25
    assert codes(state, "schedule")["milestones_late"] == "amber"


def test_progress_as_given_wins_over_milestones(rolled_up):
    project = factories.ProjectFactory(progress=Decimal("42.5"))
    factories.MilestoneFactory(project=project)
    assert rolled_up(project).progress == Decimal("42.5")


# -- money -----------------------------------------------------------------------------------------------------


def lines(project, version, number, *amounts):
    for amount in amounts:
        factories.BudgetLineFactory(
            project=project, budget_version=version, number=number, amount=Decimal(amount), label=str(amount)
        )


def test_the_projects_own_budget_counts_while_it_has_no_lines(rolled_up):
    project = factories.ProjectFactory(budget=1000)
    assert rolled_up(project).budget == 1000
    lines(project, "initial", 1, "400", "500.50")
    state = rolled_up(project)
    assert (state.budget_initial, state.budget, state.forecast) == (Decimal("900.50"),) * 3


def test_the_latest_revision_and_forecast_count(rolled_up):
    project = factories.ProjectFactory()
    lines(project, "initial", 1, 1000)
    lines(project, "revised", 1, 1100)
    lines(project, "revised", 2, 600, 700)
    lines(project, "forecast", 1, 9999)
    lines(project, "forecast", 3, 1400)
    state = rolled_up(project)
    assert (state.budget_initial, state.budget, state.forecast) == (1000, 1300, 1400)
    assert state.overrun_percent == Decimal("7.69")
    assert state.cost_health == "amber"


def test_without_a_forecast_version_what_is_engaged_counts_when_it_is_more(rolled_up):
    project = factories.ProjectFactory(budget=1000)
    for kind, amount in (("actual", 700), ("accrued", 100), ("committed", 150)):
        factories.CostEntryFactory(project=project, kind=kind, amount=amount)
    assert rolled_up(project).forecast == 1000
    factories.CostEntryFactory(project=project, kind="committed", amount=200)
    state = rolled_up(project)
    assert (state.actual, state.accrued, state.committed, state.forecast) == (700, 100, 250, 1050)
    assert state.overrun_percent == 5


def test_what_is_accrued_of_a_commitment_counts_once_until_its_invoice_has_come(rolled_up):
    """Ordered 1,000 in January, 600 invoiced and 400 accrued; February takes the accrual back and is invoiced."""
    project, (january, february) = factories.ProjectFactory(budget=10), (date(2025, 1, 1), date(2025, 2, 1))

    def entries(month, **amounts):
        for kind, amount in amounts.items():
            factories.CostEntryFactory(project=project, kind=kind, month=month, amount=amount, category="services")

    def engaged():
        state = rolled_up(project)
        return state.committed, state.accrued, state.actual, state.forecast

    entries(january, committed=1000)
    assert engaged() == (1000, None, None, 1000)
    entries(january, committed=-600, actual=600, accrued=400)
    assert engaged() == (0, 400, 600, 1000)
    entries(february, accrued=-400, actual=400, committed=-400)
    assert engaged() == (0, 0, 1000, 1000)


def test_an_accrual_beyond_what_is_committed_in_its_category_counts_as_well(rolled_up):
    project = factories.ProjectFactory()
    for kind, category, amount in (
        ("committed", "services", 300), ("accrued", "services", 500), ("committed", "media", 70),
        ("accrued", "labour", 40), ("committed", "labour", -10),
    ):  # fmt: skip
        factories.CostEntryFactory(project=project, kind=kind, category=category, amount=amount)
    state = rolled_up(project)
    assert (state.committed, state.accrued, state.forecast) == (70 - 10, 540, 600)


def test_an_order_and_accruals_without_one_do_not_meet(rolled_up):
    order = PurchaseOrderFactory(amount=1000, category="services")
    project = order.project
    type(order).objects.filter(pk=order.pk).update(state="ordered", approved_on=TODAY, ordered_on=TODAY)
    connection.check_constraints()
    for order_of_entry, amount in ((order, 250), (None, 40)):
        factories.CostEntryFactory(
            project=project,
            order=order_of_entry,
            kind="accrued",
            category="services",
            amount=amount,
            month=TODAY.replace(day=1),
        )
    connection.check_constraints()
    state = rolled_up(project)
    assert (state.committed, state.accrued) == (750, 290)


def test_costs_after_the_status_date_do_not_count(rolled_up):
    project = factories.ProjectFactory()
    factories.CostEntryFactory(project=project, month=TODAY.replace(day=1), amount=10)
    factories.CostEntryFactory(project=project, month=TODAY.replace(month=7, day=1), amount=99)
    assert rolled_up(project).actual == 10


def test_spending_beyond_forecast_and_budget_counts_as_overrun(rolled_up):
    project = factories.ProjectFactory(budget=100)
    lines(project, "initial", 1, 100)
    lines(project, "forecast", 1, 90)
    factories.CostEntryFactory(project=project, amount=120)
    state = rolled_up(project)
    assert (state.forecast, state.overrun_percent, state.cost_health) == (90, 20, "red")


def test_totals_are_in_the_organisations_currency_by_the_rate_of_the_month(rolled_up):
    project = factories.ProjectFactory(budget=1000, currency="USD")
    factories.ExchangeRateFactory(currency__code="USD", rate=Decimal("0.9"))
    factories.ExchangeRateFactory(
        currency=factories.CurrencyFactory(code="USD"), month=days(-60).replace(day=1), rate=5
    )
    factories.CostEntryFactory(project=project, amount=Decimal("100.05"))
    state = rolled_up(project)
    assert (state.budget, state.budget_total) == (1000, 900)
    assert (state.actual, state.actual_total) == (Decimal("100.05"), Decimal("90.05"))
    assert "currency" not in state.reasons


def test_without_a_rate_totals_are_unknown_with_a_reason(rolled_up):
    state = rolled_up(factories.ProjectFactory(budget=1000, currency="USD"))
    assert (state.budget, state.budget_total, state.forecast_total) == (1000, None, None)
    assert state.reasons["currency"] == [
        {"code": "no_exchange_rate", "colour": "none", "arguments": {"currency": "USD", "month": "2025-06-01"}}
    ]


# -- risks, issues, actions ------------------------------------------------------------------------------------


def test_risks_are_counted_scored_and_priced_as_the_formula_says(rolled_up):
    project = factories.ProjectFactory(budget=10_000)
    figures = [(5, 4, None, None, 1000, "threat"), (4, 4, 2, 3, 500, "threat"), (5, 5, None, None, 900, "opportunity")]
    for probability, impact, later_probability, later_impact, cost, kind in figures:
        factories.RiskFactory(
            project=project, probability=probability, impact=impact, residual_probability=later_probability,
            residual_impact=later_impact, cost_impact=cost, kind=kind,
        )  # fmt: skip
    factories.RiskFactory(project=project, probability=5, impact=5, cost_impact=9999, state="closed")
    expected = exposure(RiskFigures(p, i, rp, ri, Decimal(cost), kind) for p, i, rp, ri, cost, kind in figures)
    state = rolled_up(project)
    assert (state.risk_count, state.risk_score) == (3, 20)
    assert state.risk_score == expected.highest_score
    assert state.risk_exposure == expected.threats == Decimal("1050")
    assert state.risk_health == "red"


def test_issues_actions_and_decisions_are_counted(rolled_up):
    project = factories.ProjectFactory()
    factories.IssueFactory(project=project, severity="1")
    factories.IssueFactory(project=project)
    factories.IssueFactory(project=project, state="closed", severity="1")
    factories.ActionFactory(project=project, due_on=days(-1))
    factories.ActionFactory(project=project, due_on=days(1), state="in_progress")
    factories.ActionFactory(project=project, due_on=days(-1), state="done", done_on=TODAY)
    factories.DecisionFactory(project=project)
    factories.DecisionFactory(project=project, state="taken", outcome="Yes", decided_on=TODAY)
    state = rolled_up(project)
    assert (state.issue_count, state.critical_issue_count) == (2, 1)
    assert (state.open_action_count, state.late_action_count, state.open_decision_count) == (2, 1, 1)


def test_what_is_open_in_a_closed_project_colours_it_no_more(rolled_up):
    project = factories.ProjectFactory(status="closed", planned_finish=days(-9))
    factories.MilestoneFactory(project=project, reference_date=days(-100))
    factories.RiskFactory(project=project, probability=5, impact=5)
    state = rolled_up(project)
    assert (state.late_milestone_count, state.risk_count) == (1, 1)
    assert (state.schedule_health, state.risk_health) == ("green", "none")


# -- resources -------------------------------------------------------------------------------------------------


def test_load_is_all_that_a_person_is_asked_for_against_capacity(rolled_up):
    person = factories.PersonFactory()
    month = {"first_day": days(15), "last_day": days(44), "person": person}  # July 2025: 23 working days
    here = factories.AllocationFactory(quantity=23, **month)
    factories.AllocationFactory(quantity=Decimal("4.6"), **month)
    state = rolled_up(here.project)
    assert state.demand_days == 23
    assert state.load_percent == pytest.approx(Decimal(120), abs=Decimal("0.1"))
    assert state.resources_health == "red"


def test_absence_lowers_capacity(rolled_up):
    allocation = factories.AllocationFactory(first_day=days(15), last_day=days(45), quantity=20)
    assert rolled_up(allocation.project).load_percent < 100
    factories.AbsenceFactory(person=allocation.person, first_day=days(15), last_day=days(26))
    assert rolled_up(allocation.project).load_percent > 100


def test_the_organisations_calendar_with_its_exceptions_says_what_is_worked(rolled_up):
    calendar = Calendar.objects.create(name="Four days", week=[*default_week()[:4], [], [], []], is_default=True)
    CalendarException.objects.create(calendar=calendar, first_day=days(1), last_day=days(1))
    CalendarException.objects.create(calendar=calendar, first_day=days(4), last_day=days(4), spans=[[540, 750]])
    project = factories.ProjectFactory()
    factories.AllocationFactory(project=project, unit="fte", quantity=1, first_day=days(0), last_day=days(6))
    assert rolled_up(project).demand_days == Decimal("3.5")


def test_shares_and_fte_are_counted_in_days(rolled_up):
    project = factories.ProjectFactory()
    span = {"first_day": days(0), "last_day": days(4), "project": project}  # five working days
    factories.AllocationFactory(unit="share", quantity=50, **span)
    factories.AllocationFactory(unit="fte", quantity=Decimal("0.2"), **span)
    factories.AllocationFactory(unit="days", quantity=3, state="refused", **span)
    assert rolled_up(project).demand_days == Decimal("3.5")


def test_roles_without_a_name_are_unfilled(rolled_up):
    project = factories.ProjectFactory()
    factories.AllocationFactory(project=project, quantity=6)
    factories.AllocationFactory(project=project, person=None, role=factories.ResourceRoleFactory(), quantity=4)
    state = rolled_up(project)
    shares = {reason["code"]: reason["arguments"]["value"] for reason in state.reasons["resources"]}
    assert shares["unfilled_share"] == pytest.approx(0.4)
    assert state.resources_health == "red"


# -- declared, stale, trend ------------------------------------------------------------------------------------


def test_the_last_published_report_is_what_is_declared(rolled_up):
    project = factories.ProjectFactory(planned_finish=days(-40))
    publish(project, days(-20), overall="red")
    publish(project, days(-8), overall="amber")
    publish(project, days(-8), overall="green", correction=1)
    factories.StatusReportFactory(project=project, as_of=days(-1), overall="red")
    state = rolled_up(project)
    assert (state.declared_health, state.declared_on, state.health) == ("green", days(-8), "red")
    assert state.is_watermelon


def test_a_red_project_declared_red_is_no_watermelon(rolled_up):
    project = factories.ProjectFactory(planned_finish=days(-40))
    publish(project, days(-8), overall="red")
    assert not rolled_up(project).is_watermelon


def test_untouched_facts_are_stale_and_those_of_an_ended_project_are_not(rolled_up):
    now = timezone.localdate()
    project = factories.ProjectFactory(planned_finish=now + timedelta(400))
    assert not rolled_up(project, today=now).is_stale
    Project.objects.filter(pk=project.pk).update(progress=1)
    assert rolled_up(project, today=now + timedelta(36)).is_stale
    Project.objects.filter(pk=project.pk).update(status="closed")
    assert not rolled_up(project, today=now + timedelta(36)).is_stale


def test_facts_changed_at_is_the_latest_change_of_any_fact(rolled_up):
    milestone = factories.MilestoneFactory()
    changed = rolled_up(milestone.project).facts_changed_at
    assert isinstance(changed, datetime)
    milestone.refresh_from_db()
    assert changed == milestone.updated_at


@pytest.mark.parametrize(
    ("forecast", "trend"),
    [(105, "better"), (110, "same"), (112, "same"), (116, "same"), (117, "worse"), (150, "worse")],
)
def test_the_trend_compares_with_four_weeks_before(rolled_up, forecast, trend):
    project = factories.ProjectFactory(planned_finish=days(100), forecast_finish=days(112))
    rolled_up(project, today=days(-30))
    Project.objects.filter(pk=project.pk).update(forecast_finish=days(100))
    rolled_up(project, today=days(-20))
    Project.objects.filter(pk=project.pk).update(forecast_finish=days(forecast))
    assert rolled_up(project).trend == trend


# -- status date, editions, forecasts of milestones ------------------------------------------------------------


def test_measures_are_for_the_portfolios_status_date(rolled_up):
    portfolio = factories.PortfolioFactory(status_date=days(-100))
    project = factories.ProjectFactory(portfolio=portfolio, planned_finish=days(-95))
    state = rolled_up(project)
    assert (state.as_of, state.slip_days) == (days(-100), 0)
    assert ProjectSnapshot.objects.get(project=project).as_of == days(-100)


def test_a_rating_stands_for_the_whole_where_nothing_can_be_calculated(rolled_up):
    Organisation.objects.update(rating_map={"Amber/Red": "red"})
    project = factories.ProjectFactory()
    record_snapshot(project, days(-10), "2020", rating="Amber/Red")
    state = rolled_up(project)
    assert (state.rating, state.declared_health, state.health) == ("Amber/Red", "red", "red")
    assert codes(state, "overall") == {"rating_as_given": "red"}


def test_a_rating_is_kept_beside_what_is_calculated(rolled_up):
    Organisation.objects.update(rating_map={"Green": "green"})
    project = factories.ProjectFactory(planned_finish=days(0), forecast_finish=days(60))
    record_snapshot(project, days(-10), "2020", rating="Green")
    state = rolled_up(project)
    assert (state.declared_health, state.health, state.is_watermelon) == ("green", "red", True)


def test_a_changed_rating_map_reaches_the_states(rolled_up):
    project = factories.ProjectFactory()
    record_snapshot(project, days(-10), "2020", rating="B")
    assert rolled_up(project).health == "none"
    Organisation.objects.update(rating_map={"B": "amber"})
    assert rolled_up(project).health == "amber"


def test_a_milestones_forecast_is_noted_when_it_changes(rolled_up):
    milestone = factories.MilestoneFactory(reference_date=days(30))
    rolled_up(milestone.project)
    rolled_up(milestone.project)
    milestone.note = "no new date"
    milestone.save()
    rolled_up(milestone.project, today=days(1))
    milestone.forecast_date = days(45)
    milestone.save()
    rolled_up(milestone.project, today=days(2))
    milestone.actual_date = days(3)
    milestone.save()
    rolled_up(milestone.project, today=days(3))
    assert list(MilestoneForecast.objects.values_list("as_of", "forecast_date")) == [
        (TODAY, days(30)), (days(2), days(45)),
    ]  # fmt: skip


def test_a_snapshot_copies_the_project_of_the_day_and_only_the_reasons_of_trouble(rolled_up):
    project = factories.ProjectFactory(planned_finish=days(0), forecast_finish=days(60), budget=100, stage="build")
    state = rolled_up(project)
    snapshot = ProjectSnapshot.objects.get(project=project)
    assert (snapshot.name, snapshot.stage, snapshot.portfolio_id) == (project.name, "build", project.portfolio_id)
    assert (snapshot.health, snapshot.slip_days, snapshot.budget) == (state.health, state.slip_days, state.budget)
    assert set(snapshot.reasons) == {"overall", "schedule"}
    assert {"cost", "scope"} < set(state.reasons)
