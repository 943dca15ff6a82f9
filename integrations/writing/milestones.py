"""What milestones need beyond other objects: an import as of a date keeps what was forecast that day."""

from collections.abc import Iterable

from integrations.rows import ImportedRow
from integrations.writing.batches import BatchWriter, SheetRows
from integrations.writing.drafts import Draft
from projects.models import MilestoneForecast


class MilestoneWriter(BatchWriter):
    """Milestones and, as of a date, their forecasts for the milestone trend chart."""

    def write_batch(self, rows: Iterable[ImportedRow], sheet: SheetRows) -> list[Draft]:
        kept = super().write_batch(rows, sheet)
        forecasts = [
            MilestoneForecast(
                milestone=draft.instance,
                project_id=draft.instance.project_id,
                as_of=self.options.as_of,
                forecast_date=day,
            )
            for draft in kept
            if self.options.as_of and (day := _expected(draft.values))
        ]
        MilestoneForecast.objects.bulk_create(
            forecasts, update_conflicts=True, unique_fields=["milestone", "as_of"], update_fields=["forecast_date"]
        )
        return kept


def _expected(values: dict):
    return values.get("actual_date") or values.get("forecast_date") or values.get("reference_date")
