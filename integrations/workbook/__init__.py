"""Opening what a user uploads: CSV in any encoding and delimiter, or XLSX, as sheets of numbered rows."""

from pathlib import Path
from typing import BinaryIO

from integrations.workbook.delimited import DelimitedText
from integrations.workbook.refusals import WorkbookRefused
from integrations.workbook.sheets import Row, Sheet, column_letters, is_blank
from integrations.workbook.signatures import kind_of
from integrations.workbook.spreadsheet import Spreadsheet
from integrations.workbook.text_encoding import detect_encoding

__all__ = ["Row", "Sheet", "Workbook", "WorkbookRefused", "column_letters", "is_blank", "open_workbook"]

MAX_FILE = 200 << 20


class Workbook:
    """An opened file. ``format`` is "csv" or "xlsx"; encoding and delimiter are None for the latter."""

    def __init__(self, stream: BinaryIO, name: str, *, owns_stream: bool = False):
        self.name = name
        self.encoding: str | None = None
        self.delimiter: str | None = None
        self._stream, self._owns_stream = stream, owns_stream
        self._spreadsheet: Spreadsheet | None = None
        self.size = stream.seek(0, 2)
        if self.size > MAX_FILE:
            raise WorkbookRefused("too_large", limit=MAX_FILE >> 20)
        self.format = "csv" if kind_of(stream) == "text" else "xlsx"
        self.sheets = self._delimited() if self.format == "csv" else self._opened_spreadsheet()

    def _delimited(self) -> list[Sheet]:
        encoding = detect_encoding(self._stream)
        text = DelimitedText(self._stream, encoding)
        self.encoding, self.delimiter = encoding.name, text.delimiter
        return [Sheet(name=Path(self.name).stem, read=text.records, row_limit=None)]

    def _opened_spreadsheet(self) -> list[Sheet]:
        self._spreadsheet = Spreadsheet(self._stream)
        return self._spreadsheet.sheets

    def fraction_read(self) -> float | None:
        """How far the current iteration of a CSV has come, 0 to 1; None for XLSX (use rows of row_count)."""
        return min(self._stream.tell() / self.size, 1.0) if self.format == "csv" else None

    def close(self) -> None:
        if self._spreadsheet is not None:
            self._spreadsheet.close()
        if self._owns_stream:
            self._stream.close()

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def open_workbook(source: str | Path | BinaryIO, name: str = "") -> Workbook:
    """Open a path or a seekable binary file. Raises WorkbookRefused, whose message says what to do.

    ``name`` is the name the user gave the file: presets read the edition from it, the format never is.
    """
    if not isinstance(source, str | Path):
        return Workbook(source, name or str(getattr(source, "name", "")))
    stream = open(source, "rb")  # noqa: SIM115 - the workbook closes it
    try:
        return Workbook(stream, name or Path(source).name, owns_stream=True)
    except BaseException:
        stream.close()
        raise
