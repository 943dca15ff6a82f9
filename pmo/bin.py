"""The bin: an object with all its rows, kept as data, restored as it was."""

import json
from datetime import datetime, time

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, router, transaction
from django.db.models import QuerySet
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from .constraint_messages import message_for
from .models import BinEntry, ExternalReference, Record

ROWS_AT_ONCE = 1000


class ToTheMicrosecond(DjangoJSONEncoder):
    """Django's own cuts times at the millisecond; what comes back is what went."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime | time) else super().default(o)


class CannotRestore(Exception):
    """What stands in the way of a restore, said for the reader."""


def _collect(row):
    collector = Collector(using=router.db_for_write(type(row)), origin=row)
    collector.collect([row])
    return collector


def _rows_of(collector) -> list:
    """Every row that will go; foreign keys are checked at commit, so their order is free."""
    rows = [row for batch in collector.fast_deletes for row in batch]
    rows += [row for model in collector.data for row in collector.data[model]]
    rows += [reference for model in {type(row) for row in rows} for reference in _references(model, rows)]
    return list({(type(row), row.pk): row for row in _whole(rows)}.values())


def _whole(rows: list) -> list:
    """The rows with all their columns. Of what it need not ask the collector reads the keys alone, and each column that
    is missing would be a query of its own."""
    partial: dict[type, list] = {}
    for row in rows:
        if row.get_deferred_fields():
            partial.setdefault(type(row), []).append(row.pk)
    read = {model: model._base_manager.in_bulk(keys) for model, keys in partial.items()}
    return [read[type(row)][row.pk] if row.get_deferred_fields() else row for row in rows]


def _references(model, rows: list):
    """What other systems call these rows: no foreign key takes them along."""
    ids = [row.pk for row in rows if type(row) is model and isinstance(row, Record)]
    content_type = ContentType.objects.get_for_model(model)
    return ExternalReference.objects.filter(content_type=content_type, object_id__in=ids) if ids else ()


def _detached_of(collector) -> list[dict]:
    """Rows that stay but lose their link to what goes."""
    return [
        {"model": row._meta.label_lower, "pk": row.pk, "field": field.name, "value": getattr(row, field.attname)}
        for (field, _value), batches in collector.field_updates.items()
        for row in _whole([row for batch in batches for row in batch])
    ]


@transaction.atomic
def put_in_bin(row, *, actor) -> BinEntry:
    """Delete a row and what hangs on it, keeping all of it. Raises ProtectedError when others need it."""
    collector = _collect(row)
    rows = _rows_of(collector)
    entry = BinEntry.objects.create(
        model=row._meta.label_lower,
        object_id=row.pk,
        label=str(row)[:300],
        kind=row.access.kind,
        project_id=row.pk if row._meta.label == "projects.Project" else getattr(row, "project_id", None),
        rows=json.loads(serializers.serialize("json", rows, cls=ToTheMicrosecond)),
        detached=_detached_of(collector),
        row_count=len(rows),
        deleted_by=actor if getattr(actor, "pk", None) else None,
    )
    ExternalReference.objects.filter(pk__in=[kept.pk for kept in rows if isinstance(kept, ExternalReference)]).delete()
    # What was collected to be kept is what goes; `row.delete()` would collect it a second time.
    collector.delete()
    return entry


@transaction.atomic
def restore(entry: BinEntry, *, actor):
    """Put an object and all its rows back under their old ids. Raises CannotRestore."""
    try:
        with transaction.atomic():
            _put_back(list(serializers.deserialize("python", entry.rows)))
            _reattach(entry.detached)
    except IntegrityError as error:
        raise CannotRestore(message_for(error)) from error
    except (serializers.base.DeserializationError, ValidationError) as error:
        raise CannotRestore(_("This object was deleted by an older release and cannot be restored.")) from error
    restored = apps.get_model(entry.model)._default_manager.get(pk=entry.object_id)
    entry.delete()
    return restored


def _put_back(items: list) -> None:
    """Insert the rows of each model together, with the values they had."""
    of_model: dict[type, list] = {}
    for item in items:
        _without_generated(item.object)
        of_model.setdefault(type(item.object), []).append(item.object)
    for model, rows in of_model.items():
        # A plain queryset: what models do about new rows has been done. It would set the times that Django keeps anew.
        if any(getattr(field, "auto_now_add", False) for field in model._meta.concrete_fields):
            for row in rows:
                row.save_base(raw=True)
        else:
            QuerySet(model).bulk_create(rows, batch_size=ROWS_AT_ONCE)
    for item in items:
        for name, values in (item.m2m_data or {}).items():
            getattr(item.object, name).set(values)


def _without_generated(row) -> None:
    """A value that the database computes cannot be inserted."""
    for field in row._meta.concrete_fields:
        if getattr(field, "generated", False):
            row.__dict__.pop(field.attname, None)


def _reattach(detached: list[dict]) -> None:
    for link in detached:
        model = apps.get_model(link["model"])
        field = model._meta.get_field(link["field"])
        model._default_manager.filter(pk=link["pk"], **{f"{field.name}__isnull": True}).update(
            **{field.attname: link["value"]}
        )
