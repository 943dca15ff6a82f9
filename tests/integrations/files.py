"""Files for the import tests: small ones made in memory, and the published data beside the checkout."""

import io
from pathlib import Path

import pytest
import xlsxwriter

from integrations.workbook import open_workbook

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def published(path: str) -> Path:
    """A file of ../shared/data; the test is skipped, saying so, where that folder is absent."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"../shared/data/{path} is absent")
    return found


def csv_file(text: str | bytes, encoding: str = "utf-8", name: str = "projects.csv"):
    """An opened workbook of one delimited file."""
    return open_workbook(io.BytesIO(text if isinstance(text, bytes) else text.encode(encoding)), name)


def xlsx_bytes(**sheets: list[list]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return stream.getvalue()


def xlsx_file(**sheets: list[list]):
    return open_workbook(io.BytesIO(xlsx_bytes(**sheets)), "book.xlsx")


def cells(workbook, sheet: int = 0) -> list[tuple]:
    return [row.cells for row in workbook.sheets[sheet].rows()]
