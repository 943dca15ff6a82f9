"""From a file to rows of values: what is read, what is reported, what is kept."""

from datetime import date
from decimal import Decimal

import pytest

from integrations.sheet_headers import find_table
from integrations.sheet_plan import plan_sheets
from integrations.workbook import WorkbookRefused
from tests.integrations.files import csv_file, xlsx_file


def rows_of(book, **options):
    [plan] = plan_sheets(book, **options)
    return list(plan.rows())


def test_a_french_export_is_read_with_units_and_currency():
    book = csv_file(
        "Code;Nom;Début;Fin prévue;Budget (k€);Étape;Priorité\n"
        "P1;Refonte du site;01/02/2024;mars 2025;1 250,5;Design;High\n",
        "cp1252",
    )
    [row] = rows_of(book)
    assert row.values == {
        "code": "P1", "name": "Refonte du site", "planned_start": date(2024, 2, 1), "planned_finish": date(2025, 3, 31),
        "budget": Decimal("1250500"), "currency": "EUR", "stage": "design", "priority": "2",
    }  # fmt: skip
    assert (row.external_key, row.number, row.problems) == ("P1", 2, [])


def test_an_unreadable_cell_is_reported_with_its_place_and_the_rest_is_kept():
    book = csv_file("Name,Budget,End date\nAlpha,Exempt under Section 43,31/03/2025\nBeta,12,\n")
    alpha, beta = rows_of(book)
    [problem] = alpha.problems
    assert (problem.row, problem.column, problem.value, problem.reason_code, problem.sheet) == (
        2, "Budget", "Exempt under Section 43", "withheld", "projects",
    )  # fmt: skip
    assert "budget" not in alpha.values and alpha.values["planned_finish"] == date(2025, 3, 31)
    assert beta.values["planned_finish"] is None and beta.values["budget"] == 12


def test_dates_are_read_as_the_whole_column_means_them():
    american = rows_of(csv_file("Name,Start date\nA,03/04/2017\nB,04/25/2017\n"))
    assert [row.values["planned_start"] for row in american] == [date(2017, 3, 4), date(2017, 4, 25)]
    mixed = rows_of(csv_file("Name,Start date\nA,03/04/2017\nB,04/25/2017\nC,25/04/2017\n"))
    assert [problem.reason_code for row in mixed for problem in row.problems] == ["ambiguous_date"]


def test_short_and_long_rows_keep_their_cells():
    short, long = rows_of(csv_file("Name,Budget,Currency\nA\nB,1,EUR,extra\n"))
    assert short.values == {"name": "A", "budget": None, "currency": None}
    assert long.values["currency"] == "EUR"


def test_a_row_without_its_required_name_is_rejected_and_says_so():
    named, unnamed = rows_of(csv_file("Name,Budget\nA,1\n,2\n"))
    assert not named.rejected
    assert unnamed.rejected and [problem.reason_code for problem in unnamed.problems] == ["missing_value"]


def test_custom_columns_are_read_beside_the_fields():
    rows = rows_of(csv_file("Name,Users\nA,\"1,200\"\nB,35.5\n"))  # fmt: skip
    assert [row.custom for row in rows] == [{"users": Decimal(1200)}, {"users": Decimal("35.5")}]


def test_titles_below_a_heading_are_found():
    table = find_table(csv_file("Portfolio 2025,,\n\nName,Budget,Zone\nA,1,x\n").sheets[0])
    assert (table.header_row, table.headers) == (3, ("Name", "Budget", "Zone"))


def test_projects_as_columns_are_read_with_the_number_of_their_column():
    book = csv_file("Name,Alpha,Beta\nStart date,01/02/2024,01/03/2024\nEnd date,,\nBudget,1,2\nNote,,\n")
    rows = rows_of(book)
    assert [(row.number, row.values["name"], row.values["budget"]) for row in rows] == [(2, "Alpha", 1), (3, "Beta", 2)]


def test_a_sheet_without_titles_is_refused():
    with pytest.raises(WorkbookRefused) as refused:
        plan_sheets(csv_file("1\n2\n3\n"))
    assert refused.value.code == "no_table"


def test_sheets_of_a_workbook_are_planned_in_the_order_of_their_dependence():
    book = xlsx_file(
        Notes=[["Meeting of Monday"]],
        Risques=[["Projet", "Nom", "Probabilité", "Impact"], ["P1", "Retard", 4, "Major"]],
        Plan=[
            ["Project", "First day", "Last day", "Person", "Quantity", "Unit"],
            ["P1", None, None, "Zoé", 12, "days"],
        ],
        Projets=[["Code", "Nom"], ["P1", "Refonte"]],
    )
    plans = plan_sheets(book)
    assert [(plan.sheet, plan.mapping.target) for plan in plans] == [
        ("Projets", "project"), ("Risques", "risk"), ("Plan", "allocation"),
    ]  # fmt: skip
    [risk] = plans[1].rows()
    assert risk.values == {"project": "P1", "name": "Retard", "probability": "4", "impact": "4"}


def test_a_target_can_be_forced_on_a_file_of_one_sheet():
    [row] = rows_of(csv_file("Project,Name,Date\nP1,Go-live,31/03/2025\n"), only="milestone")
    assert row.target == "milestone" and row.values["reference_date"] == date(2025, 3, 31)
