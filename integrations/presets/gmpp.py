"""UK Government Major Projects Portfolio, annual data as departments publish it, 2014 to 2020."""

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from integrations.cell_values import is_nothing
from integrations.presets.edition import Edition, EditionReading, Preset, column, dates_in_name
from integrations.rows import ImportedRow
from integrations.sheet_headers import Table
from integrations.wording import folded
from integrations.workbook import WorkbookRefused

MILLION = 1_000_000
RATINGS = ("Green", "Amber/Green", "Amber", "Amber/Red", "Red")
_RATING_KEYS = {folded(rating): rating for rating in RATINGS}
# Narrative columns repeat the words of the figures beside them, so a figure's header starts otherwise.
_FIGURE = r"^(?!departmental|description|rating comment)"
_QUARTER = re.compile(r"\bQ2 (\d\d)(\d\d)\b")
_FISCAL_YEAR = re.compile(r"^(20\d\d) (?:20)?(\d\d)\b")


class Gmpp(Preset):
    """Ratings stay on the five-point scale of the publication; amounts are given in million pounds."""

    name = "gmpp"
    label = _("UK Government Major Projects Portfolio")
    currency = "GBP"
    columns = (
        column(r"^project name$", "name", "text", max_length=250),
        column(r"^department$", "department", "text", max_length=250),
        column(_FIGURE + r".*(?:rag rating|delivery confidence assessment|^colour rating)", "rating", "text"),
        column(r"^descri", "description", "long_text"),
        column(r"^(?:project )?start date", "planned_start", "date"),
        column(r"^(?:project )?end date", "planned_finish", "date", end_of_month=True),
        column(_FIGURE + r".*(?:whole life cost|^wlc)", "budget", "amount", unit=MILLION),
        column(_FIGURE + r"(?:.*variance.*age|financial year variance)$", "fiscal_year_variance", "percent"),
        column(_FIGURE + r"(?:\d{4} \d{2,4}|financial year|yearly).*(?:budget|baseline)",
               "fiscal_year_budget", "amount", unit=MILLION),
        column(_FIGURE + r"(?:\d{4} \d{2,4}|financial year|yearly).*forecast",
               "fiscal_year_forecast", "amount", unit=MILLION),
        column(r"^annual report category$", "category", "text", custom=True),
        column(r"rating comment|commentary on actions", "rating_comment", "long_text"),
        column(r"schedule comment|narrative on schedule", "schedule_comment", "long_text"),
        column(r"variance comment|narrative on.*variance", "variance_comment", "long_text"),
        column(r"budget comment|narrative on.*whole life", "budget_comment", "long_text"),
    )  # fmt: skip

    def edition(self, table: Table, file_name: str, as_of: date | None) -> Edition:
        """An edition describes 30 September of the year before the one in its title."""
        year = _year_column(table) or _year_of_figures(table) or _year_of_quarter(table) or _year_in(file_name)
        if year is None:
            if as_of is None:
                raise WorkbookRefused("no_date")
            year = as_of.year + 1
        return Edition(self.name, f"GMPP {year}", as_of or date(year - 1, 9, 30), self.currency, year - 1)

    def complete(self, read: ImportedRow, reading: EditionReading) -> None:
        read.values["fiscal_year"] = reading.edition.fiscal_year
        reading.report_withheld(read, "rating")
        given = read.values.get("rating")
        if given:
            read.values["rating"] = _RATING_KEYS.get(folded(given), given)


def _year_column(table: Table) -> int | None:
    """Two editions carry a column that holds nothing but the year."""
    index = next((i for i, header in enumerate(table.headers) if folded(str(header or "")) == "year"), None)
    if index is None:
        return None
    first = next((row[index] for row in table.sample(20) if index < len(row) and not is_nothing(row[index])), "")
    return int(float(first)) if re.fullmatch(r"20\d\d(?:\.0)?", str(first)) else None


def _year_of_figures(table: Table) -> int | None:
    """ "2013/2014 Budget" is the 2014 edition. Narrative columns may keep an older year, so only figures count."""
    for header in table.headers:
        found = _FISCAL_YEAR.match(folded(str(header or "")))
        if found:
            return int(found[1]) + 1
    return None


def _year_of_quarter(table: Table) -> int | None:
    """The 2020 edition names its year only in the text: "rating at Q2 1920"."""
    for row in table.sample(5):
        for cell in row:
            found = _QUARTER.search(cell) if isinstance(cell, str) else None
            if found and int(found[2]) == int(found[1]) + 1:
                return 2000 + int(found[2])
    return None


def _year_in(file_name: str) -> int | None:
    dates = dates_in_name(file_name)
    found = re.search(r"(?<!\d)20\d\d(?!\d)", file_name)
    return dates[-1].year if dates else int(found.group()) if found else None
