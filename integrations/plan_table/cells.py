"""The cells of one row of a plan, by field; what cannot be read is reported with its row and column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from integrations.cell_values import (
    Unreadable,
    is_nothing,
    quoted,
    read_date,
    read_integer,
    read_percentage,
    read_text,
    read_yes_or_no,
)
from integrations.plan_table.headings import CONSTRAINT_KEYS
from integrations.plan_table.quantities import Duration, Scale, read_duration
from integrations.project_xml import CellProblem
from integrations.wording import folded
from integrations.workbook import Row

_WEEKDAY = re.compile(r"[^\W\d_]+\.?\s+(?=\d{1,2}[-/.])")
_TIME = re.compile(r"(?<=\d)[T\s]+(\d{1,2})[:h](\d{2})(?::\d{2})?\s*([ap])?\.?m?\.?$", re.IGNORECASE)
_CONSTRAINT_AND_DATE = re.compile(r"(\D+?)\s*[:,]?\s*(\d.*)")
WITHOUT_DATE = ("ASAP", "ALAP")


class TableCells:
    """One row. `order` says how the dates of the table are written, see `cell_values.read_date`."""

    order: str | None = None

    def __init__(self, row: Row, titles: Sequence[object], fields: Mapping[str, int], problems: list[CellProblem]):
        self.row, self.titles, self.fields, self.problems = row, titles, fields, problems

    def value(self, field: str) -> Any:
        """What the cell holds, None when it is empty or the table has no such column."""
        place = self.fields.get(field)
        if place is None or place >= len(self.row.cells):
            return None
        value = self.row.cells[place]
        return None if is_nothing(value) else value

    def report(self, code: str, field: str, value: object = None) -> None:
        """Note a problem of one cell."""
        place = self.fields.get(field)
        title = str(self.titles[place]).strip() if place is not None else ""
        shown = quoted(self.value(field) if value is None else value) if place is not None else ""
        self.problems.append(CellProblem(code, f"Row {self.row.number}", title, "" if shown == "None" else shown))

    def _read(self, field: str, convert, default: Any = None) -> Any:
        value = self.value(field)
        if value is None:
            return default
        try:
            return convert(value)
        except Unreadable as problem:
            self.report(problem.reason_code, field)
            return default

    def text(self, field: str) -> str:
        """The text, empty when absent."""
        return read_text(self.value(field)) or ""

    def whole(self, field: str) -> int | None:
        """A whole number that can be a key."""
        return self._read(field, _key)

    def flag(self, field: str) -> bool:
        """Yes or no."""
        return bool(self._read(field, read_yes_or_no, False))

    def percent(self, field: str) -> int:
        """0 to 100."""
        return self._read(field, _percent, 0)

    def duration(self, field: str, scale: Scale) -> Duration | None:
        """A duration; a bare number counts days."""
        return self._read(field, lambda value: read_duration(str(value), scale))

    def moment(self, field: str, *, is_end: bool = False) -> datetime | None:
        """Date and time; a day alone begins at midnight, and as an end lasts to the next midnight."""
        return self._read(field, lambda value: self._moment(value, is_end))

    def _moment(self, value: object, is_end: bool) -> datetime:
        clock = None
        if isinstance(value, datetime):
            clock = value.time().replace(second=0, microsecond=0) if value.time() != time() else None
        elif isinstance(value, str):
            value = _WEEKDAY.sub("", value.strip(), count=1)
            value, clock = _without_time(value)
        day = read_date(value, self.order)
        assert day is not None
        if clock is None:
            return datetime.combine(day + timedelta(days=is_end), time())
        return datetime.combine(day, clock)

    def is_manual(self) -> bool:
        """Whether the task is dated by hand: yes or no, or the words of MS Project for its two modes."""
        words = folded(str(self.value("is_manual") or ""))
        if "auto" in words:
            return False
        return True if "manu" in words else self.flag("is_manual")

    def constraint(self) -> tuple[str, datetime | None]:
        """Code and date, the date from its own column or behind the words."""
        text, moment = self.text("constraint"), None
        if not text:
            return "ASAP", None
        code = CONSTRAINT_KEYS.get(folded(text))
        if code is None and (match := _CONSTRAINT_AND_DATE.fullmatch(text)):
            code = CONSTRAINT_KEYS.get(folded(match[1]))
            moment = self._date_behind(match[2], code)
        if code is None:
            self.report("unknown_constraint", "constraint")
            return "ASAP", None
        if code in WITHOUT_DATE:
            return code, None
        moment = moment or self.moment("constraint_date", is_end=code in ("FNLT", "MFO"))
        if moment is None:
            self.report("constraint_without_date", "constraint")
            return "ASAP", None
        return code, moment

    def _date_behind(self, text: str, code: str | None) -> datetime | None:
        try:
            return self._moment(text, code in ("FNLT", "MFO"))
        except Unreadable:
            return None


def _without_time(text: str) -> tuple[str | date, time | None]:
    match = _TIME.search(text)
    if match is None:
        return text, None
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + 12 * (match[3].lower() == "p")
    if hour > 23 or int(match[2]) > 59:
        raise Unreadable("not_a_date")
    return text[: match.start()], time(hour, int(match[2]))


def _key(value: object) -> int | None:
    number = read_integer(value)
    if number is not None and not 0 <= number < 2**31:
        raise Unreadable("out_of_range")
    return number


def _percent(value: object) -> int:
    number = read_percentage(value)
    if number is None or not 0 <= number <= 100:
        raise Unreadable("out_of_range")
    return round(number)
