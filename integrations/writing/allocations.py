"""What allocations need beyond other objects: a last day where the file gives only a month or a day."""

from calendar import monthrange

from integrations.writing.batches import BatchWriter
from integrations.writing.drafts import Draft
from resources.choices import AllocationPeriod


class AllocationWriter(BatchWriter):
    """Allocations; without a last day they end with the month they start in."""

    def draft(self, row, sheet, named) -> Draft | None:
        first, last = row.values.get("first_day"), row.values.get("last_day")
        if first and not last:
            by_month = row.values.get("period") == AllocationPeriod.MONTHS or first.day == 1
            row.values["last_day"] = first.replace(day=monthrange(first.year, first.month)[1]) if by_month else first
        return super().draft(row, sheet, named)
