"""Delimited text (CSV, TSV, Excel's "Unicode text"), streamed record by record in constant memory."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from integrations.workbook.refusals import WorkbookRefused
from integrations.workbook.text_encoding import TextEncoding, decoded_head, repaired

DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def delimiter_of(head: str) -> str:
    """The delimiter under which most records of the head have the same number of cells, more than one.

    Quotation marks are honoured, so a line break or a semicolon inside a cell does not count. A line
    ``sep=;`` as Excel writes it decides at once. A file of one column gives the comma.
    """
    declared = _SEPARATOR_LINE.match(head.lstrip("\ufeff"))
    if declared:
        return declared.group(1)
    return max(DELIMITERS, key=lambda delimiter: _agreement(head, delimiter))


def _agreement(head: str, delimiter: str) -> tuple[float, int]:
    records = []
    try:
        for record in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
            if any(record):
                records.append(len(record))
    except csv.Error:
        pass
    if len(records) > 1:
        records.pop()  # the head may end in the middle of it
    if not records:
        return 0.0, 0
    width, count = Counter(records).most_common(1)[0]
    return (count / len(records), width) if width > 1 else (0.0, 0)


class _Lines:
    """The lines of a text, and whether a record ran on over lines because a quotation mark was never closed.

    A cell may hold line breaks; its marks then come in pairs. Otherwise rows were swallowed up to the next mark.
    """

    def __init__(self, text: Iterator[str]):
        self.text, self.count, self.marks = text, 0, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.text)
        self.count += 1
        self.marks += line.count('"')
        return line

    def run_on(self) -> bool:
        """Asked once after each record."""
        found = self.count > 1 and self.marks % 2 == 1
        self.count = self.marks = 0
        return found


class DelimitedText:
    """Cells of a delimited file as strings. One iteration at a time: they share the stream."""

    def __init__(self, stream: BinaryIO, encoding: TextEncoding):
        self.stream = stream
        self.encoding = encoding
        head = decoded_head(stream, encoding)
        self.delimiter = delimiter_of(head)
        self._iteration = 0
        self.declared = bool(_SEPARATOR_LINE.match(head.lstrip("\ufeff")))

    def records(self) -> Iterator[tuple[str, ...]]:
        self.stream.seek(0)
        text = io.TextIOWrapper(self.stream, encoding=self.encoding.name, errors=self.encoding.errors, newline="")
        try:
            yield from self._records(text)
        finally:
            text.detach()  # closing the wrapper would close the stream that a second pass needs

    def _records(self, text: io.TextIOWrapper) -> Iterator[tuple[str, ...]]:
        self._iteration = iteration = self._iteration + 1
        lines = _Lines(text)
        reader = csv.reader(lines, delimiter=self.delimiter)
        number = 0
        try:
            for number, record in enumerate(reader, start=1):
                if iteration != self._iteration:
                    raise RuntimeError("A second iteration moved the stream under this one.")
                if lines.run_on():
                    raise WorkbookRefused("unclosed_quote", row=number)
                if number == 1 and self.declared:
                    yield ()
                elif all(map(str.isascii, record)):
                    yield tuple(record)
                else:
                    yield tuple(map(repaired, record))
        except csv.Error as error:
            raise WorkbookRefused("unclosed_quote", row=number + 1) from error
