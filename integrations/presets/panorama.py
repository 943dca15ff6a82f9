"""Panorama des grands projets SI de l'État, the French list of large government IT projects."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from integrations.presets.edition import Edition, EditionReading, Preset, column, dates_in_name
from integrations.rows import ImportedRow
from integrations.sheet_headers import Table
from integrations.wording import folded
from integrations.workbook import WorkbookRefused

MILLION = 1_000_000
DAYS_A_YEAR = 365  # the first edition's durations are days divided by 365
STAGES = {
    "cadrage": "scoping",
    "conception realisation": "build",
    "experimentation": "acceptance",
    "deploiement": "rollout",
}


class Panorama(Preset):
    """Costs are in million euros; the finish is not published but follows from start and duration."""

    name = "panorama"
    label = _("France, Panorama des grands projets SI")
    currency = "EUR"
    columns = (
        column(r"^ministere porteur$", "department", "text", max_length=250),
        column(r"^ministere nom complet$", "department_name", "text", max_length=250),
        column(r"^nom du projet$", "name", "text", max_length=250),
        column(r"^description et objectifs", "description", "long_text"),
        column(r"^debut$", "planned_start", "date"),
        column(r"^duree previsionnelle", "duration_years", "number"),
        column(r"^phase du projet", "stage_as_given", "text"),
        column(r"^cout estime$", "budget", "amount", unit=MILLION),
        column(r"^cout estime par tranche$", "cost_band", "text", custom=True),
        column(r"^zone fonctionnelle$", "functional_area", "text", custom=True),
        column(r"^projet interministeriel$", "interministerial", "text", custom=True),
        column(r"^date de publication$", "published_on", "date", custom=True),
    )

    def edition(self, table: Table, file_name: str, as_of: date | None) -> Edition:
        """Dated by the last date in the file's name, as published: "…_20170630.csv"."""
        named = dates_in_name(file_name)
        if not named and as_of is None:
            raise WorkbookRefused("no_date")
        day = as_of or named[-1]
        return Edition(self.name, f"Panorama {day:%Y-%m}", day, self.currency)

    def complete(self, read: ImportedRow, reading: EditionReading) -> None:
        values = read.values
        stage = STAGES.get(folded(str(values.get("stage_as_given") or "")))
        if stage:
            values["stage"] = stage
        start, years = values.get("planned_start"), values.get("duration_years")
        if start and years:
            values["planned_finish"] = start + timedelta(days=round(years * DAYS_A_YEAR))
