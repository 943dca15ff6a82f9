"""The seven published editions against the clean panel of the same figures."""

import csv
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from integrations import presets
from integrations.workbook import WorkbookRefused, open_workbook
from tests.integrations.files import csv_file, published

COUNTS = {2014: 200, 2015: 188, 2016: 143, 2017: 144, 2018: 133, 2019: 133, 2020: 125}
YEARS = list(COUNTS)


@cache
def reading(name: str):
    with open_workbook(published(f"gmpp-uk/raw-years/{name}.csv")) as book:
        found = presets.detect(book).read(book)
        return found.edition, list(found.rows()), found.table.transposed


def edition(year: int):
    return reading(f"gmpp_{year}")


def projects(year: int):
    return [row for row in edition(year)[1] if not row.rejected]


@cache
def panel() -> dict[int, dict[str, dict]]:
    rows: dict[int, dict[str, dict]] = {}
    with published("gmpp-uk/panel_2014_2020.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(int(row["report_year"]), {})[row["project_key"]] = row
    return rows


@pytest.mark.parametrize("year", YEARS)
def test_no_project_is_lost(year):
    assert len(projects(year)) == COUNTS[year]
    assert {row.external_key for row in projects(year)} == set(panel()[year])


def test_there_are_1066_project_years():
    assert sum(len(projects(year)) for year in YEARS) == 1066


def test_the_two_rows_of_2020_without_a_name_are_reported():
    unnamed = [row for row in edition(2020)[1] if row.rejected]
    assert [row.number for row in unnamed] == [127, 128]
    assert [[problem.reason_code for problem in row.problems] for row in unnamed] == [["missing_name"]] * 2


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("column", "field"), [("start_date", "planned_start"), ("end_date", "planned_finish")])
def test_dates_match_the_panel(year, column, field):
    read = {row.external_key: row.values.get(field) for row in projects(year)}
    assert {key: day.isoformat() if day else "" for key, day in read.items()} == {
        key: row[column] for key, row in panel()[year].items()
    }


def test_there_are_1027_end_dates_and_975_whole_life_costs():
    rows = [row for year in YEARS for row in projects(year)]
    assert sum(row.values.get("planned_finish") is not None for row in rows) == 1027
    assert sum(row.values.get("budget") is not None for row in rows) == 975


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("wlc_baseline_m", "budget"),
        ("fy_baseline_m", "fiscal_year_budget"),
        ("fy_forecast_m", "fiscal_year_forecast"),
    ],
)
def test_money_matches_the_panel(year, column, field):
    for row in projects(year):
        expected = panel()[year][row.external_key][column]
        read = row.values.get(field)
        assert (read is None) == (not expected), row.values["name"]
        if expected:
            assert abs(read - Decimal(expected) * 1_000_000) <= Decimal("0.01"), row.values["name"]


@pytest.mark.parametrize("year", YEARS)
def test_ratings_match_the_panel(year):
    cleaned = {"Amber/ Red": "Amber/Red", "Amber/red": "Amber/Red", "exempt/other": ""}
    for row in projects(year):
        given = panel()[year][row.external_key]["dca_ipa"]
        assert (row.values.get("rating") or "") == cleaned.get(given, given), row.values["name"]


def test_ratings_of_2019_are_as_published():
    assert Counter(row.values.get("rating") for row in projects(2019)) == {
        "Amber": 66, "Amber/Red": 38, "Amber/Green": 18, "Green": 4, "Red": 4, None: 3,
    }  # fmt: skip


def test_the_whole_life_cost_of_2020_is_447_920_million_pounds():
    assert sum(row.values.get("budget") or 0 for row in projects(2020)) == Decimal("447920.35") * 1_000_000
    assert {row.values["currency"] for row in projects(2020)} == {"GBP"}


@pytest.mark.parametrize("year", YEARS)
def test_an_edition_describes_september_of_the_year_before(year):
    found = edition(year)[0]
    assert (found.label, found.as_of, found.fiscal_year) == (f"GMPP {year}", date(year - 1, 9, 30), year - 1)


def test_the_transposed_file_of_2017_holds_what_the_straight_one_holds():
    _edition, rows, transposed = reading("gmpp_2017_transposed_cp1252")
    assert transposed and rows[0].number == 2
    straight = {row.external_key: row.values for row in projects(2017) if row.external_key != "unnamed144"}
    assert {row.external_key for row in rows} == set(straight)
    for row in rows:
        for field in ("department", "rating", "planned_start", "planned_finish", "budget", "fiscal_year_budget"):
            assert row.values.get(field) == straight[row.external_key].get(field), (row.values["name"], field)


@pytest.mark.parametrize("year", YEARS)
def test_every_cell_that_holds_something_is_read_or_reported(year):
    with open_workbook(published(f"gmpp-uk/raw-years/gmpp_{year}.csv")) as book:
        found = presets.preset("gmpp").read(book)
        raw = {row.number: row.cells for row in found.table.rows()}
        for row in found.rows():
            reported = {problem.column for problem in row.problems}
            for index, reader in found.readers.items():
                cell = raw[row.number][index] if index < len(raw[row.number]) else ""
                value = (row.custom if reader.custom else row.values).get(reader.field.name)
                assert not cell.strip() or value is not None or reader.header in reported or cell.strip() in "-.", cell


def test_withheld_figures_are_reported_with_their_words():
    problems = [problem for row in edition(2018)[1] for problem in row.problems]
    assert Counter(problem.reason_code for problem in problems) == {"withheld": 42, "pending": 1}
    assert all(problem.value and problem.column and problem.row > 1 for problem in problems)


def test_another_file_is_not_taken_for_an_edition():
    book = csv_file("Name,Budget\nAlpha,1\n")
    assert presets.detect(book) is None
    with pytest.raises(WorkbookRefused) as refused:
        presets.preset("gmpp").read(book)
    assert refused.value.code == "unknown_edition"


def test_a_file_that_names_no_year_needs_a_date():
    text = "Project name,Department,Colour rating,Start date,End date,Yearly budget\nA,B,Red,,,1\n"
    with pytest.raises(WorkbookRefused) as refused:
        presets.preset("gmpp").read(csv_file(text))
    assert refused.value.code == "no_date"
    assert presets.preset("gmpp").read(csv_file(text), date(2021, 9, 30)).edition.label == "GMPP 2022"
