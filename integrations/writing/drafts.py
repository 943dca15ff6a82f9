"""A row on its way into the database: what it says, which object it means, and what it would change there."""

from collections.abc import Callable
from dataclasses import dataclass, field

from integrations.report import CellChange, RowPlace
from integrations.rows import ImportedRow
from integrations.writing.attributes import comparable, comparable_value, set_value
from integrations.writing.shown import shown


@dataclass
class Draft:
    """`values` and `custom` are what the row says; `before` what the object held in the fields set from it."""

    row: ImportedRow
    place: RowPlace
    values: dict[str, object]
    key: str = ""
    custom: dict[str, object] = field(default_factory=dict)
    instance: object | None = None
    is_new: bool = True
    # The stored facts are newer than the rows of this import: they stay as they are.
    is_older: bool = False
    rejected: bool = False
    before: dict[str, object] = field(default_factory=dict)

    def apply(self, instance, *, is_new: bool) -> None:
        """Set the row's values on the object, keeping what they replace; again after some were added."""
        if instance is not self.instance:
            self.before = {}
        self.instance, self.is_new = instance, is_new
        for name, value in self.values.items():
            self.before.setdefault(name, comparable(instance, name))
            if is_new or self.before[name] != comparable_value(name, value):
                set_value(instance, name, value)
        if self.custom:
            self.before.setdefault("custom", dict(instance.custom))
            merged = _filled(instance.custom | self.custom)
            if merged != _filled(instance.custom):  # a blank where there is no value changes nothing
                instance.custom = merged

    def drop(self, name: str) -> None:
        """Take a value back that cannot be stored."""
        setattr(self.instance, self.instance._meta.get_field(name).attname, self.before[name])
        del self.values[name], self.before[name]

    @property
    def changed_fields(self) -> frozenset[str]:
        return frozenset(name for name, old in self.before.items() if comparable(self.instance, name) != old)

    def cells(self, show_custom: Callable[[str, object], str]) -> tuple[CellChange, ...]:
        """The changed cells for the reader, old and new; `show_custom` puts the value of a custom field in words."""
        found = []
        for name in sorted(self.changed_fields - {"custom"}, key=list(self.values).index):
            old = shown(self.instance, name, self.before[name])
            found.append(CellChange(self.place.header(name), old, shown(self.instance, name)))
        if "custom" in self.changed_fields:
            old = self.before["custom"]
            found += [
                CellChange(self.place.header(key), show_custom(key, old.get(key)), show_custom(key, value))
                for key, value in self.custom.items()
                if old.get(key) != value
            ]
        return tuple(found)


def _filled(custom: dict[str, object]) -> dict[str, object]:
    """The custom values that there are, as forms and API keep them."""
    return {key: value for key, value in custom.items() if value is not None}
