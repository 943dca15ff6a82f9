"""Checks a row as `full_clean()` does, but asks the database only about what was touched.

Links are left out: the serializer has looked them up among what the writer may see.
"""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, F, UniqueConstraint

_columns: dict[tuple, frozenset[str]] = {}


def check_row(row, touched: set[str], *, with_database: bool = True, only: str = "") -> None:
    """Raises ValidationError with every message by field. Without the database only fields and `clean()`.

    `only` names the one constraint to ask the database about, if the model has it; else all are asked.
    """
    errors: dict = {}
    links = {field.name for field in row._meta.concrete_fields if field.is_relation}
    _collect(errors, lambda: row.clean_fields(exclude=links))
    _collect(errors, row.clean)
    if with_database:
        untouched = {field.name for field in row._meta.concrete_fields if row.pk and field.name not in touched}
        _collect(errors, lambda: row.validate_unique(exclude=untouched | errors.keys()))
        _check_constraints(row, touched, errors, only)
    if errors:
        raise ValidationError(errors)


def _collect(errors: dict, check) -> None:
    try:
        check()
    except ValidationError as error:
        error.update_error_dict(errors)


def _check_constraints(row, touched: set[str], errors: dict, only: str = "") -> None:
    exclude = {name for name in errors if name != NON_FIELD_ERRORS}
    declared = [(model, constraint) for model, constraints in row.get_constraints() for constraint in constraints]
    for model, constraint in [one for one in declared if one[1].name == only] or declared:
        columns = columns_of(model, constraint)
        if row.pk and not columns & touched:
            continue
        try:
            constraint.validate(model, row, exclude=exclude)
        except ValidationError as error:
            field = next(iter(columns)) if len(columns) == 1 else NON_FIELD_ERRORS
            errors.setdefault(field, []).extend(error.error_list)


def columns_of(model, constraint) -> frozenset[str]:
    """The fields that a constraint speaks of."""
    key = (model, constraint.name)
    if key not in _columns:
        _columns[key] = frozenset(_names(constraint))
    return _columns[key]


def _names(constraint):
    if isinstance(constraint, CheckConstraint):
        yield from constraint.condition.referenced_base_fields
    elif isinstance(constraint, UniqueConstraint):
        yield from constraint.fields
        for expression in constraint.expressions:
            yield from (part.name for part in expression.flatten() if isinstance(part, F))
        if constraint.condition:
            yield from constraint.condition.referenced_base_fields
