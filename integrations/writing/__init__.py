"""From rows that were read to objects in the database: matched, validated, permitted, counted. No file here."""

from integrations.report import ImportReport
from integrations.writing.allocations import AllocationWriter
from integrations.writing.batches import BatchWriter, SheetRows
from integrations.writing.budget_lines import BudgetLineWriter
from integrations.writing.milestones import MilestoneWriter
from integrations.writing.objects import WRITABLES
from integrations.writing.options import ImportOptions
from integrations.writing.projects import ProjectWriter
from integrations.writing.references import References

__all__ = ["BatchWriter", "ImportOptions", "ProjectWriter", "References", "SheetRows", "writer_of"]

_WRITERS = {"milestone": MilestoneWriter, "allocation": AllocationWriter, "budget_line": BudgetLineWriter}


def writer_of(target: str, options: ImportOptions, references: References, report: ImportReport) -> BatchWriter:
    """The writer of one kind of object for one run."""
    if target == "project":
        return ProjectWriter(options, references, report)
    return _WRITERS.get(target, BatchWriter)(WRITABLES[target], options, references, report)
