"""What projects need beyond other objects: a portfolio, a code, the reference dates of a first edition."""

from collections.abc import Iterable

from integrations.renames import MAX_NAMES, Named
from integrations.rows import ImportedRow
from integrations.wording import name_key
from integrations.writing.batches import BatchWriter, SheetRows
from integrations.writing.drafts import Draft
from integrations.writing.objects import WRITABLES
from integrations.writing.options import ImportOptions
from integrations.writing.references import References
from integrations.writing.snapshots import SnapshotWriter
from portfolio.models import Portfolio
from projects.choices import ProjectStatus
from projects.models import Project

EDITION_DATES = {"planned_start": "forecast_start", "planned_finish": "forecast_finish"}


class ProjectWriter(BatchWriter):
    """Projects, with the snapshot that an edition leaves of each of them."""

    def __init__(self, options: ImportOptions, references: References, report):
        super().__init__(WRITABLES["project"], options, references, report)
        self.snapshots = SnapshotWriter(options, report)
        self._next_numbers: dict[int, int] = {}
        self.came: list[Named] = []  # what the file names for the first time, and
        self.named: set[int] = set()  # the projects it names at all

    def write_batch(self, rows: Iterable[ImportedRow], sheet: SheetRows) -> list[Draft]:
        kept = super().write_batch(rows, sheet)
        for draft in kept:
            if not draft.is_older:
                project = draft.instance
                self.references.projects.add(
                    project.pk, project.code, project.name, project.portfolio_id, project.currency
                )
            self.named.add(draft.instance.pk)
            if draft.is_new and len(self.came) <= MAX_NAMES:
                self.came.append(_named(draft))
        self.snapshots.write(kept)
        return kept

    def defaults(self, draft: Draft, sheet: SheetRows) -> dict[str, object]:
        found = super().defaults(draft, sheet)
        if self.options.keyed:
            found["status"] = ProjectStatus.ACTIVE.value
        return found

    def complete_new(self, draft: Draft) -> None:
        project = draft.instance
        if project.portfolio_id is None:
            self.reject(draft, "no_portfolio", field="portfolio")
            return
        if not project.code:
            project.code = self._free_code(project.portfolio)
        self.adapt_to_stored(draft, project)
        draft.apply(project, is_new=True)

    def _free_code(self, portfolio: Portfolio) -> str:
        if portfolio.pk not in self._next_numbers:
            first = Project.objects.next_code(portfolio)
            self._next_numbers[portfolio.pk] = int(first.rpartition("-")[2])
        while True:
            code = f"{portfolio.code.upper()}-{self._next_numbers[portfolio.pk]:03d}"
            self._next_numbers[portfolio.pk] += 1
            if code not in self.references.projects.codes:
                return code

    def adapt_to_stored(self, draft: Draft, stored) -> None:
        """The first edition that gives a date makes it the reference; every edition sets the forecast."""
        if not self.options.keeps_reference:
            return
        for planned, forecast in EDITION_DATES.items():
            if planned in draft.values:
                draft.values[forecast] = draft.values[planned]
                if not draft.is_new and getattr(stored, planned) is not None:
                    del draft.values[planned]


def _named(draft: Draft) -> Named:
    project, department = draft.instance, draft.values.get("department")
    key = draft.key or name_key(project.name)
    return Named(key, project.name, getattr(department, "name", ""), draft.row.values.get("planned_start"))
