"""Writes two years of snapshots by the product's own formulas, from what each story knew on each day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.db import connection
from django.utils import timezone

from integrations.demonstration.days import FRIDAY
from integrations.demonstration.money import FORECAST, INITIAL, REVISED
from integrations.demonstration.progress import baselines_of
from integrations.demonstration.reports import Reporter
from integrations.demonstration.story import Story
from integrations.demonstration.world import World, write
from pmo.models import Organisation
from projects.choices import ActionState, CostKind
from projects.models import PlanState, ProjectSnapshot, StatusReport
from projects.project_money import accrued_of_commitments
from reporting.drain import row_of
from reporting.earned import read_earned
from reporting.facts import Facts, ProjectFacts, read_rates
from reporting.load import read_loads
from reporting.rollup import thresholds_of
from reporting.upserts import write_measures, write_portfolio_totals_as_of
from risks.choices import RiskKind, Severity
from risks.exposure import PROBABILITIES

DAILY, YEARS, EARNED_DAYS = 28, 2, 182
ORDERED = (CostKind.COMMITTED, CostKind.ACCRUED)
ROWS_AT_ONCE = 2000


def write_history(world: World) -> None:
    """Snapshots, the status reports that were written on their figures, and the totals of the portfolios."""
    organisation, days = Organisation.current(), kept_days(world.today)
    with connection.cursor() as cursor:
        facts = Facts([], organisation, read_rates(cursor, set(days)))
        loads = loads_by_month(cursor, world, days)
        earned = earned_by_day(cursor, world, days)
        reporter, rows = Reporter(world), []
        for story in world.stories:
            rows += list(snapshots_of(story, days, facts, loads, earned, reporter))
        write(StatusReport, reporter.reports)
        for start in range(0, len(rows), ROWS_AT_ONCE):
            write_measures(cursor, rows[start : start + ROWS_AT_ONCE])
        cite(reporter)
        portfolios = [row.pk for row in world.portfolios.values()]
        for day in days:
            write_portfolio_totals_as_of(cursor, portfolios, as_of=day, now=computed_at(day))


def kept_days(today: date) -> list[date]:
    """Fridays of two years, and every day of the last four weeks."""
    first = today - timedelta(days=365 * YEARS)
    days = [first + timedelta(days=number) for number in range((today - first).days)]
    return [day for day in days if day.weekday() == FRIDAY or (today - day).days <= DAILY]


def computed_at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(20)))


def loads_by_month(cursor, world: World, days: list[date]) -> dict[date, dict]:
    """The load of people depends on the month only, so it is asked for once a month."""
    months = sorted({day.replace(day=1) for day in days})
    return {
        month: read_loads(cursor, dict.fromkeys((story.row.pk for story in world.stories), month)) for month in months
    }


def earned_by_day(cursor, world: World, days: list[date]) -> dict[date, dict]:
    """Earned value of the last half year, against the baseline that was current on each day."""
    cursor.execute("ANALYZE projects_taskevent, projects_baselinetask, projects_taskschedule, projects_task")
    stories = {story.row.pk: story for story in world.stories}
    ends = {state.pk: SimpleNamespace(finish=state.finish, actual_cost=None) for state in PlanState.objects.all()}
    found = {}
    for day in days:
        if (world.today - day).days <= EARNED_DAYS:
            baselines = {pk: baseline for pk, story in stories.items() if (baseline := baseline_on(story, day))}
            costs = {pk: cost_facts(stories[pk], day, computed_at(day)) for pk in baselines}
            asked = dict.fromkeys(baselines, day)
            found[day] = read_earned(cursor, asked, baselines, ends, costs, set(baselines))
    return found


def baseline_on(story: Story, day: date) -> SimpleNamespace | None:
    """The baseline that was current on a day, as the roll-up reads it."""
    taken = [row for row in baselines_of(story) if row.taken_on <= day]
    return SimpleNamespace(baseline=taken[-1].pk, calendar=story.row.calendar_id) if taken else None


def snapshots_of(
    story: Story, days: list[date], facts: Facts, loads: dict, earned: dict, reporter: Reporter
) -> Iterator[dict]:
    """The rows of one project, each compared with the one four weeks before, reports declared on the way."""
    thresholds, before = thresholds_of(facts.organisation), []
    for day in days:
        if day < story.known_on:
            continue
        load = loads[day.replace(day=1)].get(story.row.pk)
        value = earned.get(day, {}).get(story.row.pk)
        found = facts_of(story, day, load, previous(before, day), reporter.last, value)
        row = row_of(found, facts, thresholds, computed_at(day))
        if reporter.declare(story, day, row):
            declared = facts_of(story, day, load, found.previous, reporter.last, value)
            row = row_of(declared, facts, thresholds, computed_at(day))
        before.append(SimpleNamespace(**{name: row[name] for name in COMPARED}))
        yield row
    reporter.finish(story)


COMPARED = ("as_of", "health", "slip_days", "overrun_percent")


def previous(before: list, day: date):
    """What the trend compares with: four weeks before, or the first day of a young project."""
    old = [row for row in before if row.as_of <= day - timedelta(days=28)]
    return old[-1] if old else before[0] if before else None


def facts_of(story: Story, day: date, load, before, report, earned) -> ProjectFacts:
    """What the roll-up would have read on that day."""
    changed = computed_at(day - timedelta(days=3))
    return ProjectFacts(
        project=project_facts(story, day, changed), milestones=milestone_facts(story, day, changed),
        budgets=budget_facts(story, day, changed), costs=cost_facts(story, day, changed),
        report=report, risks=risk_facts(story, day, changed), issues=issue_facts(story, day, changed),
        actions=action_facts(story, day), decisions=decision_facts(story, day), previous=before, edition=None,
        allocated=allocation_facts(story, changed), load=load, earned=earned,
    )  # fmt: skip


def project_facts(story: Story, day: date, changed: datetime) -> SimpleNamespace:
    row, ended = story.row, story.ended_on(day)
    return SimpleNamespace(
        id=row.pk, as_of=day, is_current=False, name=row.name, status=story.status_on(day), stage=story.stage_on(day),
        portfolio_id=row.portfolio_id, programme_id=row.programme_id, currency=row.currency, budget=None,
        progress=Decimal(story.progress_on(day)), planned_start=row.planned_start, planned_finish=row.planned_finish,
        forecast_start=row.forecast_start, forecast_finish=story.events[-1].expected(day),
        actual_start=row.actual_start if row.actual_start and row.actual_start <= day else None,
        actual_finish=row.actual_finish if ended else None, changed_at=changed,
    )  # fmt: skip


def milestone_facts(story: Story, day: date, changed: datetime) -> SimpleNamespace:
    events, stands = story.events, {event.name: event.stands(day) for event in story.events}
    ahead = [event for event in events if not event.reached(day)]
    coming = sorted((stands[event.name], event.name) for event in ahead if stands[event.name] >= day)
    return SimpleNamespace(
        milestones=len(events), reached=len(events) - len(ahead), late=len(ahead) - len(coming),
        slip_days=max(((max(stands[event.name], day) - event.reference).days for event in ahead), default=None),
        last_reference=max(event.reference for event in events), last_expected=max(stands.values()),
        next_on=coming[0][0] if coming else None, next_name=coming[0][1] if coming else None, changed_at=changed,
    )  # fmt: skip


def budget_facts(story: Story, day: date, changed: datetime) -> SimpleNamespace:
    initial, revised, forecast = (story.budget_on(day, version) for version in (INITIAL, REVISED, FORECAST))
    return SimpleNamespace(initial=initial, revised=revised, forecast=forecast, changed_at=changed)


def cost_facts(story: Story, day: date, changed: datetime) -> SimpleNamespace | None:
    known = [entry for entry in story.costs if entry.month <= day]
    if not known:
        return None
    sums = {kind: [entry.amount for entry in known if entry.kind == kind] for kind in CostKind}
    totals = {str(kind.value): sum(amounts) if amounts else None for kind, amounts in sums.items()}
    if totals["committed"] is not None:
        totals["committed"] -= sum(accrued_of_commitments(*(by_kind_of(known, kind) for kind in ORDERED)).values())
    return SimpleNamespace(**totals, changed_at=changed)


def by_kind_of(entries: list, kind: str) -> Counter:
    """Sums of a kind of entry by category and nature."""
    sums: Counter = Counter()
    for entry in entries:
        if entry.kind == kind:
            sums[entry.category, entry.nature] += entry.amount
    return sums


def risk_facts(story: Story, day: date, changed: datetime) -> SimpleNamespace | None:
    known = [risk for risk in story.risks if risk.raised_on <= day]
    if not known:
        return None
    open_risks = [risk for risk in known if risk.closed_on is None or risk.closed_on > day]
    threats = [risk for risk in open_risks if risk.kind == RiskKind.THREAT]
    scores = [risk.residual_probability * risk.residual_impact for risk in threats]
    exposures = [risk.cost_impact * PROBABILITIES[risk.residual_probability - 1] for risk in threats]
    return SimpleNamespace(
        open=len(open_risks), highest_score=max(scores, default=None), exposure=sum(exposures) if threats else None,
        changed_at=changed,
    )  # fmt: skip


def issue_facts(story: Story, day: date, changed: datetime) -> SimpleNamespace | None:
    known = [issue for issue in story.issues if issue.raised_on <= day]
    open_issues = [issue for issue in known if issue.closed_on is None or issue.closed_on > day]
    critical = sum(issue.severity == Severity.CRITICAL for issue in open_issues)
    return SimpleNamespace(open=len(open_issues), critical=critical, changed_at=changed) if known else None


def action_facts(story: Story, day: date) -> SimpleNamespace:
    known = [action for action in story.actions if action.state != ActionState.CANCELLED and action.raised_on <= day]
    open_actions = [action for action in known if action.done_on is None or action.done_on > day]
    return SimpleNamespace(open=len(open_actions), late=sum(action.due_on < day for action in open_actions))


def decision_facts(story: Story, day: date) -> SimpleNamespace:
    known = [decision for decision in story.decisions if decision.asked_on <= day]
    return SimpleNamespace(asked=sum(row.decided_on is None or row.decided_on > day for row in known))


def allocation_facts(story: Story, changed: datetime) -> SimpleNamespace | None:
    if not story.allocations:
        return None
    days = [allocation.quantity for allocation in story.allocations if allocation.unit == "days"]
    return SimpleNamespace(days=sum(days) if days else None, changed_at=changed)


def cite(reporter: Reporter) -> None:
    """A published report refers to the snapshot of its day, as publishing does."""
    for day in sorted({report.as_of for report in reporter.reports if report.published_at}):
        projects = [report.project_id for report in reporter.reports if report.as_of == day and report.published_at]
        ProjectSnapshot.objects.filter(as_of=day, project_id__in=projects).update(is_cited=True)
