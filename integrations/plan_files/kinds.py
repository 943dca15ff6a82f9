"""What kind of plan a file holds, told from how it begins; its name is believed only where that says nothing."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath
from typing import BinaryIO

HEAD = 16 * 1024
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class PlanKind(StrEnum):
    """The program or format behind a plan."""

    PROJECT_XML = "mspdi"
    TABLE = "table"
    PROJECT = "mpp"
    EXCHANGE = "mpx"
    PRIMAVERA = "xer"
    PRIMAVERA_XML = "pmxml"
    GANTT_PROJECT = "gan"
    UNKNOWN_XML = "xml"


ROOTS = {
    "Project": PlanKind.PROJECT_XML,
    "project": PlanKind.GANTT_PROJECT,
    "APIBusinessObjects": PlanKind.PRIMAVERA_XML,
}


def kind_of(stream: BinaryIO, name: str = "") -> PlanKind:
    """The kind of plan; a table where nothing else fits, for the reader of tables to refuse."""
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    if head.startswith(_OLE):
        # Old Excel workbooks begin alike; the reader of tables says what to do with them.
        return PlanKind.PROJECT if PurePath(name).suffix.lower() in (".mpp", ".mpt") else PlanKind.TABLE
    text = head.decode(next((coding for mark, coding in _MARKS if head.startswith(mark)), "latin-1"), "replace")
    text = text.lstrip()
    if text.startswith("ERMHDR"):
        return PlanKind.PRIMAVERA
    if re.match(r"MPX[,;\t]", text):
        return PlanKind.EXCHANGE
    if text.startswith("<"):
        root = _ROOT.search(text)
        return ROOTS.get(root[1] if root else "", PlanKind.UNKNOWN_XML)
    return PlanKind.TABLE
