"""The shape of an explained measure: label, formula, inputs and unit. The table is `measure_formulas.py`."""

from dataclasses import dataclass
from functools import cached_property

from django.apps import apps

from projects.models import ProjectState

MONEY, DAYS, DATE, COUNT, PERCENT, COLOUR, SCORE, WORKDAYS, INDEX, DETAIL = (
    "money", "days", "date", "count", "percent", "colour", "score", "workdays", "index", "detail",
)  # fmt: skip


@dataclass(frozen=True)
class Input:
    """Fields of a model that a measure is calculated from."""

    model: str
    fields: tuple[str, ...]

    @cached_property
    def label(self) -> str:
        """The model's name as a reader knows it."""
        return apps.get_model(self.model)._meta.verbose_name_plural

    @property
    def field_labels(self) -> list[str]:
        """The fields' names as a reader knows them."""
        options = apps.get_model(self.model)._meta
        return [str(options.get_field(name).verbose_name) for name in self.fields]


@dataclass(frozen=True)
class Measure:
    """One figure of `ProjectState` and `ProjectSnapshot`. `kind` is the access kind of its facts."""

    name: str
    formula: str
    inputs: tuple[Input, ...]
    unit: str
    kind: str = "project"

    @property
    def label(self) -> str:
        """The name shown beside the figure."""
        return ProjectState._meta.get_field(self.name).verbose_name
