"""What changed between two editions of a publication, as plain data; nothing is read or stored here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from integrations.rows import ImportedRow

# Publishers round durations to a tenth of a year from one edition to the next; half of that is no change.
SAME_DURATION = Decimal("0.05")
DAYS_A_YEAR = Decimal("365.25")


@dataclass(frozen=True)
class Change:
    """``old`` and ``new`` are amounts in units of the currency, or durations in years; None: not given."""

    old_row: ImportedRow
    new_row: ImportedRow
    old: Decimal | None
    new: Decimal | None

    @property
    def by(self) -> Decimal | None:
        return None if self.old is None or self.new is None else self.new - self.old


@dataclass
class EditionDifference:
    """Rows new or gone, pairs kept under the same key, and which of these changed."""

    new: list[ImportedRow] = field(default_factory=list)
    gone: list[ImportedRow] = field(default_factory=list)
    kept: list[tuple[ImportedRow, ImportedRow]] = field(default_factory=list)
    changed_cost: list[Change] = field(default_factory=list)
    changed_duration: list[Change] = field(default_factory=list)


def difference(
    old_rows: Iterable[ImportedRow],
    new_rows: Iterable[ImportedRow],
    renamed: Mapping[str, str] | None = None,
) -> EditionDifference:
    """Compare two editions by external key, in the order of the new one, gone rows in that of the old.

    ``renamed`` maps keys of the new edition to keys of the old one, as a person confirmed them. Rejected
    rows are left out. A cost differs when its figure does, or when only one edition gives one; a duration
    when it moved by more than 0.05 years. Durations are ``duration_years`` or finish minus start.
    """
    before = {row.external_key: row for row in old_rows if row.external_key}
    found = EditionDifference()
    for row in new_rows:
        if not row.external_key:
            continue
        own = row.external_key
        old = before.pop(own, None) or before.pop((renamed or {}).get(own, ""), None)
        if old is None:
            found.new.append(row)
        else:
            _compare(old, row, found)
    found.gone.extend(before.values())
    return found


def _compare(old: ImportedRow, new: ImportedRow, found: EditionDifference) -> None:
    found.kept.append((old, new))
    costs = old.values.get("budget"), new.values.get("budget")
    if costs[0] != costs[1]:
        found.changed_cost.append(Change(old, new, *costs))
    durations = duration_years(old), duration_years(new)
    if _moved(*durations):
        found.changed_duration.append(Change(old, new, *durations))


def duration_years(row: ImportedRow) -> Decimal | None:
    given = row.values.get("duration_years")
    if given is not None:
        return given
    start, finish = row.values.get("planned_start"), row.values.get("planned_finish")
    return Decimal((finish - start).days) / DAYS_A_YEAR if start and finish else None


def _moved(old: Decimal | None, new: Decimal | None) -> bool:
    if old is None or new is None:
        return old is not new
    return abs(new - old) > SAME_DURATION
