"""Typed reading of the child elements of one row; what cannot be read is reported and left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import Element

from integrations.project_xml.document import CellProblem

PERIOD = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")


def local_name(element: Element) -> str:
    """Name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, name: str) -> Iterator[Element]:
    """Children of this name, in any namespace."""
    return (child for child in element if local_name(child) == name)


def child(element: Element, name: str) -> Element | None:
    """First child of this name."""
    return next(children(element, name), None)


def rows(element: Element, group: str, name: str) -> Iterator[Element]:
    """Rows of a group, such as the Task elements of Tasks."""
    holder = child(element, group)
    return iter(()) if holder is None else children(holder, name)


def minutes_of_period(text: str) -> int:
    """Minutes of an XML duration such as PT8H0M0S, rounded to the nearest."""
    match = PERIOD.fullmatch(text)
    if match is None or text.endswith(("P", "T")):
        raise ValueError(text)
    days, hours, minutes = (int(part or 0) for part in match.groups()[1:4])
    total = days * 1440 + hours * 60 + minutes + round(float(match[5] or 0) / 60)
    return -total if match[1] else total


def money_of_hundredths(text: str) -> Decimal:
    """Units of the currency: the file counts in hundredths, whatever the currency."""
    return rate(text) / 100


def rate(text: str) -> Decimal:
    """A finite decimal number."""
    value = Decimal(text)
    if not value.is_finite() or abs(value.adjusted()) > 20:
        raise ValueError(text)
    return value


def moment(text: str) -> datetime:
    """Wall-clock datetime, on the minute; a time zone is dropped."""
    return datetime.fromisoformat(text).replace(tzinfo=None, second=0, microsecond=0)


class Cells:
    """The simple child elements of a row."""

    def __init__(self, element: Element, row: str, problems: list[CellProblem]):
        self.element, self.row, self.problems = element, row, problems
        self.texts = {local_name(each): (each.text or "").strip() for each in element if not len(each)}

    def text(self, name: str) -> str:
        """The text, empty when absent."""
        return self.texts.get(name, "")

    def read(self, name: str, convert: Callable[[str], Any], default: Any = None) -> Any:
        """The converted text, `default` when absent or unreadable (which is reported)."""
        text = self.texts.get(name, "")
        if not text:
            return default
        try:
            return convert(text)
        except (ValueError, KeyError, OverflowError, InvalidOperation):
            self.problems.append(CellProblem("unreadable_value", self.row, name, text[:80]))
            return default

    def whole(self, name: str, default: Any = 0) -> Any:
        """A whole number; a fraction is rounded."""
        return self.read(name, lambda text: round(float(text)), default)

    def flag(self, name: str, default: bool = False) -> bool:
        """0 or 1, false or true."""
        return self.read(name, lambda text: {"0": False, "1": True, "false": False, "true": True}[text], default)

    def moment(self, name: str) -> datetime | None:
        """A datetime."""
        return self.read(name, moment)

    def minutes(self, name: str) -> int | None:
        """A duration in minutes."""
        return self.read(name, minutes_of_period)

    def money(self, name: str) -> Decimal | None:
        """Money in units of the currency."""
        return self.read(name, money_of_hundredths)

    def tenths(self, name: str) -> int | None:
        """Minutes from tenths of a minute."""
        return self.read(name, lambda text: round(float(text) / 10))

    def number_of_other(self, name: str) -> int | None:
        """The UID of another row; -1 and nothing mean none."""
        number = self.whole(name, -1)
        return None if number < 0 else number
