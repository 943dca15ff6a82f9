"""Cut an XML file into rows while it is parsed, so that only one row at a time stands in memory.

Knows which elements are rows, not what is in them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, SubElement, TreeBuilder, XMLParser

from integrations.project_xml.document import UnreadableProject

LARGEST_FILE = 300 * 1024 * 1024
DEEPEST = 32
MOST_ROWS = 1_000_000
LONGEST_ROW = 200_000
"""Elements of one row."""

PIECE = 256 * 1024
ROWS = {"Calendars": "Calendar", "Tasks": "Task", "Resources": "Resource", "Assignments": "Assignment"}
# Work hour by hour and columns people made themselves: large, and nothing of ours.
LEFT_OUT = frozenset(("TimephasedData", "ExtendedAttribute", "OutlineCode"))


class RowBuilder:
    """What the parser reports to: header values of the project in `header`, every row to `take`.

    A document type is refused before anything in it is read: no entity can be declared, let alone expanded.
    """

    def __init__(self, header_names: frozenset[str], take: Callable[[str, Element], None]):
        self.header_names, self.take = header_names, take
        self.header = Element("Project")
        self.depth = self.skipped = self.rows = self.size = 0
        self.group = ""
        self.row: TreeBuilder | None = None
        self.text: list[str] | None = None

    def doctype(self, name: str, *_: str | None) -> None:
        raise UnreadableProject("has_doctype", name[:80])

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableProject("too_deep", str(DEEPEST))
        if self.skipped:
            return
        name = tag.rpartition("}")[2]
        if self.row is not None:
            self._start_inside(name, attributes)
        elif self.depth == 3 and ROWS.get(self.group) == name:
            self.row, self.size = TreeBuilder(), 0
            self.row.start(name, attributes)
        else:
            self._start_outside(name)

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        assert self.row is not None
        self.size += 1
        if self.size > LONGEST_ROW:
            raise UnreadableProject("too_large", self.group)
        if name in LEFT_OUT:
            self.skipped = self.depth
        else:
            self.row.start(name, attributes)

    def _start_outside(self, name: str) -> None:
        if self.depth == 1 and name != "Project":
            raise UnreadableProject("not_a_project", name[:80])
        if self.depth == 2:
            self.group = name
            self.text = [] if name in self.header_names else None
        elif self.depth > 2:
            self.text = None

    def data(self, text: str) -> None:
        if self.skipped:
            return
        if self.row is not None:
            self.row.data(text)
        elif self.text is not None and self.depth == 2:
            self.text.append(text)

    def end(self, tag: str) -> None:
        depth, self.depth = self.depth, self.depth - 1
        if self.skipped:
            self.skipped = 0 if depth == self.skipped else self.skipped
        elif self.row is not None:
            self.row.end(tag.rpartition("}")[2])
            if depth == 3:
                self._finish_row()
        elif depth == 2 and self.text is not None:
            SubElement(self.header, self.group).text = "".join(self.text)
            self.header_names -= {self.group}
            self.text = None

    def _finish_row(self) -> None:
        assert self.row is not None
        self.rows += 1
        if self.rows > MOST_ROWS:
            raise UnreadableProject("too_large", self.group)
        element, self.row = self.row.close(), None
        self.take(self.group, element)

    def close(self) -> Element:
        return self.header


def parse(content: bytes | BinaryIO, builder: RowBuilder) -> None:
    """Feed the builder. Raises UnreadableProject."""
    parser = XMLParser(target=builder)
    size = 0
    try:
        for piece in _pieces(content):
            size += len(piece)
            if size > LARGEST_FILE:
                raise UnreadableProject("too_large", str(size))
            parser.feed(piece)
        parser.close()
    except UnreadableProject:
        raise
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableProject("not_xml", str(error)) from error


def _pieces(content: bytes | BinaryIO):
    if isinstance(content, bytes):
        for place in range(0, len(content), PIECE):
            yield content[place : place + PIECE]
    else:
        while piece := content.read(PIECE):
            yield piece
