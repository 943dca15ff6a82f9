"""Delimited files: delimiters, line breaks in cells, row numbers, several passes."""

import pytest

from integrations.workbook import WorkbookRefused
from tests.integrations.files import cells, csv_file


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    text = f"name{delimiter}budget\nAlpha{delimiter}12\nBeta{delimiter}7\n"
    book = csv_file(text)
    assert book.delimiter == delimiter
    assert cells(book) == [("name", "budget"), ("Alpha", "12"), ("Beta", "7")]


def test_decimal_commas_do_not_make_the_comma_the_delimiter():
    assert csv_file("Nom;Budget\nAlpha;12,5\nBeta;7,25\nGamma;3,1\n").delimiter == ";"


def test_a_line_that_declares_the_separator_decides_and_is_not_a_row():
    book = csv_file("sep=|\nname|note\nAlpha|a,b\nBeta|c,d\n")
    rows = list(book.sheets[0].rows())
    assert [row.cells for row in rows] == [("name", "note"), ("Alpha", "a,b"), ("Beta", "c,d")]
    assert rows[0].number == 2


def test_line_breaks_inside_headers_and_cells_do_not_break_rows():
    book = csv_file('"Budget\r\n(£m)",Note\r\n12,"two\r\nlines"\r\n')
    assert cells(book) == [("Budget\r\n(£m)", "Note"), ("12", "two\r\nlines")]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    book = csv_file("name,budget\n\nAlpha,1\n,,\n\nBeta,2\n")
    assert [(row.number, row.cells[0]) for row in book.sheets[0].rows()] == [(1, "name"), (3, "Alpha"), (6, "Beta")]


def test_a_file_of_one_column_is_read():
    assert cells(csv_file("name\nAlpha\nBeta\n")) == [("name",), ("Alpha",), ("Beta",)]


def test_a_sheet_can_be_read_twice():
    sheet = csv_file("name,budget\nAlpha,1\n").sheets[0]
    assert list(sheet.rows()) == list(sheet.rows())


def test_two_iterations_at_once_are_refused_instead_of_mixing_rows():
    sheet = csv_file("name,budget\n" + "Alpha,1\n" * 50_000).sheets[0]
    first = sheet.rows()
    next(first)
    next(sheet.rows())
    with pytest.raises((RuntimeError, ValueError)):
        list(first)


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_row():
    text = 'name,note\nAlpha,fine\nBeta,"never closed\n' + "x,y\n" * 60_000
    with pytest.raises(WorkbookRefused) as refused:
        cells(csv_file(text))
    assert refused.value.code == "unclosed_quote"
    assert "row 3" in str(refused.value)


def test_the_sheet_is_named_after_the_file_and_progress_runs_to_the_end():
    book = csv_file("name,budget\nAlpha,1\n", name="Portefeuille 2017.csv")
    assert book.sheets[0].name == "Portefeuille 2017"
    list(book.sheets[0].rows())
    assert book.fraction_read() == 1.0


@pytest.mark.parametrize("end", ["", 'Delta,"x"\n'])
def test_rows_are_not_swallowed_by_a_quotation_mark_left_open_in_a_short_file(end):
    with pytest.raises(WorkbookRefused) as refused:
        cells(csv_file('name,note\nAlpha,fine\nBeta,"open\nGamma,y\n' + end))
    assert (refused.value.code, refused.value.params) == ("unclosed_quote", {"row": 3})


def test_a_quotation_mark_for_inches_is_no_open_one():
    assert cells(csv_file('name,note\nAlpha,5" disk\nBeta,y\n'))[1:] == [("Alpha", '5" disk'), ("Beta", "y")]
