"""Typed reading of the attributes of one element; what cannot be read is reported and left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import Element

from integrations.project_xml import CellProblem
from integrations.project_xml.cells import rate


class Attributes:
    """The attributes of an element; `row` names it in problems."""

    def __init__(self, element: Element, row: str, problems: list[CellProblem]):
        self.element, self.row, self.problems = element, row, problems

    def text(self, name: str) -> str:
        """The text, empty when absent."""
        return self.element.get(name, "")

    def report(self, code: str, name: str) -> None:
        """Note a problem of one attribute."""
        self.problems.append(CellProblem(code, self.row, name, self.text(name)[:80]))

    def _read(self, name: str, convert: Callable[[str], Any]) -> Any:
        text = self.text(name).strip()
        if not text:
            return None
        try:
            return convert(text)
        except (ValueError, OverflowError, InvalidOperation):
            self.report("unreadable_value", name)
            return None

    def whole(self, name: str) -> int | None:
        """A whole number."""
        return self._read(name, _number)

    def money(self, name: str) -> Decimal | None:
        """A decimal number."""
        return self._read(name, rate)

    def day(self, name: str) -> datetime | None:
        """The midnight at which a day begins."""
        return self._read(name, lambda text: datetime.fromisoformat(text[:10]))


def _number(text: str) -> int:
    value = int(text)
    if abs(value) >= 2**31:
        raise ValueError(text)
    return value
