"""Projects of a portfolio that an edition no longer names, paired with names that are new: people confirm them."""

from django.contrib.contenttypes.models import ContentType

from integrations.renames import MAX_NAMES, Named, Rename, probable_renames
from integrations.wording import name_key
from integrations.writing import ImportOptions, ProjectWriter
from pmo.models import ExternalReference
from portfolio.models import Portfolio
from projects.models import Project, ProjectSnapshot


def named_before(portfolio: Portfolio, options: ImportOptions) -> dict[int, Named]:
    """Projects of the nearest earlier edition, or without a date all of the portfolio, by id and latest key."""
    rows = Project.objects.allowed(options.actor).filter(portfolio=portfolio).select_related("department")
    if options.as_of:
        earlier = ProjectSnapshot.objects.filter(portfolio=portfolio, source="import", as_of__lt=options.as_of)
        latest = earlier.order_by("-as_of").values_list("as_of", flat=True).first()
        if latest is None:
            return {}
        rows = rows.filter(snapshots__as_of=latest, snapshots__source="import")
    projects = list(rows.only("name", "planned_start", "department__name")[: MAX_NAMES + 1])
    if len(projects) > MAX_NAMES:
        return {}
    keys = _keys(projects, options.source)
    return {each.pk: _named(each, keys) for each in projects}


def _named(project: Project, keys: dict[int, str]) -> Named:
    key = keys.get(project.pk, "") or name_key(project.name)
    return Named(key, project.name, project.department.name if project.department else "", project.planned_start)


def _keys(projects: list[Project], source: str) -> dict[int, str]:
    references = ExternalReference.objects.filter(
        content_type=ContentType.objects.get_for_model(Project), source=source, object_id__in=[p.pk for p in projects]
    )
    return dict(references.order_by("pk").values_list("object_id", "key"))


def probable(before: dict[int, Named], writer: ProjectWriter) -> list[Rename]:
    """Projects that the file no longer names, paired with those it names for the first time."""
    gone = [named for pk, named in before.items() if pk not in writer.named]
    came = writer.came if len(writer.came) <= MAX_NAMES else []
    return probable_renames(gone, came) if gone else []
