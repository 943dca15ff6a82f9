"""What budget lines need beyond other objects: the fiscal year where the file gives only the month."""

from functools import cached_property

from integrations.writing.batches import BatchWriter
from integrations.writing.drafts import Draft
from pmo.models import Organisation
from projects.project_money import fiscal_year_of


class BudgetLineWriter(BatchWriter):
    """Budget lines; without a fiscal year they belong to that of their month."""

    @cached_property
    def first_month(self) -> int:
        return Organisation.current().fiscal_year_start

    def draft(self, row, sheet, named) -> Draft | None:
        month = row.values.get("month")
        if month and not row.values.get("fiscal_year") and "id" not in row.values:
            row.values["fiscal_year"] = fiscal_year_of(month, self.first_month)
        return super().draft(row, sheet, named)
