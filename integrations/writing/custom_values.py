"""Columns without a field of their own, as custom fields: their definitions made once, their values read."""

from integrations.cell_values import REASONS
from integrations.report import ImportReport, RowPlace
from integrations.rows import ImportedRow
from integrations.writing.options import ImportOptions
from pmo.access import may_add
from pmo.choices import CustomFieldType
from pmo.custom_fields import stored
from pmo.models import CustomField

MAX_CHOICES = 200


class CustomValues:
    """The custom fields of one model during a run. `types` of new ones come with the options."""

    def __init__(self, model, options: ImportOptions, report: ImportReport):
        self.model, self.options, self.report = model, options, report
        label = model._meta.label_lower
        self.known = {each.key: each for each in CustomField.objects.filter(model=label)}
        self._refused: set[str] = set()
        self._new_choices: dict[str, set[str]] = {}

    def read(self, row: ImportedRow, place: RowPlace) -> dict[str, object]:
        """Values by key, as JSON holds them; blanks too, since a blank cell empties the field."""
        found = {}
        for key, value in row.custom.items():
            definition = self.known.get(key) or self._define(key, place)
            if definition is None:
                continue
            found[key] = stored(value)
            if definition.type == CustomFieldType.CHOICE and found[key] and found[key] not in definition.choices:
                self._new_choices.setdefault(key, set()).add(found[key])
        return found

    def _define(self, key: str, place: RowPlace) -> CustomField | None:
        if key in self._refused:
            return None
        kind = self.options.custom_types.get((self.model._meta.label_lower, key), CustomFieldType.TEXT)
        definition = CustomField(model=self.model._meta.label_lower, key=key, type=kind, name=place.header(key)[:250])
        if not may_add(self.options.actor, definition):
            self._refused.add(key)
            self.report.add_problem(place.problem(key, "", "not_allowed", REASONS["not_allowed"]))
            return None
        definition.full_clean()
        definition.save()
        self.known[key] = definition
        self.report.add_created("custom_field")
        return definition

    def finish(self) -> None:
        """Let the choices of a field hold every value that the file uses."""
        for key, values in self._new_choices.items():
            definition = self.known[key]
            definition.choices = sorted({*definition.choices, *values}, key=str.casefold)[:MAX_CHOICES]
            definition.save(update_fields=["choices"])
        self._new_choices.clear()
