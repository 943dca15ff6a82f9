"""Measures of a project from its facts: pure, it composes the formulas of the apps. `docs/measures.md` explains
every one of them; reading and writing rows is done elsewhere.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from pmo.models import Organisation
from projects.health import (
    AMBER,
    DIMENSIONS,
    GREEN,
    NONE,
    RED,
    DimensionHealth,
    HealthFacts,
    Thresholds,
    calculated_health,
)
from projects.schedule_variance import MilestoneDates, milestone_slip

from .facts import Facts, ProjectFacts
from .plan_measures import earned_measures, plan_counts, plan_progress, ratio
from .project_money import Money, money_measures, money_of, rounded
from .trend import Standing, trend_of

ENDED = {"closed", "cancelled"}
FACTS_OF = {
    "schedule": ("project", "milestones", "plan", "baseline"),
    "cost": ("budgets", "costs"),
    "resources": ("allocated",),
    "risk": ("risks", "issues"),
}
# Reasons without a colour that a snapshot keeps all the same.
NOTED = {"stale", "no_exchange_rate", "rating_as_given"}
# Which setting of the organisation holds the thresholds of which measure of health.
SETTINGS = {
    "slip_days": "slip_{}_days",
    "milestone_slip_days": "slip_{}_days",
    "milestones_late": "milestones_{}_count",
    "overrun_share": "cost_{}_percent",
    "load_share": "load_{}_percent",
    "over_allocation_share": "overload_{}_percent",
    "unfilled_share": "unfilled_{}_percent",
    "risk_score": "risk_{}_score",
    "exposure_share": "exposure_{}_percent",
    "critical_issues": "issues_{}_count",
}
# The same for indices, which are bad when they are low: so many percent under 1.
SHORTFALLS = {"spi": "behind_{}_percent", "cpi": "overspent_{}_percent"}
Measures = dict[str, object]


class Dates(NamedTuple):
    """Start, reference finish and expected finish of a project; `finished_on` once it is over."""

    start: date | None
    planned_finish: date | None
    finish: date | None
    finished_on: date | None
    slip_days: int | None


def measures_of(found: ProjectFacts, facts: Facts, thresholds: Thresholds, computed_at: datetime) -> Measures:
    """All measures of one project for its day, by the names of `projects.models.Measures`."""
    project, dates, money = found.project, dates_of(found), money_of(found)
    changes = changes_of(found)
    days = {name: at.astimezone(facts.zone).date() for name, at in changes.items()}
    health = calculated_health(health_facts(found, dates, money, days), thresholds)
    colours, reasons = colours_of(found, health, facts.organisation)
    measures = {
        "project_id": project.id,
        "as_of": project.as_of,
        "computed_at": computed_at,
        "facts_changed_at": max(changes.values(), default=None),
        "progress": progress_of(found),
        "start": dates.start,
        "planned_finish": dates.planned_finish,
        "finish": dates.finish,
        "slip_days": dates.slip_days,
        "is_stale": health["overall"].stale,
        "reasons": reasons,
    }
    measures |= earned_measures(found.earned, facts.rate(project.currency, project.as_of))
    for some in (colours, counts_of(found), plan_counts(found.plan), money_measures(money, found, facts, reasons)):
        measures |= some
    measures["trend"] = trend_of(standing_of(measures), previous_of(found), thresholds)
    return measures


def thresholds_of(organisation: Organisation) -> Thresholds:
    """The organisation's settings as thresholds. Shares of a duration have no setting, so they do not colour."""
    found = {"slip_share_amber": None, "slip_share_red": None, "stale_after_days": organisation.stale_after_days}
    for measure, setting in SETTINGS.items():
        for colour in (AMBER, RED):
            value = getattr(organisation, setting.format(colour))
            found[f"{measure}_{colour}"] = Decimal(value) / 100 if setting.endswith("percent") else value
    for index, setting in SHORTFALLS.items():
        for colour in (AMBER, RED):
            found[f"{index}_{colour}"] = 1 - Decimal(getattr(organisation, setting.format(colour))) / 100
    return Thresholds(**found)


def dates_of(found: ProjectFacts) -> Dates:
    """Dates of the plan and its baseline, else of the project, else of its milestones."""
    project, milestones, plan = found.project, found.milestones, found.plan
    planned = project.planned_finish or (milestones.last_reference if milestones else None)
    if found.baseline and found.baseline.finish:
        planned = found.baseline.finish.date()
    finish = plan.finish.date() if plan else project.forecast_finish
    finish = finish or latest(planned, milestones.last_expected if milestones else None)
    finished_on = project.actual_finish
    if finished_on is None and project.status in ENDED:
        finished_on = finish
    if finished_on and finished_on > project.as_of and project.status not in ENDED:
        finish, finished_on = finished_on, None
    slip = milestone_slip(MilestoneDates("finish", planned, finish, finished_on), project.as_of)
    start = project.actual_start or (plan.start.date() if plan else project.forecast_start) or project.planned_start
    return Dates(start, planned, finished_on or finish, finished_on, slip.slip_days)


def changes_of(found: ProjectFacts) -> dict[str, datetime]:
    """When the facts of each dimension last changed; nothing for a project that has ended."""
    changes = {}
    for dimension, kinds in FACTS_OF.items():
        times = [row.changed_at for row in (getattr(found, kind) for kind in kinds) if row is not None]
        if times:
            changes[dimension] = max(times)
    return changes


def health_facts(found: ProjectFacts, dates: Dates, money: Money, changes: Mapping[str, date]) -> HealthFacts:
    """What the formula of health asks for. What is open in a project that has ended no longer colours it."""
    project, ended = found.project, found.project.status in ENDED
    milestones, issues, load = (None, None, None) if ended else (found.milestones, found.issues, found.load)
    risks, earned = None if ended else found.risks, found.earned
    return HealthFacts(
        as_of=project.as_of,
        start=dates.start,
        planned_finish=dates.planned_finish,
        forecast_finish=dates.finish,
        finished_on=dates.finished_on,
        milestones_late=milestones and milestones.late,
        milestone_slip_days=milestones and milestones.slip_days,
        budget=money.budget,
        forecast_cost=money.forecast,
        actual_cost=money.spent,
        currency=project.currency,
        spi=None if ended or not earned else ratio(earned.spi),
        cpi=earned and ratio(earned.cpi),
        load_share=load and load.load,
        over_allocation_share=load and load.over_allocated,
        unfilled_share=load and load.unfilled,
        risk_score=risks and risks.highest_score,
        risk_exposure=risks and risks.exposure,
        critical_issues=issues and issues.critical,
        last_changes={} if ended else changes,
    )


def colours_of(
    found: ProjectFacts, health: Mapping[str, DimensionHealth], organisation: Organisation
) -> tuple[Measures, dict[str, list]]:
    """Colours by dimension, calculated and declared, and the reasons of the calculated ones."""
    declared, declared_on, rating = declared_of(found, organisation)
    reasons = {name: reasons_of(found_health) for name, found_health in health.items()}
    colours = {f"{name}_health": health[name].colour for name in DIMENSIONS}
    overall = health["overall"].colour
    if overall == NONE and rating and declared != NONE:
        overall = declared
        given = {"rating": rating, "as_of": declared_on.isoformat()}
        reasons["overall"] = [{"code": "rating_as_given", "colour": declared, "arguments": given}]
    colours |= {"health": overall, "declared_health": declared, "declared_on": declared_on, "rating": rating}
    colours["is_watermelon"] = declared == GREEN and overall == RED
    return colours, reasons


def reasons_of(health: DimensionHealth) -> list[dict]:
    """Reasons as JSON; a measure whose thresholds are switched off says nothing."""
    return [
        {"code": code, "colour": colour, "arguments": arguments}
        for code, colour, arguments in health.reasons
        if arguments.get(AMBER, 0) is not None or arguments.get(RED, 0) is not None
    ]


def declared_of(found: ProjectFacts, organisation: Organisation) -> tuple[str, date | None, str]:
    """The last published report's colour, or an imported edition's where that is later; and its rating."""
    report, edition = found.report, found.edition
    rating = edition.rating if edition else ""
    if edition and (not report or edition.as_of > report.as_of):
        mapped = organisation.rating_map.get(rating) if rating else None
        return mapped or edition.declared_health, edition.as_of, rating
    return (report.overall, report.as_of, rating) if report else (NONE, None, rating)


def counts_of(found: ProjectFacts) -> Measures:
    """Counts, the next milestone, and days of work; 0 where there are no rows."""
    milestones, risks, issues, actions = found.milestones, found.risks, found.issues, found.actions
    return {
        "milestone_count": milestones.milestones if milestones else 0,
        "late_milestone_count": milestones.late if milestones else 0,
        "milestone_slip_days": milestones and milestones.slip_days,
        "next_milestone_on": milestones and milestones.next_on,
        "next_milestone_name": (milestones and milestones.next_name) or "",
        "risk_count": risks.open if risks else 0,
        "risk_score": risks and risks.highest_score,
        "issue_count": issues.open if issues else 0,
        "critical_issue_count": issues.critical if issues else 0,
        "open_action_count": actions.open if actions else 0,
        "late_action_count": actions.late if actions else 0,
        "open_decision_count": found.decisions.asked if found.decisions else 0,
        "demand_days": demand_days(found),
        "load_percent": None if not found.load or found.load.load is None else rounded(Decimal(found.load.load) * 100),
    }


def progress_of(found: ProjectFacts) -> Decimal | None:
    """Progress of the plan's tasks, else as given, else the share of milestones reached, in percent."""
    if found.plan:
        return plan_progress(found.plan)
    if found.project.progress is not None:
        return found.project.progress
    milestones = found.milestones
    return rounded(Decimal(milestones.reached * 100) / milestones.milestones) if milestones else None


def demand_days(found: ProjectFacts) -> Decimal | None:
    """Days of work asked for, whatever unit they are given in."""
    if not found.allocated:
        return None
    return rounded((found.allocated.days or 0) + (found.load.days if found.load else 0))


def standing_of(measures: Measures) -> Standing:
    """What the trend compares."""
    return Standing(measures["health"], measures["slip_days"], measures["overrun_percent"])


def previous_of(found: ProjectFacts) -> Standing | None:
    """Where the project stood some weeks ago."""
    before = found.previous
    return Standing(before.health, before.slip_days, before.overrun_percent) if before else None


def latest(*days: date | None) -> date | None:
    """The latest day that is known."""
    return max((day for day in days if day), default=None)


def worst_reasons(reasons: Mapping[str, list]) -> dict[str, list]:
    """The reasons that made trouble, which is all that a dated snapshot keeps."""
    trouble = {
        name: [reason for reason in found if reason["colour"] in (AMBER, RED) or reason["code"] in NOTED]
        for name, found in reasons.items()
    }
    return {name: found for name, found in trouble.items() if found}
