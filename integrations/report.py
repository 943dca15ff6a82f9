"""What an import did or would do: counts, problems, differences and conflicts, as plain data for page and JSON."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils import formats

from integrations.cell_values import CellProblem, quoted
from integrations.renames import Rename

OUTCOMES = ("new", "changed", "unchanged", "rejected")
# Beyond these a report only counts: nobody reads more, and a page must stay small.
MAX_PROBLEMS = 5_000
MAX_CHANGES = 1_000


@dataclass
class Counts:
    """Rows of one kind of object by what happened to them; `rejected` rows are not in the database."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class Problem:
    """A cell that was left out, or with an empty `column` a row that was."""

    sheet: str
    row: int
    column: str
    value: str
    reason_code: str
    reason: str


@dataclass(frozen=True)
class CellChange:
    """One cell of a changed row, in words for the reader."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """A row that differs from what is stored. In a conflict the stored row is newer than the file's version."""

    sheet: str
    row: int
    target: str
    object_id: int
    label: str
    cells: tuple[CellChange, ...]


@dataclass
class ImportReport:
    """The result of one run. With `dry_run` the counts are those that a real run would give. `closed` are the
    projects that the newest edition no longer names."""

    file_name: str = ""
    preset: str = ""
    edition: str = ""
    as_of: date | None = None
    dry_run: bool = False
    seen_at: datetime | None = None
    portfolio_id: int | None = None
    portfolio_code: str = ""
    counts: dict[str, Counts] = field(default_factory=dict)
    created: dict[str, int] = field(default_factory=dict)
    snapshots: int = 0
    closed: int = 0
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    changes: list[RowChange] = field(default_factory=list)
    conflicts: list[RowChange] = field(default_factory=list)
    renames: list[Rename] = field(default_factory=list)
    ignored_columns: dict[str, list[str]] = field(default_factory=dict)
    ignored_sheets: list[str] = field(default_factory=list)

    def count(self, target: str, outcome: str, number: int = 1) -> None:
        counts = self.counts.setdefault(target, Counts())
        setattr(counts, outcome, getattr(counts, outcome) + number)

    def total(self, outcome: str) -> int:
        return sum(getattr(counts, outcome) for counts in self.counts.values())

    def add_created(self, what: str) -> None:
        self.created[what] = self.created.get(what, 0) + 1

    def add_problem(self, problem: Problem) -> None:
        self.problem_count += 1
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)

    def add_cell_problem(self, found: CellProblem) -> None:
        self.add_problem(Problem(found.sheet, found.row, found.column, found.value, found.reason_code, found.reason))

    def sort_problems(self) -> None:
        """In the order of the file; they are found in passes, batch by batch."""
        sheets = list(dict.fromkeys(problem.sheet for problem in self.problems))
        self.problems.sort(key=lambda problem: (sheets.index(problem.sheet), problem.row))

    def add_change(self, change: RowChange, *, conflict: bool = False) -> None:
        kept = self.conflicts if conflict else self.changes
        if len(kept) < MAX_CHANGES:
            kept.append(change)

    def as_json(self) -> dict:
        """Everything as JSON can hold it; totals over all kinds of objects under `totals`."""
        data = asdict(self)
        data["as_of"] = self.as_of.isoformat() if self.as_of else None
        data["seen_at"] = self.seen_at.isoformat() if self.seen_at else None
        data["totals"] = {outcome: self.total(outcome) for outcome in OUTCOMES}
        data["renames"] = [rename_as_json(rename) for rename in self.renames]
        return data


def rename_as_json(rename: Rename) -> dict:
    return {
        "old_key": rename.old.key,
        "old_name": rename.old.name,
        "new_key": rename.new.key,
        "new_name": rename.new.name,
        "score": rename.score,
        "reason": rename.reason,
    }


@dataclass(frozen=True)
class RowPlace:
    """Where a row stands in the file, to report what is wrong with it. `header` names a field's column."""

    sheet: str
    row: int
    header: Callable[[str], str]

    def problem(self, field_name: str, value: object, reason_code: str, reason: object) -> Problem:
        column = self.header(field_name) if field_name else ""
        return Problem(self.sheet, self.row, column, quoted(_written(value)), reason_code, str(reason))


def _written(value: object) -> str:
    """A value that was understood, as its reader would write it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    return formats.number_format(value) if isinstance(value, Decimal | float) else str(value)
