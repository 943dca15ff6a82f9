"""The rules of a row checked without a query each: fields, `clean()` and check constraints, in Python.

What only the database can tell (uniqueness across rows) is refused by it when the batch is stored.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.related import RelatedField


@dataclass(frozen=True)
class Violation:
    """A broken rule: the fields whose values break it, the likeliest culprit first; none for the row as a whole."""

    fields: tuple[str, ...]
    message: str


def violations(instance, given: Collection[str]) -> list[Violation]:
    """The rules that the instance breaks. Relations are known to exist already, and of the fields that are not
    `given` only those are looked at that a row must fill."""
    skipped = _skipped(type(instance), frozenset(given))
    return (
        _of(lambda: instance.clean_fields(exclude=skipped)) + _missing_relations(instance)
        or _of(instance.clean)
        or _broken_checks(instance)
    )


@lru_cache(maxsize=256)
def _skipped(model, given: frozenset[str]) -> frozenset[str]:
    """Relations, and fields left alone whose default, or whose value in the database, needs no check."""
    return frozenset(
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, RelatedField)
        or (field.name not in given and (field.blank or field.has_default() or field.has_db_default()))
    )


def _of(check) -> list[Violation]:
    try:
        check()
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            return [Violation((), message) for message in error.messages]
        return [
            Violation(() if name == NON_FIELD_ERRORS else (name,), message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return []


def _missing_relations(instance) -> list[Violation]:
    return [
        Violation((field.name,), str(field.error_messages["null"]))
        for field in _required_relations(type(instance))
        if getattr(instance, field.attname) is None
    ]


@lru_cache(maxsize=64)
def _required_relations(model) -> list[RelatedField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, RelatedField) and not field.null]


def _broken_checks(instance) -> list[Violation]:
    return [
        Violation(fields, str(constraint.violation_error_message))
        for constraint, fields in checks(type(instance))
        if holds(constraint.condition, instance) is False
    ]


@lru_cache(maxsize=64)
def checks(model) -> list[tuple[models.CheckConstraint, tuple[str, ...]]]:
    """The check constraints of a model, each with the fields it names, the last of the model first."""
    order = [field.name for field in model._meta.concrete_fields]
    found = []
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            names = sorted(set(_names(constraint.condition)), key=order.index, reverse=True)
            found.append((constraint, tuple(names)))
    return found


def _names(condition: Q):
    for child in condition.children:
        if isinstance(child, Q):
            yield from _names(child)
        else:
            yield child[0].split("__")[0]
            if isinstance(child[1], F):
                yield child[1].name


def holds(condition: Q, instance) -> bool | None:
    """Three-valued as in SQL: None is unknown, which a constraint lets pass."""
    results = [
        holds(child, instance) if isinstance(child, Q) else _test(*child, instance) for child in condition.children
    ]
    if condition.connector == Q.AND:
        result = False if False in results else None if None in results else True
    else:
        result = True if True in results else None if None in results else False
    return (not result if result is not None else None) if condition.negated else result


def _test(lookup: str, expected: object, instance) -> bool | None:
    name, *steps = lookup.split("__")
    value = getattr(instance, instance._meta.get_field(name).attname) if name != "pk" else instance.pk
    if isinstance(expected, F):
        expected = getattr(instance, instance._meta.get_field(expected.name).attname)
        if expected is None:
            return None
    if steps == ["isnull"]:
        return (value is None) == expected
    if value is None:
        return None
    if steps and isinstance(value, date) and steps[0] in ("day", "month", "year"):
        value = getattr(value, steps.pop(0))
    comparison = COMPARISONS.get(steps[0] if steps else "exact")
    return comparison(value, expected) if comparison else None


def _same(value, expected) -> bool:
    return Decimal(value) == Decimal(expected) if isinstance(value, Decimal) else value == expected


COMPARISONS = {
    "exact": _same,
    "gte": lambda value, expected: value >= expected,
    "gt": lambda value, expected: value > expected,
    "lte": lambda value, expected: value <= expected,
    "lt": lambda value, expected: value < expected,
    "in": lambda value, expected: value in expected,
    "range": lambda value, expected: expected[0] <= value <= expected[1],
}
