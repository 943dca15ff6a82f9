"""What a linked object is called in an answer, read from columns so that a list needs no objects."""

from collections.abc import Callable
from dataclasses import dataclass

_labels: dict[type, "Label"] = {}


@dataclass(frozen=True)
class Label:
    """Columns of the linked object, and how its name is made of them."""

    columns: tuple[str, ...]
    join: Callable[..., str]


def _only(value) -> str:
    return value


def _joined(*values) -> str:
    return " ".join(str(value) for value in values if value not in (None, ""))


def label(model, *columns: str, join: Callable[..., str] = _joined) -> None:
    """Declare the label of a model that has no name."""
    _labels[model] = Label(columns, join)


def label_of(model) -> Label:
    return _labels.get(model) or Label(("name",), _only)
