"""Two kept days of a portfolio side by side: projects new and gone, changed cost, changed duration."""

from datetime import date

from django.db.models import F

from integrations.editions import EditionDifference, difference
from integrations.rows import ImportedRow
from pmo.access import visible
from portfolio.models import Portfolio
from projects.choices import SnapshotSource
from projects.models import Project, ProjectSnapshot


def kept_days(reader, portfolio: Portfolio) -> list[tuple[date, str]]:
    """The days of which snapshots are kept that the reader may see, with the edition's label, the latest first."""
    rows = ProjectSnapshot.objects.allowed(reader).filter(portfolio=portfolio).order_by("-as_of", "-source_label")
    labels: dict[date, str] = {}
    for as_of, label in rows.values_list("as_of", "source_label").distinct():
        labels[as_of] = labels.get(as_of) or label
    return list(labels.items())


def compare_days(reader, portfolio: Portfolio, earlier: date, later: date) -> EditionDifference:
    """What changed between two kept days, among the projects and amounts that the reader may see."""
    return difference(_rows(reader, portfolio, earlier), _rows(reader, portfolio, later))


def _rows(reader, portfolio: Portfolio, as_of: date) -> list[ImportedRow]:
    rows = ProjectSnapshot.objects.allowed(reader).filter(portfolio=portfolio, as_of=as_of)
    if rows.filter(source=SnapshotSource.IMPORT).exists():
        rows = rows.filter(source=SnapshotSource.IMPORT)  # what the edition names, not what the roll-up kept besides
    rows = rows.annotate(
        visible_budget=visible(reader, "budget", Project.access, "money", "project"), currency=F("project__currency")
    )
    fields = ("project_id", "name", "start", "finish", "visible_budget", "rating", "currency")
    return [
        ImportedRow(
            "", 0, str(project_id),
            {
                "name": name, "planned_start": start, "planned_finish": finish, "budget": budget, "rating": rating,
                "currency": currency,
            },
        )
        for project_id, name, start, finish, budget, rating, currency in rows.order_by("name", "project_id")
        .values_list(*fields)
    ]  # fmt: skip
