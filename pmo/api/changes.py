"""One object's change as asked for in a body: put on the row, checked, written, its rights proven."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType

from ..access import EVERYTHING, condition
from ..models import ExternalReference

# Moving an object there means acting there.
SCOPE_FIELDS = {"project", "programme", "portfolio", "department"}


@dataclass
class Change:
    """A row with new values on it. `touched` names the fields that differ; lists and references are apart.

    `before` are the values of an old row's columns, as they were read; `wishes` what the body asks for beside values.
    """

    row: object
    is_new: bool = True
    before: dict = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    lists: dict[str, list] = field(default_factory=dict)
    references: list[tuple] | None = None
    wishes: dict = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.is_new or self.touched or self.lists or self.references is not None)

    def moves(self) -> bool:
        return bool(self.touched & SCOPE_FIELDS)

    def write(self) -> None:
        """Write the row: all of a new one; of an old one what differs, be it asked for or set by `clean()`."""
        if self.is_new:
            self.row.save()
            return
        columns = self.row._meta.concrete_fields
        differing = [one.name for one in columns if getattr(self.row, one.attname) != self.before[one.attname]]
        # A change of lists or references alone still makes a new version.
        self.row.save(update_fields=differing or None)


def _columns_of(row) -> dict:
    return {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}


def change_of(row, values: dict, current_references: set[tuple] | None = None) -> Change:
    """Put the validated values on the row, noting which differ."""
    is_new = row.pk is None
    change = Change(row, is_new, {} if is_new else _columns_of(row))
    values = dict(values)
    references = values.pop("external_references", None)
    if references is not None and set(references) != (current_references or set()):
        change.references = references
    if "custom" in values:
        merged = {**row.custom, **values.pop("custom")}
        values["custom"] = {key: value for key, value in merged.items() if value is not None}
    for relation in row._meta.many_to_many:
        if relation.name in values:
            change.lists[relation.name] = values.pop(relation.name)
    columns = {column.name for column in row._meta.concrete_fields}
    change.wishes = {name: values.pop(name) for name in values.keys() - columns}
    for name, value in values.items():
        if change.is_new or _differs(row, name, value):
            setattr(row, name, value)
            change.touched.add(name)
    return change


def _differs(row, name: str, value) -> bool:
    column = row._meta.get_field(name)
    if column.is_relation:
        return getattr(row, column.attname) != getattr(value, "pk", None)
    return getattr(row, name) != value


def references_of(model, pks) -> dict[int, set[tuple]]:
    """The external references of many rows (one query)."""
    rows = ExternalReference.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=list(pks)
    )
    found: dict[int, set] = {pk: set() for pk in pks}
    for pk, source, key in rows.values_list("object_id", "source", "key"):
        found[pk].add((source, key))
    return found


def write_references(model, wanted: dict[int, list[tuple]]) -> None:
    """Make the references of each row those that are wanted (three queries). Raises IntegrityError."""
    if not wanted:
        return
    content_type = ContentType.objects.get_for_model(model)
    current = references_of(model, wanted)
    gone = [(pk, one) for pk, references in wanted.items() for one in current[pk] - set(references)]
    for pk, (source, key) in gone:
        ExternalReference.objects.filter(content_type=content_type, object_id=pk, source=source, key=key).delete()
    ExternalReference.objects.bulk_create(
        ExternalReference(content_type=content_type, object_id=pk, source=source, key=key)
        for pk, references in wanted.items()
        for source, key in sorted(set(references) - current[pk])
    )


def write_lists(change: Change, user) -> None:
    """Linked objects that the writer may not see stay linked."""
    for name, rows in change.lists.items():
        relation = getattr(change.row, name)
        seen = relation.model._default_manager.allowed(user)
        hidden = [] if change.is_new else list(relation.exclude(pk__in=seen.values("pk")))
        relation.set([*rows, *hidden])


def denied(model, user, changes: list[Change], guards: dict, *, add: str, change: str) -> dict[int, str]:
    """Which written rows the writer may not have written so: id → the field, or "" for the row itself.

    One query for each right in question, however many rows; none where the right holds everywhere.
    """
    asked: dict[tuple, dict[int, str]] = {}
    for one in changes:
        if one.is_new or one.moves():
            asked.setdefault((add if one.is_new else change, None), {})[one.row.pk] = ""
        for name in one.touched & guards.keys():
            if one.is_new and _is_default(one.row, name):
                continue
            asked.setdefault((guards[name].write, guards[name].kind), {})[one.row.pk] = name
    refused: dict[int, str] = {}
    for (action, kind), rows in asked.items():
        allowed = condition(user, action, model.access, kind)
        if allowed != EVERYTHING:
            found = model._default_manager.filter(allowed, pk__in=rows).values_list("pk", flat=True)
            refused |= {pk: rows[pk] for pk in rows.keys() - set(found)}
    return refused


def _is_default(row, name: str) -> bool:
    return getattr(row, name) == row._meta.get_field(name).get_default()
