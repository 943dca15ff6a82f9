"""The access review as CSV or XLSX, in the reader's format; no cell can run as a formula."""

import codecs
import csv
import tempfile
from collections.abc import Iterable
from datetime import date

from django.http import FileResponse, StreamingHttpResponse
from django.utils import translation

from pmo.cells import csv_cell, neutral


class _Echo:
    """A file that hands back what is written, for csv.writer."""

    def write(self, text):
        return text


def csv_response(head: list[str], rows: Iterable[list], name: str) -> StreamingHttpResponse:
    """Streamed, with semicolons and a byte-order mark for French readers."""
    language = translation.get_language()
    french = language == "fr"
    writer = csv.writer(_Echo(), delimiter=";" if french else ",")

    def lines():
        yield codecs.BOM_UTF8 if french else b""
        yield writer.writerow([neutral(title) for title in head]).encode()
        for cells in rows:
            yield writer.writerow([csv_cell(cell, language) for cell in cells]).encode()

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def xlsx_response(head: list[str], rows: Iterable[list], name: str, title: str) -> FileResponse:
    """Written row by row to a temporary file, so that memory stays the same whatever the length."""
    import xlsxwriter

    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet(title[:31].replace("/", "-"))
    day_format = book.add_format({"num_format": "dd/mm/yyyy" if translation.get_language() == "fr" else "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, head, book.add_format({"bold": True}))
    for number, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day_format)
            elif cell is not None:
                sheet.write_string(number, column, neutral(str(cell))[:32767])
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name)
