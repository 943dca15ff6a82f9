"""Who moved a project's dates, cost or health, and why: the last changes of the facts behind them, from history."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import F, OuterRef, Subquery

from pmo.change_log import Entry
from projects.models import Project, ProjectSnapshot

from .journal import Asked, Event, read_events, start_of, tracked_models
from .journal_entries import JournalReader, with_kinds
from .picture import Picture

# The fields whose change moves a figure, by model label; the API's and imports' writes count like those of pages.
CAUSES = {
    "finish": {
        "projects.Project": {"planned_finish", "forecast_finish", "actual_finish"},
        "projects.Milestone": {"reference_date", "forecast_date", "actual_date"},
    },
    "cost": {
        "projects.BudgetLine": {"amount", "budget_version", "number"},
        "projects.CostEntry": {"amount", "kind", "month"},
        "projects.Project": {"budget", "currency"},
    },
    "risk": {
        "risks.Risk": {"state", "probability", "impact", "residual_probability", "residual_impact"},
        "risks.Issue": {"state", "severity"},
    },
    "resources": {"resources.Allocation": {"quantity", "state", "first_day", "last_day"}},
    "status": {"projects.Project": {"status", "stage"}},
}
# What moved each dimension of the health.
OF_DIMENSION = {"schedule": "finish", "cost": "cost", "risk": "risk", "resources": "resources"}
READ = 400


@dataclass(frozen=True)
class Cause:
    """The entry that moved a figure, and how many others did too."""

    entry: Entry
    others: int = 0


def reasons_and_kinds(picture: Picture, ids: Iterable[int]) -> dict[int, Project]:
    """The projects with `sees_<kind>` and, as `kept_reasons`, why they have their colour in a picture (one query)."""
    if picture.day:
        kept = ProjectSnapshot.objects.filter(project=OuterRef("pk"), as_of__lte=picture.day).order_by("-as_of")
        reasons = Subquery(kept.values("reasons")[:1])
    else:
        reasons = F("state__reasons")
    rows = with_kinds(picture.user, Project.objects.allowed(picture.user)).annotate(kept_reasons=reasons)
    return rows.only("pk").in_bulk(list(ids))


def causes(
    user, moved: dict[str, Iterable[int]], projects: dict[int, Project], since: date, until: date | None
) -> dict[tuple[str, int], Cause]:
    """(figure, project id) → its last cause in the period after `since` (at most three queries).

    `projects` are those of `reasons_and_kinds`.
    """
    wanted = {figure: set(ids) for figure, ids in moved.items()}
    ids = set().union(*wanted.values())
    if not ids:
        return {}
    labels = {label for figure in wanted for label in CAUSES[figure]}
    asked = Asked(
        sorted(ids), [model for model in tracked_models() if model._meta.label in labels],
        since=start_of(since + timedelta(days=1)), until=start_of(until + timedelta(days=1)) if until else None,
        limit=READ,
    )  # fmt: skip
    found: dict[tuple[str, int], list[Event]] = {}
    for event in read_events(asked):
        project = projects.get(event.project_id)
        if project is None or not getattr(project, f"sees_{event.model.access.kind}"):
            continue
        for figure, inside in wanted.items():
            if event.project_id in inside and is_cause(event, figure, sees_money=project.sees_money):
                found.setdefault((figure, event.project_id), []).append(event)
    return _told(user, found)


def is_cause(event: Event, figure: str, *, sees_money: bool) -> bool:
    """Whether the event moved the figure: a row came or went, or one of the deciding fields changed."""
    fields = CAUSES[figure].get(event.model._meta.label)
    if fields is None or (figure == "cost" and not sees_money):
        return False
    if event.row.pgh_label == "update":
        return bool(event.changed() & fields)
    return event.model is not Project


def _told(user, found: dict[tuple[str, int], list[Event]]) -> dict[tuple[str, int], Cause]:
    """The last event of each in words, with only the deciding fields."""
    keys = list(found)
    entries = JournalReader(user, sees_money=True).told(found[key][0] for key in keys)
    shown = {}
    for key, entry in zip(keys, entries, strict=True):
        labels = _labels(found[key][0], key[0])
        kept = [one for one in entry.differences if one.label in labels]
        shown[key] = Cause(replace(entry, differences=kept), len(found[key]) - 1)
    return shown


def _labels(event: Event, figure: str) -> set[str]:
    options = event.model._meta
    return {str(options.get_field(name).verbose_name) for name in CAUSES[figure][options.label]}
