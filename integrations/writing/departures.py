"""Projects that the newest edition of a publication no longer names: they have left the portfolio."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q

from integrations.writing.options import ImportOptions
from pmo.models import ExternalReference
from projects.choices import ProjectStatus, SnapshotSource
from projects.models import Project, ProjectSnapshot

RUNNING = (ProjectStatus.PROPOSED, ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD)


def close_departed(portfolio, options: ImportOptions) -> int:
    """Close what only older editions name, open again what the newest one names once more; how many closed.

    Whichever edition was imported last, so that the order of imports does not matter.
    """
    keyed = ExternalReference.objects.filter(
        content_type=ContentType.objects.get_for_model(Project), source=options.source
    )
    projects = Project.objects.allowed(options.actor, "change").filter(
        portfolio=portfolio, pk__in=keyed.values("object_id")
    )
    newest = ProjectSnapshot.objects.filter(
        portfolio=portfolio, source=SnapshotSource.IMPORT, project__in=projects.values("pk")
    ).aggregate(day=Max("as_of"))["day"]
    if newest is None:
        return 0
    edition = Max("snapshots__as_of", filter=Q(snapshots__source=SnapshotSource.IMPORT))
    dated = projects.order_by().annotate(edition=edition)
    departed = dated.filter(edition__lt=newest, status__in=RUNNING).values_list("pk", flat=True)
    back = dated.filter(edition=newest, status=ProjectStatus.CLOSED, actual_finish=None).values_list("pk", flat=True)
    reopened = list(back)
    closed = Project.objects.filter(pk__in=list(departed)).update(status=ProjectStatus.CLOSED)
    Project.objects.filter(pk__in=reopened).update(status=ProjectStatus.ACTIVE)
    return closed
