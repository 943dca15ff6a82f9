"""Any list as CSV or XLSX: streamed, in the reader's format, only what the reader may see."""

import codecs
import csv
import tempfile
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.utils import timezone, translation

from ..cells import csv_cell, neutral
from ..paging import in_order
from .list import FilteredView

CHUNK = 1000


def chunks(rows):
    """Rows in lists of CHUNK, read with a server-side cursor."""
    iterator = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


class _Echo:
    """A file that hands back what is written, for csv.writer."""

    def write(self, text):
        return text


class ObjectExport(FilteredView):
    """`export.csv` or `export.xlsx` of the list with the same address."""

    def get(self, request, format, **kwargs):
        self.require_somewhere("view")
        writers = {"csv": self._csv, "xlsx": self._xlsx}
        if format not in writers:
            raise Http404
        filterset, rows = self.filtered()
        table = self.table(filterset)
        rows = in_order(table.with_rights(rows), self.order())
        name = f"{self.pages.slug}-{timezone.localdate():%Y-%m-%d}.{format}"
        return writers[format](rows, table, name)

    def _csv(self, rows, table, name):
        language = translation.get_language()
        writer = csv.writer(_Echo(), delimiter=";" if language == "fr" else ",")

        def lines():
            # The language of a stream must be set again: it is written after the request's own has ended.
            with translation.override(language):
                yield codecs.BOM_UTF8 if language == "fr" else b""
                yield writer.writerow([neutral(head) for head in table.export_head()]).encode()
                for chunk in chunks(rows):
                    for cells in table.export_rows(chunk):
                        yield writer.writerow([csv_cell(cell, language) for cell in cells]).encode()

        response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _xlsx(self, rows, table, name):
        """Written row by row to a temporary file, so that memory stays the same whatever the length."""
        import xlsxwriter

        file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
        book = xlsxwriter.Workbook(
            file,
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True},
        )
        sheet = book.add_worksheet(str(self.model._meta.verbose_name_plural)[:31].replace("/", "-"))
        formats = {
            kind: book.add_format({"num_format": text})
            for kind, text in (("date", "yyyy-mm-dd"), ("moment", "yyyy-mm-dd hh:mm"), ("money", "#,##0.00"))
        }
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, table.export_head(), book.add_format({"bold": True}))
        number = 0
        for chunk in chunks(rows):
            for cells in table.export_rows(chunk):
                number += 1
                for column, value in enumerate(cells):
                    _write(sheet, number, column, value, formats)
        book.close()
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=name)


def _write(sheet, row: int, column: int, value, formats) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        # Moments of a plan are local working hours, without a time zone.
        local = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
        sheet.write_datetime(row, column, local, formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["date"])
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), formats["money"])
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value)[:32767])
