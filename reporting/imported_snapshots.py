"""Snapshots that an import records: the figures of an edition as they were given, never altered by the roll-up.

What an edition does not say but its figures tell (slip, overrun, totals, health) is calculated the usual way.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone

from pmo.models import Mark, Organisation
from projects.choices import SnapshotSource
from projects.health import NONE, HealthFacts, calculated_health
from projects.models import Project, ProjectSnapshot

from .facts import read_rates
from .project_money import converted, rounded
from .rollup import DIMENSIONS, reasons_of, thresholds_of, worst_reasons
from .upserts import SNAPSHOT_COLUMNS, write_portfolio_totals_as_of

COPIED = ("name", "status", "stage", "portfolio_id", "programme_id")
TOTALS = {
    "budget_total": "budget",
    "forecast_total": "forecast",
    "actual_total": "actual",
    "risk_exposure_total": "risk_exposure",
}
GIVEN = {*SNAPSHOT_COLUMNS} - {"project_id", "as_of", "source", "source_label", "computed_at", "is_cited"}


@dataclass(frozen=True)
class Edition:
    """One project in one edition. `measures` are fields of `ProjectSnapshot` by name, in the project's currency."""

    project: Project
    as_of: date
    source_label: str
    measures: dict[str, object] = field(default_factory=dict)


@transaction.atomic
def record_snapshots(editions: Iterable[Edition]) -> int:
    """Record projects of editions, again without doubling them; how many were recorded.

    A snapshot of the same day that the roll-up wrote gives way, unless it is cited. The projects are marked, so
    that the edition's rating reaches their states. Raises TypeError for a measure that does not exist.
    """
    editions = list({(edition.project.pk, edition.as_of): edition for edition in editions}.values())
    cited = cited_days(editions)
    kept = [edition for edition in editions if (edition.project.pk, edition.as_of) not in cited]
    organisation = Organisation.objects.filter(pk=1).first() or Organisation(pk=1)
    with connection.cursor() as cursor:
        rates = read_rates(cursor, {edition.as_of for edition in kept})
        rows = [snapshot_of(edition, organisation, rates) for edition in kept]
        ProjectSnapshot.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["project", "as_of"],
            update_fields=[name for name in SNAPSHOT_COLUMNS if name not in ("project_id", "as_of", "is_cited")],
            batch_size=500,
        )
        write_totals(cursor, rows)
    now = timezone.now()
    Mark.objects.bulk_create(Mark(project_id=pk, marked_at=now) for pk in sorted({row.project_id for row in rows}))
    return len(rows)


def cited_days(editions: list[Edition]) -> set[tuple[int, date]]:
    """Days of the roll-up that somebody refers to: an edition does not replace them."""
    rows = ProjectSnapshot.objects.filter(
        project__in={edition.project.pk for edition in editions}, source=SnapshotSource.ROLL_UP, is_cited=True
    )
    return set(rows.values_list("project_id", "as_of"))


def snapshot_of(edition: Edition, organisation: Organisation, rates: dict) -> ProjectSnapshot:
    """The row of one edition, with what its figures tell."""
    unknown = set(edition.measures) - GIVEN
    if unknown:
        raise TypeError(f"No such measure: {', '.join(sorted(unknown))}")
    project, measures = edition.project, dict(edition.measures)
    rate = Decimal(1)
    if project.currency != organisation.currency:
        rate = rates.get((project.currency, edition.as_of.replace(day=1)))
    for total, own in TOTALS.items():
        measures.setdefault(total, converted(measures.get(own), rate))
    measures.setdefault("slip_days", slip_of(measures))
    measures.setdefault("overrun_percent", overrun_of(measures))
    for name, value in health_of(edition, measures, organisation).items():
        measures.setdefault(name, value)
    copied = {name: getattr(project, name) for name in COPIED}
    return ProjectSnapshot(
        project=project,
        as_of=edition.as_of,
        source=SnapshotSource.IMPORT,
        source_label=edition.source_label,
        computed_at=timezone.now(),
        **copied | measures,
    )


def slip_of(measures: dict) -> int | None:
    """Days between the finish and its reference."""
    finish, planned = measures.get("finish"), measures.get("planned_finish")
    return (finish - planned).days if finish and planned else None


def overrun_of(measures: dict) -> Decimal | None:
    """Forecast beyond the budget, in percent."""
    budget, forecast = measures.get("budget"), measures.get("forecast")
    return rounded((forecast - budget) / budget * 100) if budget and forecast is not None else None


def health_of(edition: Edition, measures: dict, organisation: Organisation) -> dict[str, object]:
    """Colours that the edition's figures tell; where they tell none, the rating's colour stands for the whole."""
    finish, as_of = measures.get("finish"), edition.as_of
    facts = HealthFacts(
        as_of=as_of,
        start=measures.get("start"),
        planned_finish=measures.get("planned_finish"),
        forecast_finish=finish,
        # An edition that names a finish in its past speaks of a project that is over.
        finished_on=finish if finish and finish < as_of else None,
        budget=measures.get("budget"),
        forecast_cost=measures.get("forecast"),
        actual_cost=measures.get("actual"),
        currency=edition.project.currency,
    )
    health = calculated_health(facts, thresholds_of(organisation))
    found = {f"{name}_health": health[name].colour for name in DIMENSIONS}
    declared = measures.get("declared_health") or organisation.rating_map.get(measures.get("rating", ""), NONE)
    overall = health["overall"].colour
    reasons = worst_reasons({name: reasons_of(each) for name, each in health.items()})
    if overall == NONE and declared != NONE:
        given = {"rating": measures.get("rating", ""), "as_of": as_of.isoformat()}
        reasons["overall"] = [{"code": "rating_as_given", "colour": declared, "arguments": given}]
        overall = declared
    is_watermelon = declared == "green" and overall == "red"
    declared_on = as_of if declared != NONE else None
    return found | {
        "health": overall, "declared_health": declared, "declared_on": declared_on, "reasons": reasons,
        "is_watermelon": is_watermelon,
    }  # fmt: skip


def write_totals(cursor, rows: list[ProjectSnapshot]) -> None:
    """Portfolio totals of each edition's day."""
    days: dict[date, set[int]] = {}
    for row in rows:
        days.setdefault(row.as_of, set()).add(row.portfolio_id)
    for as_of, portfolios in sorted(days.items()):
        write_portfolio_totals_as_of(cursor, sorted(portfolios), as_of=as_of, now=timezone.now())
