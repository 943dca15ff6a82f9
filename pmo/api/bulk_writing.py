"""Writes the rows of a bulk request: together in a few statements, one by one when the database refuses."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ..constraint_messages import constraint_of, message_for
from ..problems import field_errors, model_errors
from .validation import check_row

ROWS_PER_STATEMENT = 200


def write_together(bulk, rows: list) -> None:
    """Outcomes and errors are left on the rows; what was refused is not in the database.

    The quick way leaves the constraints to the database. Where it refuses, or a right is missing, everything
    is taken back and halves go on their own, until what cannot be written is alone and gets its own errors.
    """
    for row in rows:
        _check(row)
    _write_or_halve(bulk, [row for row in rows if row.is_good and not row.change.is_empty])


def _check(row) -> None:
    if row.change.is_empty:
        return
    try:
        check_row(row.change.row, row.change.touched, with_database=False)
    except ValidationError as error:
        row.refuse_all(field_errors(model_errors(error), "rows", row.index))


def _write_or_halve(bulk, rows: list) -> None:
    if len(rows) < 2:
        for row in rows:
            _alone(bulk, row)
        return
    if _at_once(bulk, rows):
        return
    for row in rows:
        row.errors, row.outcome = [], "created" if row.change.is_new else "updated"
        _forget_id(row)
    middle = len(rows) // 2
    _write_or_halve(bulk, rows[:middle])
    _write_or_halve(bulk, rows[middle:])


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
            row.change.write()
            _read_versions(bulk.model, [row])
            bulk.write_lists([row])
            bulk.prove_rights([row])
            if not row.is_good:
                raise _TakeBack
            bulk.view.follow([row.change])
    except _TakeBack:
        _forget_id(row)
    except IntegrityError as error:
        _forget_id(row)
        _refuse_by_constraint(row, error)


def _refuse_by_constraint(row, error: IntegrityError) -> None:
    """Say it by field, where the broken rule is one of the model; asking about that rule alone is what is quick."""
    try:
        check_row(row.change.row, row.change.touched, only=constraint_of(error))
    except ValidationError as broken:
        row.refuse_all(field_errors(model_errors(broken), "rows", row.index))
    else:
        row.refuse(message_for(error), code="conflict")


def _forget_id(row) -> None:
    """A row that was taken back is new again."""
    if row.change.is_new:
        row.change.row.pk = None
        row.change.row._state.adding = True
