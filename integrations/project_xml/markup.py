"""Write XML elements one after the other. Knows how values are spelled, not what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import BinaryIO
from xml.sax.saxutils import escape

from integrations.project_xml.document import CellProblem

# Characters that XML cannot hold, not even escaped.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NAMESPACE = "http://schemas.microsoft.com/project"


def period(minutes: int | None) -> str | None:
    """Minutes as an XML duration such as PT8H0M0S."""
    if minutes is None:
        return None
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}PT{hours}H{rest}M0S"


def hundredths(money: Decimal | None) -> str | None:
    """Money as the file counts it."""
    return None if money is None else number(money * 100)


def number(value: Decimal | float | None) -> str | None:
    """A plain decimal without exponent and without zeros at its end."""
    if value is None:
        return None
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Markup:
    """An XML file that grows; `row` names the row being written in problems."""

    def __init__(self, stream: BinaryIO):
        self.stream, self.pieces, self.depth = stream, list[str](), 0
        self.row, self.problems = "Project", list[CellProblem]()

    @contextmanager
    def inside(self, name: str, attributes: str = "") -> Iterator[None]:
        """Everything written within becomes a child of this element."""
        self.pieces.append(f"{'  ' * self.depth}<{name}{attributes}>\n")
        self.depth += 1
        yield
        self.depth -= 1
        self.pieces.append(f"{'  ' * self.depth}</{name}>\n")
        if self.depth <= 2:
            self.flush()

    def write(self, name: str, value: str | bool | int | datetime | None) -> None:
        """One simple element; nothing for None and for an empty text."""
        if value is None or value == "":
            return
        if isinstance(value, bool):
            text = str(int(value))
        elif isinstance(value, datetime):
            text = value.replace(tzinfo=None).isoformat(timespec="seconds")
        else:
            text = value if isinstance(value, str) else str(value)
            text = self._escaped(name, text)
        self.pieces.append(f"{'  ' * self.depth}<{name}>{text}</{name}>\n")

    def _escaped(self, name: str, text: str) -> str:
        if UNWRITABLE.search(text):
            self.problems.append(CellProblem("unwritable_character", self.row, name, text[:80]))
            text = UNWRITABLE.sub("", text)
        # A reader turns a bare carriage return into a line feed.
        return escape(text, {"\r": "&#13;"})

    def flush(self) -> None:
        """Send what has been written so far."""
        self.stream.write("".join(self.pieces).encode())
        self.pieces.clear()
