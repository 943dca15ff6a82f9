"""XLSX workbooks: the checks before opening one, and its sheets streamed row by row through openpyxl."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from integrations.workbook.refusals import WorkbookRefused
from integrations.workbook.sheets import MAX_ROWS, Sheet
from integrations.workbook.text_encoding import repaired

MAX_ENTRIES = 10_000
MAX_UNPACKED = 1 << 30
MAX_HELD_PART = 96 << 20  # shared strings and styles are held in memory as a whole; sheets are streamed
MAX_RATIO = 250  # repetitive sheets reach about 100; deflate itself ends at 1,032
RATIO_FROM = 8 << 20
_DAMAGE = (ParseError, zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, IndexError, ValueError,
           TypeError, AttributeError, NotImplementedError)  # fmt: skip


def refuse_unsafe_archive(stream: BinaryIO) -> None:
    """Sizes as the archive declares them (unpacking stops at these), then the prologue of every XML part."""
    stream.seek(0)
    with zipfile.ZipFile(stream) as archive:
        entries = archive.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise WorkbookRefused("password")
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or any(map(_is_bomb, entries)):
            raise WorkbookRefused("bomb")
        for entry in entries:
            if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                with archive.open(entry) as part:
                    _refuse_entities(part.read(1 << 16))


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    if entry.file_size > MAX_HELD_PART and not entry.filename.startswith("xl/worksheets/"):
        return True
    return entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


class _RootReached(Exception):
    pass


def _refuse_entities(beginning: bytes) -> None:
    """A document type can only stand before the root element; expat finds it in every encoding."""
    parser = expat.ParserCreate()

    def refuse(*_ignored: object) -> None:
        raise WorkbookRefused("entities")

    def stop(*_ignored: object) -> None:
        raise _RootReached

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.Parse(beginning, False)
    except _RootReached:
        return
    except expat.ExpatError as error:
        raise WorkbookRefused("damaged") from error
    if beginning.strip():
        raise WorkbookRefused("entities")  # no root within 64 kB: something is being hidden


class Spreadsheet:
    """An opened XLSX: ``sheets`` in the order of their tabs, chart sheets left out."""

    def __init__(self, stream: BinaryIO):
        try:
            refuse_unsafe_archive(stream)
            self.book = _opened(stream)
        except _DAMAGE as error:
            raise WorkbookRefused("damaged") from error
        self.sheets = [self._sheet(worksheet) for worksheet in self.book.worksheets]
        if not self.sheets:
            raise WorkbookRefused("damaged")

    def _sheet(self, worksheet) -> Sheet:
        row_count = worksheet.max_row if worksheet.max_row and worksheet.max_row > 1 else None
        # Several programs declare a dimension that is too small; the rows themselves are to be believed.
        worksheet.reset_dimensions()
        return Sheet(
            name=repaired(worksheet.title),
            read=lambda: _values(worksheet),
            hidden=worksheet.sheet_state != "visible",
            row_count=row_count,
            row_limit=MAX_ROWS,
        )

    def close(self) -> None:
        self.book.close()


def _opened(stream: BinaryIO):
    from openpyxl import load_workbook  # heavy, and web processes must not carry it

    # It warns of features that do not matter for values: data validation, unknown extensions.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
    stream.seek(0)
    return load_workbook(stream, read_only=True, data_only=True, keep_links=False)


def _values(worksheet) -> Iterator[tuple]:
    from integrations.workbook.sheet_cells import values_of  # heavy as openpyxl is

    rows = values_of(worksheet)
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except _DAMAGE as error:
            raise WorkbookRefused("damaged") from error
        yield tuple(repaired(cell) if isinstance(cell, str) else cell for cell in cells)
