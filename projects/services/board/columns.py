"""The columns of a board: the ones it starts with, how full each is."""

from django.db import transaction
from django.db.models import Count
from django.utils import translation
from django.utils.translation import pgettext_lazy

from pmo.models import Organisation
from pmo.writing import save_object

from ...choices import ColumnKind
from ...models import BoardColumn, Project

FIRST = (
    (pgettext_lazy("board column", "To do"), ColumnKind.NOT_STARTED),
    (pgettext_lazy("board column", "In progress"), ColumnKind.DOING),
    (pgettext_lazy("board column", "Review"), ColumnKind.DOING),
    (pgettext_lazy("board column", "Done"), ColumnKind.DONE),
)


@transaction.atomic
def default_columns(actor, *, project: Project) -> list[BoardColumn]:
    """The columns of a project; four named in the organisation's language where it has none yet."""
    # Two people may open a new board at the same time.
    Project.objects.select_for_update(of=("self",), no_key=True).get(pk=project.pk)
    existing = list(BoardColumn.objects.filter(project=project).order_by("position", "pk"))
    if existing:
        return existing
    language = Organisation.objects.values_list("language", flat=True).first() or "fr"
    with translation.override(language):
        names = [(str(name), kind) for name, kind in FIRST]
    return [
        save_object(BoardColumn(project=project, name=name, kind=kind, position=number), actor=actor)
        for number, (name, kind) in enumerate(names, start=1)
    ]


def column_counts(project: Project) -> list[dict]:
    """id, limit and number of cards of each column, whatever a filter shows (one query)."""
    rows = BoardColumn.objects.filter(project=project).annotate(count=Count("tasks")).order_by("position", "pk")
    return [
        {
            "id": row.pk,
            "count": row.count,
            "limit": row.wip_limit,
            "over": bool(row.wip_limit and row.count > row.wip_limit),
        }
        for row in rows.only("wip_limit", "position")
    ]
