"""Projects of a portfolio that an edition no longer names, paired with names that are new: people confirm them."""

from django.contrib.contenttypes.models import ContentType

from integrations.renames import Named, Rename, probable_renames
from integrations.rows import ImportedRow
from integrations.wording import name_key
from integrations.writing import ImportOptions
from pmo.models import ExternalReference
from portfolio.models import Portfolio
from projects.models import Project, ProjectSnapshot


def named_in_row(row: ImportedRow, key: str) -> Named:
    values = row.values
    return Named(key, str(values.get("name") or ""), str(values.get("department") or ""), values.get("planned_start"))


def named_before(portfolio: Portfolio, options: ImportOptions) -> list[Named]:
    """Projects of the nearest earlier edition, or without one all of the portfolio, by their latest key."""
    rows = Project.objects.allowed(options.actor).filter(portfolio=portfolio).select_related("department")
    if options.as_of:
        earlier = ProjectSnapshot.objects.filter(portfolio=portfolio, source="import", as_of__lt=options.as_of)
        latest = earlier.order_by("-as_of").values_list("as_of", flat=True).first()
        if latest is None:
            return []
        rows = rows.filter(snapshots__as_of=latest, snapshots__source="import")
    projects = list(rows)
    keys = _keys(projects, options.source)
    return [
        Named(
            keys.get(each.pk, "") or name_key(each.name), each.name,
            each.department.name if each.department else "", each.planned_start,
        )
        for each in projects
    ]  # fmt: skip


def _keys(projects: list[Project], source: str) -> dict[int, str]:
    references = ExternalReference.objects.filter(
        content_type=ContentType.objects.get_for_model(Project), source=source, object_id__in=[p.pk for p in projects]
    )
    return dict(references.order_by("pk").values_list("object_id", "key"))


def unconfirmed(before: list[Named], now: list[Named], confirmed: dict[str, str]) -> list[Rename]:
    """Probable renames that nobody has confirmed yet."""
    taken = set(confirmed) | set(confirmed.values())
    return [
        rename
        for rename in probable_renames(before, now)
        if rename.old.key not in taken and rename.new.key not in taken
    ]
