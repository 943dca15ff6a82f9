"""The demonstration agrees with itself: people, months, totals and dates. One small load for all tests."""

import re
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from random import Random
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import Count, F, Max, Min, Q, Sum
from django.test import Client
from django.urls import reverse

from accounts.models import AccessToken, Department, Membership, Person, User, Vendor
from accounts.models.user import hashed
from integrations.demonstration import load_demonstration
from integrations.demonstration.buying import penalise_somebody
from integrations.demonstration.ideas import all_ideas, ideas
from integrations.demonstration.kept_views import COLUMNS
from integrations.demonstration.personas import INTEGRATION, PERSONAS, password, token
from integrations.demonstration.world import World
from integrations.mapping import apply_saved
from integrations.models import ImportMapping
from pmo.models import RollUpRun, SavedView
from pmo.roles import RoleName
from portfolio.models import (
    Envelope,
    Kpi,
    KpiValue,
    Objective,
    Portfolio,
    PortfolioSnapshot,
    Programme,
    Session,
    TradingPeriod,
)
from projects.models import (
    Action,
    Baseline,
    BudgetLine,
    BusinessCase,
    ChecklistItem,
    CostEntry,
    Decision,
    Milestone,
    MilestoneForecast,
    ObjectiveLink,
    Penalty,
    PlanState,
    Project,
    ProjectSnapshot,
    ProjectState,
    PurchaseOrder,
    Receipt,
    Sprint,
    StatusReport,
    Task,
    TaskSchedule,
    Tender,
)
from projects.order_balance import balance_of
from projects.services import compare_quotes, figures_of, roles_with_enough
from resources.models import Absence, Allocation, NonProjectWork, PersonSkill
from risks.models import Issue, Response, Risk

# A Sunday far enough from any real day that nothing below can hold by accident of the calendar.
TODAY = date(2026, 3, 15)
PROJECTS = 40
ENDED = ("closed", "cancelled")


@pytest.fixture(scope="module")
def company(django_db_setup, django_db_blocker):
    """The company as of TODAY, rolled back after the module."""
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            yield load_demonstration(today=TODAY, projects=PROJECTS, archives=False)
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


pytestmark = [pytest.mark.full, pytest.mark.usefixtures("company"), pytest.mark.django_db]


def real():
    return Project.objects.real().order_by("pk")


def test_the_company_has_its_people_portfolios_and_projects():
    assert real().count() == PROJECTS
    assert Portfolio.objects.count() == 5
    assert Programme.objects.count() == 8
    assert Department.objects.count() == 8
    assert Person.objects.filter(department__isnull=False).count() == 60
    assert 2 <= Project.objects.filter(is_template=True).count() <= 3
    assert {"active", "closed", "proposed", "on_hold", "cancelled"} == set(real().values_list("status", flat=True))
    assert real().filter(confidential=True).exists()
    assert len(set(real().values_list("type", flat=True))) >= 8


def test_every_part_of_the_model_has_rows():
    empty = [
        model.__name__
        for model in (
            Absence, Action, Allocation, BudgetLine, CostEntry, Decision, Envelope, Issue, Kpi, Milestone,
            MilestoneForecast, NonProjectWork, ObjectiveLink, Objective, PersonSkill, PortfolioSnapshot, Response, Risk,
            Session, StatusReport,
        )
        if not model.objects.exists()
    ]  # fmt: skip
    assert not empty


def test_no_amount_lacks_an_exchange_rate():
    assert not RollUpRun.objects.exclude(troubles=[]).exists()
    assert ProjectState.objects.exclude(project__currency="EUR").filter(budget_total__gt=0).exists()
    assert not ProjectState.objects.filter(budget__isnull=False, budget_total=None).exists()
    assert not PortfolioSnapshot.objects.filter(without_rate__gt=0).exists()


def test_ideas_are_as_many_as_asked_for_and_all_different():
    assert len(all_ideas()) == 120
    assert len({idea.name for idea in ideas(300)}) == 300
    assert len({idea.portfolio for idea in ideas(12)}) == 5


def test_projects_that_have_ended_have_dates_and_nothing_open():
    ended = real().filter(status__in=ENDED)
    assert ended.exists()
    assert not ended.filter(Q(actual_start=None) | Q(actual_finish=None) | Q(actual_finish__gt=TODAY)).exists()
    assert not Risk.objects.filter(project__in=ended, state="open").exists()
    assert not Issue.objects.filter(project__in=ended).exclude(state="closed").exists()
    assert not Action.objects.filter(project__in=ended, state__in=("open", "in_progress")).exists()
    assert not Decision.objects.filter(project__in=ended, state="asked").exists()
    closed = real().filter(status="closed")
    assert not closed.exclude(progress=100, stage="closure").exists()
    assert not Milestone.objects.filter(project__in=closed, actual_date=None).exists()


def test_proposed_projects_have_not_begun():
    proposed = real().filter(status="proposed")
    assert not proposed.filter(Q(actual_start__isnull=False) | Q(progress__gt=0)).exists()
    assert not CostEntry.objects.filter(project__in=proposed).exists()
    assert not Milestone.objects.filter(project__in=proposed, actual_date__isnull=False).exists()


def test_progress_and_stage_agree_with_the_milestones():
    for project in real().filter(status="active").prefetch_related("milestones"):
        milestones = list(project.milestones.all())
        reached = sum(milestone.actual_date is not None for milestone in milestones)
        assert 0 <= project.progress < 100
        if project.progress >= 25:
            assert reached >= 1, project
        if reached == 0:
            assert project.stage == "scoping", project
        finish = max(milestone.forecast_date for milestone in milestones)
        assert project.forecast_finish == finish


def test_milestones_are_reached_in_the_past_and_forecasts_end_where_they_stand():
    assert not Milestone.objects.filter(actual_date__gte=TODAY).exists()
    last = {}
    for row in MilestoneForecast.objects.order_by("as_of").values("milestone", "forecast_date", "as_of"):
        assert row["as_of"] <= TODAY
        last[row["milestone"]] = row["forecast_date"]
    for milestone in Milestone.objects.filter(project__is_template=False):
        assert last[milestone.pk] == milestone.forecast_date
    moved = MilestoneForecast.objects.values("milestone").annotate(times=Count("pk")).filter(times__gt=1)
    assert moved.exists()


def test_actual_costs_lie_in_the_months_of_the_work_up_to_today():
    assert not CostEntry.objects.filter(month__gt=TODAY).exists()
    early = CostEntry.objects.filter(month__lt=F("project__actual_start") - timedelta(days=31))
    late = CostEntry.objects.filter(month__gt=F("project__actual_finish"))
    assert not early.exists()
    assert not late.exists()
    negative = CostEntry.objects.filter(kind="actual").values("project", "month").annotate(sum=Sum("amount"))
    assert not negative.filter(sum__lte=0).exists()


def test_three_versions_of_the_budget_by_month_category_and_nature():
    versions = dict(BudgetLine.objects.values_list("budget_version").annotate(Count("project", distinct=True)))
    assert versions["initial"] == PROJECTS
    assert versions["revised"]
    assert versions["forecast"]
    assert not BudgetLine.objects.filter(month=None).exists()
    assert not BudgetLine.objects.exclude(fiscal_year=F("month__year")).exists()
    assert set(BudgetLine.objects.values_list("nature", flat=True)) == {"capex", "opex"}


def test_the_last_forecast_is_never_less_than_what_is_spent():
    for state in ProjectState.objects.filter(actual__isnull=False).select_related("project"):
        assert state.forecast >= state.actual * Decimal("0.9"), state.project
        if state.project.status == "closed":
            assert state.forecast == state.actual + (state.accrued or 0), state.project


def test_envelopes_cover_the_initial_budgets_of_their_year():
    for envelope in Envelope.objects.select_related("portfolio"):
        lines = BudgetLine.objects.filter(
            project__portfolio=envelope.portfolio, fiscal_year=envelope.fiscal_year, budget_version="initial",
            project__currency="EUR",
        )  # fmt: skip
        assert envelope.capex + envelope.opex >= lines.aggregate(sum=Sum("amount"))["sum"] * Decimal("0.99")


def test_allocations_lie_inside_their_projects_and_ask_for_a_role_or_a_person():
    for allocation in Allocation.objects.select_related("project"):
        project = allocation.project
        start = project.actual_start or project.planned_start
        finish = project.actual_finish or project.forecast_finish
        assert start <= allocation.first_day <= allocation.last_day <= finish, allocation


def test_decisions_are_taken_in_sessions_on_their_day():
    taken = Decision.objects.filter(state="taken").select_related("session")
    assert taken
    for decision in taken:
        assert decision.session.date == decision.decided_on < TODAY
        assert decision.asked_on <= decision.decided_on
    assert Decision.objects.filter(state="asked", decider__isnull=False).exists()


def test_sessions_look_at_the_friday_before():
    for session in Session.objects.all():
        assert session.date.weekday() == 1
        assert session.as_of.weekday() == 4
        assert session.as_of < session.date
    assert Session.objects.filter(date__gt=TODAY).exists()


def test_escalations_wait_for_somebody_until_a_day():
    escalated = Issue.objects.filter(state="escalated")
    assert escalated
    assert not escalated.filter(answer_due_on=None).exists()
    assert not Issue.objects.filter(answered_on__isnull=False, answer="").exists()
    assert not Issue.objects.filter(raised_on__gt=TODAY).exists()


def test_weights_of_objectives_never_exceed_the_whole():
    sums = ObjectiveLink.objects.values("project").annotate(sum=Sum("weight"))
    assert not sums.filter(sum__gt=100).exists()
    assert Objective.objects.filter(parent__parent__isnull=False).exists()


def test_reports_declare_what_was_calculated_but_for_some_who_are_hopeful():
    published = StatusReport.objects.filter(state="published")
    calculated = {
        (row.project_id, row.as_of): row.health
        for row in ProjectSnapshot.objects.filter(project__in=published.values("project"))
    }
    honest = sum(calculated[row.project_id, row.as_of] == row.overall for row in published)
    assert honest >= 0.75 * len(published)
    better = [row for row in published if row.overall == "green" and calculated[row.project_id, row.as_of] == "red"]
    assert better
    assert all(row.comment for row in better)
    assert all(row.facts["health"] == calculated[row.project_id, row.as_of] for row in published)
    assert ProjectState.objects.filter(is_watermelon=True).exists()


def test_snapshots_of_yesterday_tell_the_same_as_the_states_of_today():
    yesterday = {row.project_id: row for row in ProjectSnapshot.objects.filter(as_of=TODAY - timedelta(days=1))}
    assert len(yesterday) == PROJECTS
    same = ("status", "stage", "budget_initial", "budget", "actual", "finish", "risk_count", "issue_count")
    for state in ProjectState.objects.filter(project__is_template=False).select_related("project"):
        before, now = yesterday[state.project_id], ProjectSnapshot.objects.get(project=state.project_id, as_of=TODAY)
        differing = [name for name in same if getattr(before, name) != getattr(now, name)]
        assert not differing, (state.project.code, differing)


def test_snapshots_go_back_two_years_and_portfolios_have_totals_of_their_days():
    days = ProjectSnapshot.objects.values_list("as_of", flat=True)
    assert min(days) <= TODAY - timedelta(days=700)
    newest = PortfolioSnapshot.objects.filter(as_of=TODAY).aggregate(Sum("project_count"))["project_count__sum"]
    assert newest == Project.objects.running().count()


def test_kpis_have_two_years_of_months():
    assert Kpi.objects.count() == 12
    counts = set(KpiValue.objects.values("kpi").annotate(count=Count("pk")).values_list("count", flat=True))
    assert counts == {24}
    assert not KpiValue.objects.filter(period_end__gte=TODAY).exists()


def test_the_texts_are_french():
    texts = [
        *Project.objects.values_list("description", flat=True), *Risk.objects.values_list("effect", flat=True),
        *StatusReport.objects.values_list("summary", flat=True), *Issue.objects.values_list("description", flat=True),
        *Decision.objects.values_list("question", flat=True),
    ]  # fmt: skip
    english = re.compile(r"\b(the|and|with|of|for|is|project)\b", re.IGNORECASE)
    assert not {text for text in texts if english.search(text)}
    assert not {text for text in texts if "'" in text}  # the typographic apostrophe only
    assert all(text.strip() for text in texts)


def test_nobody_has_an_address_outside_the_demonstration():
    addresses = [*Person.objects.values_list("email", flat=True), *User.objects.values_list("email", flat=True)]
    assert all(address.endswith("@demo.example") for address in addresses)


def test_every_role_has_a_log_in_and_the_integration_a_token():
    held = set(Membership.objects.filter(starts_on__lte=TODAY).values_list("role", flat=True))
    assert held == set(RoleName.values)
    secret = password()
    assert len(secret) >= 20
    assert {persona.role for persona in PERSONAS} == set(RoleName.values) - {RoleName.INTEGRATION}
    one = User.objects.get(email=PERSONAS[3].email)
    assert one.check_password(secret)
    assert len(set(User.objects.filter(is_integration=False).values_list("password", flat=True))) == 1
    assert AccessToken.objects.get(user__email=INTEGRATION).secret_hash == hashed(token())


def test_personas_have_something_to_do():
    people = {persona.role: Person.objects.filter(user__email=persona.email).first() for persona in PERSONAS}
    assert people[RoleName.PROJECT_MANAGER].managed_projects.count() >= PROJECTS // 12
    assert people[RoleName.EXECUTIVE].sponsored_projects.exists()
    assert people[RoleName.PORTFOLIO_MANAGER].portfolios.exists()
    assert Membership.objects.filter(user=people[RoleName.CONTRIBUTOR].user).count() == 3
    assert Membership.objects.get(user=people[RoleName.RESOURCE_MANAGER].user).department.people.count() > 5


def test_the_guest_finds_actions_that_wait():
    assert Action.objects.filter(owner__user__email="invite@demo.example", state="open").count() == 2


def test_log_ins_are_printed_with_the_password():
    told = StringIO()
    call_command("demonstration_logins", stdout=told)
    assert all(persona.email in told.getvalue() for persona in PERSONAS)
    assert password() in told.getvalue()
    assert "Finance controller" in told.getvalue(), "the terminal speaks English throughout"


def test_a_log_in_with_a_password_of_its_own_says_so():
    changed = User.objects.get(email=PERSONAS[-1].email)
    changed.set_password("another one, chosen later")
    changed.save()
    told = StringIO()
    call_command("demonstration_logins", stdout=told)
    assert f"{changed.email}  (has a password of its own)" in told.getvalue()
    assert told.getvalue().count("of its own") == 1


def test_a_second_load_changes_nothing():
    before = Project.objects.count(), StatusReport.objects.count(), User.objects.count()
    told = StringIO()
    call_command("load_demonstration", stdout=told)
    assert "nothing was changed" in told.getvalue()
    assert (Project.objects.count(), StatusReport.objects.count(), User.objects.count()) == before


def test_history_is_dated_and_ends_where_the_rows_stand():
    for model, names in (
        (Project, ("status", "stage", "progress", "forecast_finish")),
        (Milestone, ("forecast_date",)),
    ):
        rows = {row.pk: row for row in model.objects.exclude(Q(**{IS_TEMPLATE[model]: True}))}
        last, times = {}, {}
        for event in model.pgh_event_model.objects.filter(pgh_obj_id__in=rows).order_by("pgh_id"):
            assert times.get(event.pgh_obj_id, event.pgh_created_at) <= event.pgh_created_at
            times[event.pgh_obj_id], last[event.pgh_obj_id] = event.pgh_created_at, event
        assert len(last) == len(rows)
        for pk, event in last.items():
            assert [getattr(event, name) for name in names] == [getattr(rows[pk], name) for name in names]
        changes = model.pgh_event_model.objects.filter(pgh_label="update", pgh_obj_id__in=rows)
        days = set(changes.values_list("pgh_created_at__date", flat=True))
        assert len(days) > 20, "changes lie on the days of the story, not on the day of the loading"
    assert Milestone.pgh_event_model.objects.filter(pgh_label="update", pgh_context__metadata__source="page").exists()


IS_TEMPLATE = {Project: "is_template", Milestone: "project__is_template"}


def test_progress_came_about_week_by_week_and_ends_where_the_tasks_stand():
    begun = {row.pk: row for row in Task.objects.filter(actual_start__isnull=False, is_scheduled=True)}
    events = Task.pgh_event_model.objects.filter(pgh_obj_id__in=begun).order_by("pgh_obj_id", "pgh_id")
    first, last = {}, {}
    for event in events:
        first.setdefault(event.pgh_obj_id, event)
        assert event.pgh_obj_id not in last or last[event.pgh_obj_id].pgh_created_at <= event.pgh_created_at
        last[event.pgh_obj_id] = event
    assert {event.percent_complete for event in first.values()} == {0}
    for pk, event in last.items():
        assert (event.percent_complete, event.actual_start, event.actual_finish) == (
            begun[pk].percent_complete, begun[pk].actual_start, begun[pk].actual_finish,
        )  # fmt: skip
    kept = ProjectSnapshot.objects.filter(earned_value__gt=0).values("project").annotate(
        values=Count("earned_value", distinct=True), lowest=Min("earned_value"), now=Max("project__state__earned_value")
    )  # fmt: skip
    assert sum(row["values"] > 5 for row in kept) > 20
    assert all(row["lowest"] <= row["now"] for row in kept)


def test_a_replaced_baseline_was_current_until_the_next_was_taken():
    for baseline in Baseline.objects.filter(is_current=False):
        following = baseline.project.baselines.get(is_current=True)
        events = baseline.pgh_event_model.objects.filter(pgh_obj_id=baseline.pk).order_by("pgh_id")
        assert [event.is_current for event in events] == [True, False]
        assert events[1].pgh_created_at.date() == following.taken_on


def test_some_projects_are_stale_and_most_are_not():
    stale = ProjectState.objects.filter(is_stale=True, project__status="active").count()
    assert 0 < stale < PROJECTS / 4


def test_plans_are_scheduled_without_a_problem_and_end_with_their_milestones():
    states = PlanState.objects.filter(project__in=real())
    assert states.count() == PROJECTS
    assert [state.problems for state in states if state.problems] == []
    dated = Milestone.objects.filter(task__isnull=False)
    assert dated.count() > PROJECTS
    for milestone in dated.select_related("task__schedule"):
        assert milestone.forecast_date == milestone.task.schedule.finish.date()


def test_tasks_done_lie_behind_us_and_those_to_come_ahead():
    done = TaskSchedule.objects.filter(task__actual_finish__isnull=False)
    assert done.exists() and not done.filter(finish__date__gt=TODAY).exists()
    ahead = TaskSchedule.objects.filter(task__actual_start__isnull=True, is_summary=False)
    assert ahead.exists() and not ahead.filter(percent_complete__gt=0).exists()


def test_every_project_that_has_started_has_one_current_baseline_worth_its_initial_budget():
    for project in real().filter(actual_start__isnull=False):
        current = Baseline.objects.get(project=project, is_current=True)
        assert abs(current.cost - sum(current.tasks.values_list("work_cost", flat=True))
                   - sum(current.tasks.values_list("fixed_cost", flat=True))) < 1  # fmt: skip
        lines = BudgetLine.objects.filter(project=project, budget_version="initial")
        assert abs(current.cost - lines.aggregate(total=Sum("amount"))["total"]) < 1


def test_some_projects_were_planned_anew_by_a_decision():
    assert Baseline.objects.filter(decision__isnull=False, is_current=True).exists()


def test_tasks_by_check_list_stand_where_their_steps_stand():
    tasks = Task.objects.filter(progress_by="checklist").select_related("schedule", "project")
    assert 10 < tasks.count() < 100
    assert set(tasks.values_list("project__status", flat=True)) == {"active"}
    for task in tasks.prefetch_related("checklist"):
        steps = list(task.checklist.all())
        share = Decimal(100 * sum(step.is_done for step in steps)) / len(steps)
        assert 4 <= len(steps) <= 5 and task.percent_complete == share == task.schedule.percent_complete, task
        assert [step.is_done for step in steps] == sorted((step.is_done for step in steps), reverse=True)
        assert not (share and task.actual_start is None)
    assert tasks.filter(checklist__is_done=True).filter(checklist__is_done=False).exists(), "some are under way"


def test_steps_of_check_lists_were_done_one_after_the_other():
    events = ChecklistItem.pgh_event_model.objects.order_by("pgh_obj_id", "pgh_id")
    told: dict[int, list] = {}
    for event in events:
        told.setdefault(event.pgh_obj_id, []).append(event)
    for step in ChecklistItem.objects.select_related("task"):
        written, *done = told[step.pk]
        assert not written.is_done and [event.is_done for event in done] == [True] * step.is_done
        assert all(written.pgh_created_at < event.pgh_created_at for event in done)
        assert all(step.task.actual_start.date() <= event.pgh_created_at.date() < TODAY for event in done)
    assert len({event.pgh_created_at.date() for event in events}) > 20


def test_the_pmo_shares_views_that_everybody_can_open_and_keeps_a_mapping():
    views = SavedView.objects.filter(shared=True)
    assert len(views) == 2 and {view.owner.email for view in views} == {"pmo@demo.example"}
    client = Client()
    client.force_login(User.objects.get(email="sponsor@demo.example"), backend=settings.AUTHENTICATION_BACKENDS[0])
    for view in views:
        answer = client.get(f"{reverse(view.list_name)}?{view.query}")
        assert answer.status_code == 200 and view.name in answer.content.decode()
        assert answer.context["sums"]["count"] > 0
    mapping = ImportMapping.objects.get()
    found = apply_saved(mapping.columns["cost_entry"], COLUMNS)
    filled = {column.header: column.field for column in found.columns}
    assert filled["Code projet"] == "project" and filled["Montant HT"] == "amount" and filled["Journal"] == ""
    assert found.missing() == []


def test_the_trading_calendar_knows_black_friday_and_its_freeze():
    friday = TradingPeriod.objects.get(name="Black Friday 2025")
    assert friday.first_day <= date(2025, 11, 28) <= friday.last_day
    freeze = TradingPeriod.objects.get(name="Gel Black Friday 2025")
    assert freeze.is_freeze and freeze.first_day < friday.first_day and freeze.last_day > friday.last_day


def test_cards_of_boards_came_to_their_columns_one_move_after_the_other():
    cards = Task.objects.filter(column__isnull=False)
    assert cards.count() > 30 and Sprint.objects.filter(state="active").exists()
    for card in cards.prefetch_related("moves"):
        moves = sorted(card.moves.all(), key=lambda move: (move.moved_at, move.pk))
        assert moves[-1].column_id == card.column_id, card
        assert len({move.column_id for move in moves}) == len(moves)
    done = cards.filter(column__kind="done")
    assert done.exists() and not done.filter(actual_finish__isnull=True).exists()


def test_no_sprint_reaches_beyond_its_project_and_one_is_active_at_a_time():
    for sprint in Sprint.objects.filter(state="closed"):
        assert sprint.last_day < TODAY and sprint.committed_points > 0


# -- Buying ----------------------------------------------------------------------------------------------------------
def test_orders_agree_with_their_invoices_and_commitments(company):
    orders = PurchaseOrder.objects.filter(tender__isnull=False)
    assert 5 <= orders.count() <= 10
    for order in orders:
        found = balance_of(order)
        engaged = CostEntry.objects.filter(order=order).aggregate(sum=Sum("amount"))["sum"]
        invoiced = order.cost_entries.filter(kind__in=("actual", "accrued")).aggregate(sum=Sum("amount"))["sum"]
        assert 0 < found.invoiced <= found.ordered and found.received <= found.ordered
        assert engaged == (order.amount if order.state == "ordered" else invoiced), order
        assert not CostEntry.objects.filter(project=order.project, kind="committed").exclude(order=order).exists()


def test_the_chosen_quote_is_the_order_and_was_valid(company):
    tenders = Tender.objects.filter(state="awarded").select_related("chosen", "project")
    assert tenders.count() >= 5
    for tender in tenders:
        order = tender.orders.get()
        assert (order.amount, order.vendor_id) == (tender.chosen.amount, tender.chosen.vendor_id)
        assert tender.chosen.received_on <= tender.chosen_on <= tender.chosen.valid_until
        comparison = compare_quotes(tender, on=tender.chosen_on)
        assert comparison.is_complete and any(offer.earlier for offer in comparison.offers)
    assert Tender.objects.filter(state="evaluation").exists()


def test_some_delivery_and_some_order_wait_for_somebody(company):
    assert Receipt.objects.filter(is_accepted=False).exists() and Receipt.objects.filter(is_accepted=True).exists()
    waiting = PurchaseOrder.objects.get(state="waiting")
    assert roles_with_enough(waiting, on=TODAY)


def test_some_vendor_owes_a_penalty_whatever_the_day(company):
    penalties = Penalty.objects.all()
    assert penalties
    for penalty in penalties:
        assert penalty.order.ordered_on <= penalty.applied_on <= TODAY
        assert 0 < penalty.amount <= penalty.order.amount / 50


def test_a_penalty_is_found_where_no_order_is_late():
    receipt = Receipt.objects.order_by("pk").first()
    story = Mock(code="ECO-001", bought=[(receipt, receipt.received_on)])
    world = World(TODAY, Random(1))
    world.vendors["services"] = list(Vendor.objects.all()[:3])
    before = Penalty.objects.count()
    penalise_somebody(world, [story])
    assert Penalty.objects.count() == before + 1
    penalise_somebody(world, [story])
    assert Penalty.objects.count() == before + 1, "one is enough"


def test_business_cases_are_frozen_and_tell_the_budget(company):
    cases = BusinessCase.objects.exclude(frozen_on=None).prefetch_related("lines")
    assert cases.count() >= 5
    for case in cases.filter(number=1):
        built = sum(line.amount for line in case.lines.all() if line.label == "Réalisation")
        budget = BudgetLine.objects.filter(project=case.project, budget_version="initial").aggregate(sum=Sum("amount"))
        assert built == budget["sum"]
        assert figures_of(case, case.lines.all()).roi is not None
