"""Rows as a file in the reader's format, CSV or Excel; safe to open in a spreadsheet."""

import codecs
import csv
import io
from collections.abc import Iterable

from django.http import FileResponse, HttpResponse
from django.utils import timezone, translation
from django.utils.text import slugify

from .cells import csv_cell, neutral


def file_of_rows(format: str, name: str, head: list[str], rows: Iterable[list]):
    """A download of `format` csv or xlsx; cells are plain values."""
    filename = f"{slugify(name)}-{timezone.localdate():%Y-%m-%d}.{format}"
    return {"csv": as_csv, "xlsx": as_workbook}[format](filename, head, rows)


def as_csv(filename: str, head: list[str], rows: Iterable[list]) -> HttpResponse:
    language = translation.get_language()
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";" if language == "fr" else ",")
    writer.writerow([neutral(text) for text in head])
    writer.writerows([csv_cell(cell, language) for cell in row] for row in rows)
    content = (codecs.BOM_UTF8 if language == "fr" else b"") + file.getvalue().encode()
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer


def as_workbook(filename: str, head: list[str], rows: Iterable[list]) -> FileResponse:
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, head, book.add_format({"bold": True}))
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int | float):
                sheet.write_number(number, column, value)
            elif value is not None:
                sheet.write_string(number, column, str(value))
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=filename)
