"""New objects by the thousand: as the model makes them, without asking every field for its default each time."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from django.db import models
from django.db.models.base import ModelState


def blank_row(model, values: Mapping[str, object]) -> models.Model:
    """A new object of the model with these values."""
    shared, made = _defaults(model)
    row = model.__new__(model)
    row.__dict__.update(shared)
    for name, make in made:
        row.__dict__[name] = make()
    row._state = ModelState()
    for name, value in values.items():
        setattr(row, name, value)
    return row


@lru_cache(maxsize=64)
def _defaults(model) -> tuple[dict[str, object], list[tuple[str, Callable[[], object]]]]:
    """Values that all new objects share, and what makes those that none may share, such as lists."""
    shared = {name: value for name, value in vars(model()).items() if name != "_state"}
    fields = [field for field in model._meta.concrete_fields if field.has_default() and callable(field.default)]
    made = [(field.attname, field.default) for field in fields]
    return {name: value for name, value in shared.items() if name not in dict(made)}, made
