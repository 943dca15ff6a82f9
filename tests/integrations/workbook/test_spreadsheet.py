"""XLSX: sheets, typed cells, and workbooks that must not be opened."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from integrations.workbook import WorkbookRefused, open_workbook
from integrations.workbook.sheets import NOT_CALCULATED
from tests.integrations.files import cells, xlsx_bytes, xlsx_file


def repacked(data: bytes, change) -> io.BytesIO:
    """The same archive with every part passed through ``change(name, content)``; None leaves a part out."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return stream


def refusal_of(stream) -> str:
    with pytest.raises(WorkbookRefused) as refused, open_workbook(stream, "book.xlsx") as book:
        for sheet in book.sheets:
            list(sheet.rows())
    return refused.value.code


def test_sheets_come_in_their_order_with_typed_cells():
    book = xlsx_file(Projects=[["Name", "Start", "Budget"], ["Alpha", datetime(2017, 3, 31), 12.5]], Risks=[["Risk"]])
    assert [sheet.name for sheet in book.sheets] == ["Projects", "Risks"]
    assert cells(book)[1] == ("Alpha", datetime(2017, 3, 31), 12.5)


def test_blank_rows_are_numbered_and_passed_over():
    book = xlsx_file(P=[["Name"], [None], ["Alpha"], [None, "  "], ["Beta"]])
    assert [row.number for row in book.sheets[0].rows()] == [1, 3, 5]


def test_a_dimension_declared_too_small_hides_no_cells():
    def shrink(name, content):
        return content.replace(b'<dimension ref="A1:B3"/>', b'<dimension ref="A1"/>')

    data = xlsx_bytes(P=[["Name", "Budget"], ["Alpha", 1], ["Beta", 2]])
    with open_workbook(repacked(data, shrink), "b.xlsx") as book:
        assert cells(book) == [("Name", "Budget"), ("Alpha", 1), ("Beta", 2)]


def test_hidden_sheets_are_known_as_hidden():
    def hide(name, content):
        return content.replace(b'name="Lists"', b'name="Lists" state="hidden"')

    data = repacked(xlsx_bytes(P=[["Name"]], Lists=[["x"]]), hide)
    with open_workbook(data, "b.xlsx") as book:
        assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("P", False), ("Lists", True)]


def test_a_bomb_of_repeated_cells_is_refused_before_it_is_unpacked():
    rows = b"<row r='2'><c><v>0</v></c></row>" * 1_000_000

    def inflate(name, content):
        return content.replace(b"</sheetData>", rows + b"</sheetData>") if "sheet1" in name else content

    assert refusal_of(repacked(xlsx_bytes(P=[["Name"]]), inflate)) == "bomb"


def test_a_huge_table_of_shared_strings_is_refused():
    filler = bytes(range(65, 91)) * 40_000

    def inflate(name, content):
        return (
            content.replace(b"</sst>", b"<si><t>" + filler * 100 + b"</t></si></sst>") if "shared" in name else content
        )

    assert refusal_of(repacked(xlsx_bytes(P=[["Name"]]), inflate)) == "bomb"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(encoding):
    bomb = f'<?xml version="1.0" encoding="{encoding.upper()}"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst/>'

    def declare(name, content):
        return bomb.encode(encoding) if name == "xl/sharedStrings.xml" else content

    assert refusal_of(repacked(xlsx_bytes(P=[["Name"]]), declare)) == "entities"


def test_a_row_far_below_the_last_possible_one_is_refused():
    def sink(name, content):
        return content.replace(b'<row r="2"', b'<row r="1999999999"') if "sheet1" in name else content

    assert refusal_of(repacked(xlsx_bytes(P=[["Name"], ["Alpha"]]), sink)) == "too_many_rows"


def test_too_many_columns_are_refused_with_their_row():
    with pytest.raises(WorkbookRefused) as refused:
        cells(xlsx_file(P=[["x"] * 2_001]))
    assert refused.value.code == "too_many_columns" and refused.value.params["row"] == 1


def test_a_truncated_workbook_is_damaged():
    data = xlsx_bytes(P=[["Name"]])
    assert refusal_of(io.BytesIO(data[: len(data) // 2])) == "damaged"


def test_broken_xml_in_a_sheet_is_damaged():
    def cut(name, content):
        return content[: len(content) // 2] if "sheet1" in name else content

    assert refusal_of(repacked(xlsx_bytes(P=[["Name"], ["Alpha"]]), cut)) == "damaged"


def test_a_missing_part_is_damaged():
    def drop(name, content):
        return None if name.startswith("xl/worksheets") else content

    assert refusal_of(repacked(xlsx_bytes(P=[["Name"]]), drop)) == "damaged"


def test_a_formula_without_a_stored_result_is_no_blank_cell():
    stream = io.BytesIO()
    book = openpyxl.Workbook()  # writes formulas and never calculates
    book.active.append(["Name", "Budget"])
    book.active.append(["Alpha", "=1+1"])
    book.active.append(["Beta", None])
    book.save(stream)
    assert cells(open_workbook(stream, "book.xlsx"))[1:] == [("Alpha", NOT_CALCULATED), ("Beta",)]


def test_a_formula_whose_stored_result_is_no_text_is_a_blank_cell():
    stored = b'<c r="B2" t="str"><f>""</f><v></v></c>'  # as Excel and LibreOffice write it
    data = repacked(
        xlsx_bytes(Projects=[["Name", "Note", "Budget"], [None, 7, 2]]),
        lambda name, content: content.replace(b'<c r="B2"><v>7</v></c>', stored),
    )
    assert cells(open_workbook(data, "book.xlsx"))[1] == (None, None, 2)
