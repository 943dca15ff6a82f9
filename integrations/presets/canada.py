"""Large IT projects of the Government of Canada, as tabled in Parliament in 2016 and 2019."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from integrations.cell_values import Unreadable, read_date
from integrations.presets.edition import Edition, Preset, column
from integrations.rows import ImportedRow
from integrations.sheet_headers import Table
from integrations.wording import folded
from integrations.workbook import WorkbookRefused


class Canada(Preset):
    """Budgets are in dollars; the publisher gives every project an identifier."""

    name = "canada"
    label = _("Canada, large IT projects")
    currency = "CAD"
    columns = (
        column(r"^uniqueid$", "publisher_id", "key", max_length=250),
        column(r"^department$", "department", "text", max_length=250),
        column(r"^projectname$", "name", "text", max_length=250),
        column(r"^description$", "description", "long_text"),
        column(r"^totalbudget$", "budget", "amount"),
        column(r"^estimatedcompletiondate$", "planned_finish", "date", end_of_month=True),
        column(r"^rawprovideddate$", "finish_as_given", "text", custom=True),
        column(r"^shortcode$", "shortcode", "text", custom=True),
    )

    def key(self, read: ImportedRow) -> str:
        return str(read.values.get("publisher_id") or super().key(read))

    def edition(self, table: Table, file_name: str, as_of: date | None) -> Edition:
        day = as_of or _as_of_column(table)
        if day is None:
            raise WorkbookRefused("no_date")
        return Edition(self.name, f"Canada {day:%Y-%m}", day, self.currency)


def _as_of_column(table: Table) -> date | None:
    index = next((i for i, header in enumerate(table.headers) if folded(str(header or "")) == "asofdate"), None)
    if index is None:
        return None
    for row in table.sample(20):
        try:
            day = read_date(row[index]) if index < len(row) else None
        except Unreadable:
            continue
        if day:
            return day
    return None
