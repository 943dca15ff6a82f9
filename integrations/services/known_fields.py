"""Custom fields that exist already: a column called as one of them fills it without being told to."""

from integrations.mapping import Mapping
from integrations.wording import folded
from integrations.writing.objects import WRITABLES
from pmo.models import CustomField


def recognise_custom_fields(mapping: Mapping) -> None:
    """Let columns that fill no field fill the custom field of their name, each at most once."""
    label = WRITABLES[mapping.target].model._meta.label_lower
    known = {folded(each.name): each for each in CustomField.objects.filter(model=label)}
    for column in mapping.columns:
        definition = None if column.field else known.pop(folded(column.header), None)
        if definition is not None:
            column.custom_key, column.custom_type, column.known = definition.key, definition.type, True
