"""What people type into a plan: durations such as "3 d", links such as "4FS+2d". Says what it cannot read."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pmo.wall_clock import INVALID, wall_clock
from projects.working_time import WorkingCalendar

ELAPSED_DAY = 1440
LONGEST = 10_000_000
LONGEST_TEXT = 60
SIZE = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>[a-zà-ÿ]*)\.?", re.IGNORECASE)
# Spaces between thousands, as spreadsheets write them.
GROUPED = re.compile(r"(?<=\d)[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}](?=\d{3}(?!\d))")
# "4h30"
CLOCK = re.compile(r"(\d+)\s*h\s*([0-5]\d)", re.IGNORECASE)
LINK = re.compile(
    r"(?P<row>[\w.]+?)\s*(?P<kind>FS|SS|FF|SF|FD|DD|DF)?\s*(?:(?P<sign>[+\-\N{MINUS SIGN}])\s*(?P<lag>.+))?",
    re.IGNORECASE,
)
# The kinds as French planners write them: D for début.
KINDS = {"FS": "FS", "SS": "SS", "FF": "FF", "SF": "SF", "FD": "FS", "DD": "SS", "DF": "SF"}
UNITS = {
    "min": ("min", "mins", "mn", "minute", "minutes"),
    "hour": ("h", "hr", "hrs", "hour", "hours", "heure", "heures"),
    "day": ("", "d", "day", "days", "j", "jr", "jrs", "jour", "jours"),
    "week": ("w", "wk", "wks", "week", "weeks", "s", "sem", "semaine", "semaines"),
}
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Units:
    """Working minutes of a day and a week of the plan's calendar."""

    day: int = 420
    week: int = 2100

    @classmethod
    def of(cls, calendar: WorkingCalendar) -> "Units":
        week = calendar.minutes_per_week
        days = sum(1 for spans in calendar.week if spans)
        return cls(round(week / days), week) if week else cls()


def duration_minutes(value, units: Units) -> int:
    """Working minutes from a number of minutes or text such as "3 d", "4 h", "1,5 j", "2 w". Raises ValidationError."""
    if isinstance(value, int) and not isinstance(value, bool):
        minutes = value
    else:
        sizes = {"min": 1, "hour": 60, "day": units.day, "week": units.week}
        minutes = _minutes(str(value), sizes)
    if not 0 <= minutes <= LONGEST:
        raise ValidationError(_("A duration lies between 0 and %(most)s minutes.") % {"most": LONGEST})
    return minutes


def _minutes(text: str, sizes: dict[str, int]) -> int:
    """One size, or several one after the other, such as "3 j 4 h" or "4h30"."""
    plain = CLOCK.sub(r"\1 h \2 min", GROUPED.sub("", text.strip()))
    found = list(SIZE.finditer(plain)) if len(plain) <= LONGEST_TEXT else []
    units = [UNIT_OF.get(part["unit"].lower()) for part in found]
    bare = len(found) > 1 and not all(part["unit"] for part in found)
    if not found or bare or not all(units) or SIZE.sub("", plain).strip():
        raise ValidationError(
            _("“%(text)s” is no duration; write for example 3 d, 4 h or 30 min.") % {"text": text[:40]}
        )
    parts = zip(found, units, strict=True)
    return round(sum(float(part["number"].replace(",", ".")) * sizes[str(unit)] for part, unit in parts))


@dataclass(frozen=True, slots=True)
class TypedLink:
    """A predecessor as typed: its row number or WBS code, the kind, the lag in minutes."""

    row: str
    kind: str
    lag: int
    is_elapsed: bool


def typed_links(text: str, units: Units) -> list[TypedLink]:
    """The predecessors typed into a cell, such as "3; 5SS+2d" or "2FD-1j". Raises ValidationError."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    return [_typed_link(part, units) for part in parts]


def _typed_link(part: str, units: Units) -> TypedLink:
    found = LINK.fullmatch(part)
    if found is None:
        raise ValidationError(_("“%(text)s” is no link; write for example 3, 3FS+2d or 5SS-1d.") % {"text": part[:40]})
    lag, is_elapsed = _typed_lag(found["lag"] or "0", units)
    sign = -1 if found["sign"] in ("-", "\N{MINUS SIGN}") else 1
    return TypedLink(found["row"], KINDS[(found["kind"] or "FS").upper()], sign * lag, is_elapsed)


def _typed_lag(text: str, units: Units) -> tuple[int, bool]:
    """Minutes of a lag; an e before the unit, as in 2ed or 2ej, makes it run day and night."""
    elapsed = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*e([a-z]+)", text.strip(), re.IGNORECASE)
    if elapsed:
        sizes = {"min": 1, "hour": 60, "day": ELAPSED_DAY, "week": 7 * ELAPSED_DAY}
        return _minutes(f"{elapsed[1]} {elapsed[2]}", sizes), True
    return duration_minutes(text, units), False


def first_moment(value) -> datetime | None:
    """A start: a day without a time is meant from its beginning. Raises ValidationError."""
    if value is not None and not isinstance(value, str):
        raise ValidationError(INVALID, "invalid")
    return wall_clock(value)


def last_moment(value) -> datetime | None:
    """A finish: a day without a time is meant to its end. Raises ValidationError."""
    moment = first_moment(value)
    is_day = isinstance(value, str) and len(value.strip()) <= len("2026-01-31")
    return datetime.combine(moment, time(23, 59)) if moment and is_day else moment
