"""The journal as a file in the reader's format: one row a changed field, streamed batch by batch."""

import codecs
import csv
import tempfile
from collections.abc import Iterable

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pmo.cells import csv_cell, neutral
from pmo.change_log import Entry


def head() -> list[str]:
    return [_("When"), _("Who"), _("From where"), _("Change"), _("Kind of object"), _("Object"), _("Field"),
            _("Before"), _("After")]  # fmt: skip


def rows(entry: Entry) -> list[list]:
    """One row a difference; creations and deletions one without."""
    about = [entry.at, entry.user, entry.source, entry.verb, entry.noun, entry.label]
    return [[*about, one.label, one.before, one.after] for one in entry.differences] or [[*about, None, None, None]]


def write_file(format: str, name: str, batches: Iterable[list[Entry]]):
    """A download of `format` csv or xlsx."""
    filename = f"{slugify(name)}-{timezone.localdate():%Y-%m-%d}.{format}"
    return {"csv": as_csv, "xlsx": as_workbook}[format](filename, batches)


class _Echo:
    """A file that hands back what is written, for csv.writer."""

    def write(self, text):
        return text


def as_csv(filename: str, batches) -> StreamingHttpResponse:
    language = translation.get_language()
    writer = csv.writer(_Echo(), delimiter=";" if language == "fr" else ",")

    def lines():
        # The language of a stream must be set again: it is written after the request's own has ended.
        with translation.override(language):
            yield codecs.BOM_UTF8 if language == "fr" else b""
            yield writer.writerow([neutral(text) for text in head()]).encode()
            for batch in batches:
                for entry in batch:
                    for row in rows(entry):
                        yield writer.writerow([csv_cell(cell, language) for cell in row]).encode()

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def as_workbook(filename: str, batches) -> FileResponse:
    """Written row by row to a temporary file, so that memory stays the same whatever the length."""
    import xlsxwriter

    file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    sheet, moment = book.add_worksheet(_("Journal")), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, head(), book.add_format({"bold": True}))
    number = 0
    for batch in batches:
        for entry in batch:
            for row in rows(entry):
                number += 1
                sheet.write_datetime(number, 0, timezone.localtime(row[0]).replace(tzinfo=None), moment)
                for column, value in enumerate(row[1:], start=1):
                    if value is not None:
                        sheet.write_string(number, column, str(value)[:32767])
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=filename)
