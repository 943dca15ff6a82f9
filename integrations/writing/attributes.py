"""The cells of a row as attributes of its object: references resolved, blanks as the field stores them."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.db import models

from integrations.cell_values import REASONS, Unreadable
from integrations.report import RowPlace
from integrations.rows import ImportedRow
from integrations.wording import name_key
from integrations.writing.objects import Writable
from integrations.writing.references import Index, References

NOT_ATTRIBUTES = frozenset(["id", "version", "external_key"])
CENT = Decimal("0.01")


@dataclass
class Reading:
    """`values` are ready to be set; `rejected` says why the row as a whole cannot be."""

    values: dict[str, object]
    rejected: str = ""


def read_attributes(
    row: ImportedRow, writable: Writable, references: References, place: RowPlace, report, stored=None
) -> Reading:
    """Every value of the row that its model has a field for; what cannot be used is reported and left out.

    `stored` is the object whose id the row gives: what it is linked to may be named as it names itself.
    """
    reading = Reading({})
    for name, value in row.values.items():
        if name in NOT_ATTRIBUTES or name not in writable.fields:
            continue
        try:
            kept = _still_linked(name, value, writable, stored)
            used, found = (True, kept) if kept is not None else _found(name, value, writable, references)
        except Unreadable as problem:
            if problem.reason_code == "restricted":
                continue
            report.add_problem(place.problem(name, value, problem.reason_code, REASONS[problem.reason_code]))
            if name == "project":
                reading.rejected = problem.reason_code
            continue
        if used:
            reading.values[name] = found
    return reading


def _still_linked(name: str, value: object, writable: Writable, stored) -> object | None:
    """What the object is linked to already, where the cell names it: two of the same name are no riddle then."""
    if stored is None or value is None or name not in writable.references:
        return None
    current = getattr(stored, name)
    if current is None or name_key(str(value)) not in Index.keys(current):
        return None
    return current.pk if name == "project" else current


def _found(name: str, value: object, writable: Writable, references: References) -> tuple[bool, object]:
    """(whether the row says anything about the field, the value to set)."""
    field = writable.fields[name]
    if value is None:
        return _blank(field)
    if name in writable.references:
        return True, references.find(writable.references[name], str(value))
    if isinstance(field, models.DecimalField):
        return True, Decimal(value).quantize(CENT, ROUND_HALF_UP)
    if isinstance(field, models.CharField) and name == "currency":
        return True, str(value).upper()
    try:
        return True, field.to_python(value)
    except ValidationError as error:
        raise Unreadable("out_of_range") from error


def _blank(field) -> tuple[bool, object]:
    """A blank cell empties what may be empty and leaves alone what may not."""
    if field.null:
        return True, None
    return (True, "") if field.empty_strings_allowed and field.blank else (False, None)


def set_value(instance, name: str, value: object) -> None:
    """Set a field; a project is given by its id."""
    if name == "project":
        instance.project_id = value
    else:
        setattr(instance, name, value)


def comparable(instance, name: str) -> object:
    """The value of a field for comparison, a reference as its id: reading it never queries."""
    return getattr(instance, instance._meta.get_field(name).attname)


def comparable_value(name: str, value: object) -> object:
    return value.pk if isinstance(value, models.Model) else value
