"""Compact editions of publications: names, dates, figures and ratings without narrative, for the demonstration."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from integrations import presets
from integrations.presets import EditionReading
from integrations.rows import ImportedRow
from integrations.workbook import open_workbook

MILLION = 1_000_000
# Titles that the presets recognise, with the value each holds; narrative columns are left out.
COLUMNS = {
    "gmpp": {
        "Project name": "name", "Department": "department", "Delivery confidence assessment": "rating",
        "Start date": "planned_start", "End date": "planned_finish", "Whole life cost (£m)": "budget",
        "Financial year baseline (£m)": "fiscal_year_budget", "Financial year forecast (£m)": "fiscal_year_forecast",
        "Annual report category": "category",
    },
    "panorama": {
        "Ministère porteur": "department", "Ministère nom complet": "department_name", "Nom du projet": "name",
        "Début": "planned_start", "Durée prévisionnelle en année": "duration_years",
        "Phase du projet en cours": "stage_as_given", "Coût estimé": "budget",
        "Coût estimé par tranche": "cost_band", "Zone fonctionnelle": "functional_area",
        "Projet interministériel": "interministerial", "Date de publication": "published_on",
    },
}  # fmt: skip
AMOUNTS = frozenset(["budget", "fiscal_year_budget", "fiscal_year_forecast"])
# A cell that said why it holds no figure goes on saying so: blank would mean that the figure was withdrawn.
NO_VALUE = {"withheld": "Withheld", "pending": "TBC", "not_applicable": "Not applicable"}


def condense(source: Path, folder: Path) -> Path:
    """Write the compact form of one edition beside others; its name keeps the date that the preset reads."""
    with open_workbook(source) as book:
        publication = presets.detect(book)
        if publication is None or publication.name not in COLUMNS:
            raise ValueError(f"{source.name} is no edition that can be condensed")
        reading = publication.read(book)
        target = folder / f"{publication.name}_{_day(reading)}.csv"
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(_lines(reading))
    return target


def _day(reading: EditionReading) -> str:
    """The year in an edition's title for GMPP, the day of publication otherwise: what each preset looks for."""
    day = reading.edition.as_of
    return str(day.year + 1) if reading.preset.name == "gmpp" else f"{day:%Y%m%d}"


def _lines(reading: EditionReading) -> Iterator[list[str]]:
    columns = COLUMNS[reading.preset.name]
    headers = {reader.header: reader.field.name for reader in reading.readers.values()}
    yield list(columns)
    for row in reading.rows():
        if not row.rejected:
            said = {headers.get(problem.column): problem.reason_code for problem in row.problems}
            yield [_cell(row, name, said) for name in columns.values()]


def _cell(row: ImportedRow, name: str, said: dict) -> str:
    value = row.values.get(name, row.custom.get(name))
    if value is None:
        return NO_VALUE.get(said[name], "Not provided") if name in said else ""
    if name in AMOUNTS:
        return format((Decimal(value) / MILLION).normalize(), "f")
    return str(value)
