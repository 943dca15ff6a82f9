"""The events of projects over all tracked models in one statement: newest first, paged by key.

What a reader may see of them is decided by `journal_access.py`; words are `journal_entries.py`'s business.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import SimpleNamespace

from django.apps import apps
from django.db import connection
from django.utils import timezone

from projects.models import Project

# Where an event stands in the journal: its time, the place of its model, its number there.
Key = tuple[datetime, int, int]

# "event" is a column of risks, so the rows are called `happened`. Every index is read from its end and no further
# than needed.
ONE_MODEL = """
(SELECT {place} AS place, happened.pgh_id, happened.pgh_created_at FROM {event} happened{who}
 WHERE happened.{column} = ANY(%(projects)s){narrowed}
 ORDER BY happened.pgh_created_at DESC, happened.pgh_id DESC LIMIT %(limit)s)
"""
FULL = """
SELECT picked.place, happened.pgh_id, happened.pgh_label, happened.pgh_created_at, happened.pgh_obj_id,
    happened.{column}, context.metadata, to_jsonb(happened), to_jsonb(previous),
    EXISTS (SELECT 1 FROM {table} WHERE id = happened.pgh_obj_id)
FROM picked JOIN {event} happened ON happened.pgh_id = picked.pgh_id
LEFT JOIN pghistory_context context ON context.id = happened.pgh_context_id
LEFT JOIN LATERAL (
    SELECT earlier.* FROM {event} earlier
    WHERE earlier.pgh_obj_id = happened.pgh_obj_id AND earlier.pgh_id < happened.pgh_id
    ORDER BY earlier.pgh_id DESC LIMIT 1
) previous ON true
WHERE picked.place = {place}
"""
WHO = " JOIN pghistory_context who ON who.id = happened.pgh_context_id"
WRITERS = """
SELECT DISTINCT account.id, coalesce(nullif(account.name, ''), account.email) AS name
FROM ({contexts}) AS used JOIN pghistory_context context ON context.id = used.id
JOIN accounts_user account ON account.id = (context.metadata ->> 'user')::bigint ORDER BY name
"""


@dataclass(frozen=True)
class Asked:
    """Which events: of these projects and models, in a period, by somebody, before a key."""

    projects: Sequence[int]
    models: Sequence[type]
    since: datetime | None = None
    until: datetime | None = None
    writer: int | None = None
    before: Key | None = None
    limit: int = 50


@dataclass(frozen=True)
class Event:
    """One event with its predecessor's values. `row` reads like an event row of `pmo.change_log`."""

    model: type
    key: Key
    object_id: int
    project_id: int
    exists: bool
    has_before: bool
    row: SimpleNamespace = field(repr=False)

    def changed(self) -> set[str]:
        """The names of the fields that differ from before; all of them when nothing earlier is on record."""
        names = {one.name: one.attname for one in kept_fields(self.model)}
        return {
            name for name, attname in names.items()
            if getattr(self.row, f"before_{attname}") != getattr(self.row, attname)
        }  # fmt: skip


@cache
def tracked_models() -> tuple[type, ...]:
    """Project, then every tracked model whose rows belong to a project; their places are part of cursors."""
    found = [
        model
        for model in apps.get_models()
        if hasattr(model, "pgh_event_model") and any(one.name == "project" for one in model._meta.concrete_fields)
    ]
    return (Project, *sorted(found, key=lambda model: model._meta.label))


@cache
def kept_fields(model) -> tuple:
    """The fields whose changes are told: what the event keeps, without frozen facts."""
    from pmo.change_log import tracked_fields

    return tuple(one for one in tracked_fields(model) if one.name != "facts")


def read_events(asked: Asked) -> list[Event]:
    """The latest events that are asked for (one statement)."""
    places = [place for place, model in enumerate(tracked_models()) if model in set(asked.models)]
    if not places or not asked.projects:
        return []
    picked = " UNION ALL ".join(_picked(place, asked) for place in places)
    full = " UNION ALL ".join(FULL.format(**_names(place)) for place in places)
    statement = (
        f"WITH picked AS MATERIALIZED (SELECT * FROM ({picked}) AS every "
        f"ORDER BY pgh_created_at DESC, place DESC, pgh_id DESC LIMIT %(limit)s) "
        f"SELECT * FROM ({full}) AS told ORDER BY 4 DESC, 1 DESC, 2 DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, _parameters(asked))
        return [_event(values) for values in cursor.fetchall()]


def _names(place: int) -> dict:
    model = tracked_models()[place]
    return {
        "place": place,
        "event": model.pgh_event_model._meta.db_table,
        "table": model._meta.db_table,
        "column": "pgh_obj_id" if model is Project else "project_id",
    }


def _picked(place: int, asked: Asked) -> str:
    narrowed = ""
    if asked.since:
        narrowed += " AND happened.pgh_created_at >= %(since)s"
    if asked.until:
        narrowed += " AND happened.pgh_created_at < %(until)s"
    if asked.before:
        narrowed += f" AND (happened.pgh_created_at, {place}, happened.pgh_id) < (%(at)s, %(place)s, %(number)s)"
    if asked.writer:
        narrowed += " AND who.metadata ->> 'user' = %(writer)s"
    return ONE_MODEL.format(**_names(place), narrowed=narrowed, who=WHO if asked.writer else "")


def _parameters(asked: Asked) -> dict:
    at, place, number = asked.before or (None, None, None)
    return {
        "projects": list(asked.projects), "limit": asked.limit, "since": asked.since, "until": asked.until,
        "writer": str(asked.writer), "at": at, "place": place, "number": number,
    }  # fmt: skip


def _event(values) -> Event:
    place, number, label, at, object_id, project_id, context, now, before, exists = values
    model = tracked_models()[place]
    row = SimpleNamespace(pgh_label=label, pgh_created_at=at, pgh_obj_id=object_id, name=None)
    metadata = json.loads(context) if isinstance(context, str) else context
    row.pgh_context = SimpleNamespace(metadata=metadata) if metadata else None
    for prefix, document in (("", now), ("before_", before)):
        kept = _decoded(document)
        for one in kept_fields(model):
            value = kept.get(one.column)
            setattr(row, f"{prefix}{one.attname}", None if value is None else one.to_python(value))
    return Event(model, (at, place, number), object_id, project_id or object_id, exists, before is not None, row)


def _decoded(document) -> dict:
    """A row as JSON; numbers stay exact."""
    return json.loads(document, parse_float=Decimal) if isinstance(document, str) else document or {}


def writers(projects: Sequence[int], models: Iterable[type]) -> list[tuple[int, str]]:
    """Everybody who wrote a row of these projects, by name (one statement)."""
    places = [place for place, model in enumerate(tracked_models()) if model in set(models)]
    contexts = " UNION ".join(
        "SELECT pgh_context_id AS id FROM {event} WHERE {column} = ANY(%(projects)s)".format(**_names(place))
        for place in places
    )
    if not contexts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(WRITERS.format(contexts=contexts), {"projects": list(projects)})
        return cursor.fetchall()


def start_of(day: date) -> datetime:
    """Midnight of a day in the installation's time zone."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))
