"""One kind of object: its rows batch by batch from drafts into the database, counted and reported."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from integrations.cell_values import REASONS
from integrations.report import MAX_CHANGES, ImportReport, RowChange, RowPlace
from integrations.rows import ImportedRow
from integrations.targets import target
from integrations.writing.attributes import read_attributes
from integrations.writing.blank_rows import blank_row
from integrations.writing.custom_values import CustomValues
from integrations.writing.dates_of_facts import dated_later
from integrations.writing.drafts import Draft
from integrations.writing.external_keys import keep_keys
from integrations.writing.matching import Matcher
from integrations.writing.objects import Writable
from integrations.writing.options import ImportOptions
from integrations.writing.permissions import Permissions
from integrations.writing.references import References
from integrations.writing.storing import create_rows, update_rows
from integrations.writing.validation import violations

BATCH = 1_000


@dataclass(frozen=True)
class SheetRows:
    """The rows of one sheet and what its columns are called. `defaults` fill what a new object's row leaves out."""

    sheet: str
    rows: Callable[[], Iterator[ImportedRow]]
    header: Callable[[str], str]
    defaults: dict[str, object]


class BatchWriter:
    """Writes the rows of one target. Subclasses add what only their objects need."""

    def __init__(self, writable: Writable, options: ImportOptions, references: References, report: ImportReport):
        self.writable, self.options, self.references, self.report = writable, options, references, report
        self.matcher = Matcher(writable, options, references)
        self.permissions = Permissions(options.actor, writable)
        self.custom = CustomValues(writable.model, options, report, references)
        self.required = {each.name for each in target(writable.target) if each.required}

    def write(self, sheet: SheetRows) -> None:
        self.report.count(self.writable.target, "new", 0)
        rows = iter(sheet.rows())
        while batch := list(islice(rows, BATCH)):
            self.write_batch(batch, sheet)
            self.options.progress(len(batch))
        self.custom.finish()

    def write_batch(self, rows: Iterable[ImportedRow], sheet: SheetRows) -> list[Draft]:
        """The drafts whose objects are in the database afterwards."""
        rows = list(rows)
        named = self.permissions.linked([row.values["id"] for row in rows if row.values.get("id")])
        drafts = [draft for row in rows if (draft := self.draft(row, sheet, named)) is not None]
        drafts = self._matched(drafts)
        drafts = [draft for draft in drafts if not draft.is_older and self._settled(draft)] + [
            draft for draft in drafts if draft.is_older
        ]
        self._store(drafts)
        kept = [draft for draft in drafts if not draft.rejected]
        for draft in kept:
            self._count(draft)
        keep_keys(self.matcher.content_type, self.options.source, kept)
        return kept

    def draft(self, row: ImportedRow, sheet: SheetRows, named: Mapping[int, object]) -> Draft | None:
        """What a row says, with a tentative new object; None for a row that is rejected already."""
        place = RowPlace(row.sheet or sheet.sheet, row.number, sheet.header)
        for problem in row.problems:
            self.report.add_cell_problem(problem)
        stored = named.get(row.values.get("id"))
        reading = read_attributes(row, self.writable, self.references, place, self.report, stored)
        if row.rejected or reading.rejected:
            self.report.count(self.writable.target, "rejected")
            return None
        self._leave_other_currency(row, reading.values, place)
        draft = Draft(row, place, reading.values, key=self._key(row), custom=self.custom.read(row, place))
        draft.apply(blank_row(self.writable.model, self.defaults(draft, sheet)), is_new=True)
        if self.matcher.is_repeated(draft):
            self.reject(draft, "repeated_key")
            return None
        return draft

    def _leave_other_currency(self, row: ImportedRow, values: dict[str, object], place: RowPlace) -> None:
        """A project has its money in one currency: "$5" on a row of a project in euros is not 5 euros."""
        given = None if "currency" in self.writable.fields else row.values.get("currency")
        own = self.references.projects.currencies.get(values.get("project")) if given else None
        if not own or own == given:
            return
        for each in target(self.writable.target):
            if each.kind == "amount" and values.get(each.name) is not None:
                reason = str(REASONS["other_currency"]) % {"given": given, "own": own}
                self.report.add_problem(place.problem(each.name, values.pop(each.name), "other_currency", reason))

    def defaults(self, draft: Draft, sheet: SheetRows) -> dict[str, object]:
        return dict(sheet.defaults)

    def _key(self, row: ImportedRow) -> str:
        return str((row.external_key if self.options.keyed else row.values.get("external_key")) or "")

    def reject(self, draft: Draft, code: str, message: object = "", field: str = "") -> None:
        draft.rejected = True
        value = self._as_written(draft, field) if field else ""
        self.report.add_problem(draft.place.problem(field, value, code, message or REASONS[code]))
        self.report.count(self.writable.target, "rejected")

    def _matched(self, drafts: list[Draft]) -> list[Draft]:
        ids = self.matcher.match(drafts)
        wanted = [pk for pk in ids.values() if pk]
        stored = self.permissions.changeable(wanted)
        later = dated_later(self.writable.model, list(stored), self.options.as_of)
        for index, draft in enumerate(drafts):
            if ids[index] is None:
                self._prepare_new(draft)
            elif ids[index] not in stored:
                self.reject(draft, "unknown_row", field="id" if "id" in draft.row.values else "name")
            else:
                draft.is_older = ids[index] in later
                self._prepare_stored(draft, stored[ids[index]])
        return [draft for draft in drafts if not draft.rejected]

    def _prepare_new(self, draft: Draft) -> None:
        if draft.row.undecided:
            self.reject(draft, "undecided", field=draft.row.undecided)
            return
        self.complete_new(draft)
        if not draft.rejected and not self.permissions.may_add(draft.instance):
            self.reject(draft, "not_allowed", field="project" if self.writable.belongs_to_project else "")

    def complete_new(self, draft: Draft) -> None:
        """Whatever a new object needs that its row need not give."""

    def _prepare_stored(self, draft: Draft, stored) -> None:
        if draft.is_older:
            draft.instance, draft.is_new, draft.before = stored, False, {}
            return
        draft.is_new = False
        self.adapt_to_stored(draft, stored)
        before = self.permissions.scope_of(stored)
        draft.apply(stored, is_new=False)
        if self.permissions.scope_of(stored) != before and not self.permissions.may_add(stored):
            self.reject(draft, "not_allowed", field="project" if self.writable.belongs_to_project else "portfolio")
        elif self._conflicts(draft):
            self.report.add_change(self._change(draft), conflict=True)
            if not self.options.overwrite_conflicts:
                self.reject(draft, "version_conflict", field="version")

    def adapt_to_stored(self, draft: Draft, stored) -> None:
        """What a row means for an object that exists, where that differs from a new one."""

    def _conflicts(self, draft: Draft) -> bool:
        """Whether somebody has changed the object since the file or its preview was made, and the row would too."""
        version, seen_at = draft.row.values.get("version"), self.options.seen_at
        is_newer = version is not None and version != draft.instance.version
        is_newer = is_newer or (seen_at is not None and draft.instance.updated_at > seen_at)
        return is_newer and bool(draft.changed_fields)

    def _settled(self, draft: Draft) -> bool:
        """Leave out the values that break a rule, keep the rest; reject what is still broken then."""
        while broken := violations(draft.instance, draft.values):
            culprit = next(
                (name for name in broken[0].fields if name in draft.values and name not in self.required), None
            )
            if culprit is None:
                field = next((name for name in broken[0].fields if name in draft.values), (*broken[0].fields, "")[0])
                self.reject(draft, "invalid", broken[0].message, field)
                return False
            value = self._as_written(draft, culprit)
            self.report.add_problem(draft.place.problem(culprit, value, "invalid", broken[0].message))
            draft.drop(culprit)
        return True

    def _as_written(self, draft: Draft, name: str) -> object:
        """The value that the row gives a field, a choice by its label as people write it."""
        value = draft.row.values.get(name, draft.values.get(name))
        labels = dict(getattr(self.writable.fields.get(name), "flatchoices", None) or ())
        return labels.get(value, value) if isinstance(value, str) else value

    def _store(self, drafts: list[Draft]) -> None:
        by_instance = {id(draft.instance): draft for draft in drafts}

        def refuse(instance, code: str, message: str) -> None:
            self.reject(by_instance[id(instance)], code, message)

        created = create_rows(self.writable.model, [draft.instance for draft in drafts if draft.is_new], refuse)
        self.matcher.taken.update(row.pk for row in created)
        changed = [
            (draft.instance, fields)
            for draft in drafts
            if not draft.is_new and not draft.is_older and (fields := draft.changed_fields)
        ]
        update_rows(self.writable.model, changed, refuse)

    def _count(self, draft: Draft) -> None:
        if draft.is_new:
            self.report.count(self.writable.target, "new")
        elif not draft.is_older and draft.changed_fields:
            self.report.count(self.writable.target, "changed")
            if len(self.report.changes) < MAX_CHANGES:
                self.report.add_change(self._change(draft))
        else:
            self.report.count(self.writable.target, "unchanged")

    def _change(self, draft: Draft) -> RowChange:
        name = getattr(draft.instance, "name", "") or f"{self.writable.model._meta.verbose_name} {draft.instance.pk}"
        return RowChange(
            draft.place.sheet, draft.place.row, self.writable.target, draft.instance.pk, str(name),
            draft.cells(self.custom.shown),
        )  # fmt: skip
