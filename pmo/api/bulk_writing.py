"""Writes the rows of a bulk request: together in a few statements, one by one when the database refuses."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ..constraint_messages import message_for
from ..problems import field_errors, model_errors
from .validation import check_row

ROWS_PER_STATEMENT = 200


def write_together(bulk, rows: list) -> None:
    """Outcomes and errors are left on the rows; what was refused is not in the database.

    The quick way leaves the constraints to the database. Where it refuses, or a right is missing, everything
    is taken back and each row goes alone, so that each gets its own errors.
    """
    for row in rows:
        _check(row, with_database=False)
    good = [row for row in rows if row.is_good and not row.change.is_empty]
    if not good or _at_once(bulk, good):
        return
    for row in good:
        row.errors, row.outcome = [], "created" if row.change.is_new else "updated"
        _forget_id(row)
    for row in good:
        _alone(bulk, row)


def _check(row, *, with_database: bool) -> None:
    if row.change.is_empty:
        return
    try:
        check_row(row.change.row, row.change.touched, with_database=with_database)
    except ValidationError as error:
        row.refuse_all(field_errors(model_errors(error), "rows", row.index))


def _at_once(bulk, rows: list) -> bool:
    try:
        with transaction.atomic():
            _write(bulk.model, rows)
            bulk.write_lists(rows)
            bulk.prove_rights(rows)
            if any(not row.is_good for row in rows):
                raise _TakeBack
    except (IntegrityError, _TakeBack):
        return False
    _read_versions(bulk.model, rows)
    bulk.view.follow([row.change for row in rows])
    return True


class _TakeBack(Exception):
    pass


def _write(model, rows: list) -> None:
    new = [row.change.row for row in rows if row.change.is_new]
    old = [row.change for row in rows if not row.change.is_new]
    if new:
        model._default_manager.bulk_create(new)
    if old:
        # A change of lists or references alone still makes a new version.
        touched = sorted(set().union(*(change.touched for change in old)) or {"links"})
        model._default_manager.bulk_update([change.row for change in old], touched, batch_size=ROWS_PER_STATEMENT)


def _read_versions(model, rows: list) -> None:
    if not hasattr(model, "version"):
        return
    versions = dict(
        model._default_manager.filter(pk__in=[row.change.row.pk for row in rows]).values_list("pk", "version")
    )
    for row in rows:
        row.change.row.version = versions[row.change.row.pk]


def _alone(bulk, row) -> None:
    try:
        with transaction.atomic():
            _check(row, with_database=True)
            if row.is_good:
                row.change.write()
                _read_versions(bulk.model, [row])
                bulk.write_lists([row])
                bulk.prove_rights([row])
            if not row.is_good:
                raise _TakeBack
            if not row.change.is_empty:
                bulk.view.follow([row.change])
    except _TakeBack:
        _forget_id(row)
    except IntegrityError as error:
        row.refuse(message_for(error), code="conflict")
        _forget_id(row)


def _forget_id(row) -> None:
    """A row that was taken back is new again."""
    if row.change.is_new:
        row.change.row.pk = None
        row.change.row._state.adding = True
