"""As of which day the stored facts are, so that an older edition never overwrites newer ones."""

from datetime import date

from django.apps import apps
from django.conf import settings
from django.db import connection

from projects.choices import SnapshotSource
from projects.models import Project, ProjectSnapshot

# An import as of a date says so in its history context; everything else is of the day it was written.
LATEST = """
SELECT event.pgh_obj_id
FROM {table} event LEFT JOIN pghistory_context context ON context.id = event.pgh_context_id
WHERE event.pgh_obj_id = ANY(%s)
GROUP BY event.pgh_obj_id
HAVING max(coalesce((context.metadata->>'as_of')::date, (event.pgh_created_at AT TIME ZONE %s)::date)) > %s
"""


def dated_later(model, ids: list[int], as_of: date | None) -> set[int]:
    """The ids of rows whose facts are of a later day than `as_of`; without one, rows are facts of today."""
    if as_of is None or not ids:
        return set()
    events = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    with connection.cursor() as cursor:
        cursor.execute(LATEST.format(table=events._meta.db_table), [ids, settings.TIME_ZONE, as_of])
        found = {pk for (pk,) in cursor.fetchall()}
    if model is Project:
        found |= set(
            ProjectSnapshot.objects.filter(project__in=ids, source=SnapshotSource.IMPORT, as_of__gt=as_of)
            .values_list("project_id", flat=True)
            .distinct()
        )
    return found
