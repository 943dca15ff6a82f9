"""The rows of one XLSX sheet as values; a formula without a stored result is told from a blank cell only here."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from integrations.workbook.sheets import NOT_CALCULATED


class CalculatedCells(WorkSheetParser):
    """Reads what the program that saved the file had calculated; what it had not is no blank cell."""

    def parse_cell(self, element: Element) -> dict:
        cell = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None and not _is_empty_text(element):
            cell["value"] = NOT_CALCULATED
        return cell


def _is_empty_text(element: Element) -> bool:
    """A formula whose stored result is no letter at all."""
    return element.get("t") == "str" and element.find(VALUE_TAG) is not None


def values_of(worksheet) -> Iterator[tuple]:
    """One tuple of values a row, an empty one for each row that the file leaves out."""
    book = worksheet.parent
    with worksheet._get_source() as source:
        parser = CalculatedCells(
            source, worksheet._shared_strings, data_only=True, epoch=book.epoch,
            date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        following = 1
        for number, cells in parser.parse():
            if number < following:
                continue
            for _blank in range(following, number):
                yield ()
            following = number + 1
            yield _in_their_columns(cells)


def _in_their_columns(cells: list[dict]) -> tuple:
    if not cells:
        return ()
    values = [None] * cells[-1]["column"]
    for cell in cells:
        if cell["column"] <= len(values):
            values[cell["column"] - 1] = cell["value"]
    return tuple(values)
