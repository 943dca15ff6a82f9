"""Durations and predecessors as people type them: "2d", "3,5 jours", "3FS+2d;5SS", "3FD+2j". Text and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from integrations.cell_values import Unreadable
from integrations.project_xml import DocumentLink
from integrations.wording import folded

ELAPSED_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10080, "mo": 43200}
# The first word of each is the one we write.
WORDS = {
    "en": {
        "m": ("m", "min", "mins", "minute", "minutes"),
        "h": ("h", "hr", "hrs", "hour", "hours"),
        "d": ("d", "dy", "dys", "day", "days"),
        "w": ("w", "wk", "wks", "week", "weeks"),
        "mo": ("mo", "mon", "mons", "month", "months"),
    },
    "fr": {
        "m": ("min", "mn", "minute", "minutes"),
        "h": ("h", "heure", "heures"),
        "d": ("j", "jr", "jrs", "jour", "jours"),
        "w": ("sem", "s", "sems", "semaine", "semaines"),
        "mo": ("mois", "ms"),
    },
}
LINK_KINDS = {
    "en": {"FS": "FS", "SS": "SS", "FF": "FF", "SF": "SF"},
    "fr": {"FS": "FD", "SS": "DD", "FF": "FF", "SF": "DF"},
}
KIND_OF = {spelled: kind for kinds in LINK_KINDS.values() for kind, spelled in kinds.items()}
LONGEST = 10_000_000_000

_AMOUNT = r"\d+(?:[.,]\d+)?"
_UNIT = r"[^\W\d_]+\.?(?:\s+[^\W\d_]+)?"
_DURATION = re.compile(rf"({_AMOUNT})\s*({_UNIT})?\s*(\?)?")
_LINK = re.compile(
    rf"\s*(?P<other>\d+(?:\.\d+)*)\s*(?P<kind>[A-Z]{{2}})?\s*"
    rf"(?:(?P<sign>[-+−])\s*(?P<amount>{_AMOUNT})\s*(?P<unit>[eé]?\s*%|{_UNIT})?)?\s*(?:[;,]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scale:
    """Working minutes of the units that people use."""

    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    days_per_month: int = 20

    def minutes(self, unit: str, is_elapsed: bool = False) -> int:
        """Minutes of one unit."""
        if is_elapsed:
            return ELAPSED_MINUTES[unit]
        month = self.days_per_month * self.minutes_per_day
        return {"m": 1, "h": 60, "d": self.minutes_per_day, "w": self.minutes_per_week, "mo": month}[unit]


def _units() -> dict[str, tuple[str, bool]]:
    known: dict[str, tuple[str, bool]] = {}
    for unit, words in ((unit, words) for language in WORDS.values() for unit, words in language.items()):
        known.update(dict.fromkeys(words, (unit, False)))
    for unit, words in WORDS["en"].items():
        known.update({f"e{word}": (unit, True) for word in words})
        known.update({f"elapsed {word}": (unit, True) for word in words})
    for unit, words in WORDS["fr"].items():
        for word in words:
            known.update(
                {f"{word}{end}": (unit, True) for end in ("e", " ecoule", " ecoules", " ecoulee", " ecoulees")}
            )
    return known


UNITS = _units()
"""Every spelling of a unit without accents: the unit and whether it counts elapsed time."""


@dataclass(frozen=True, slots=True)
class Duration:
    """Minutes, and how they were typed."""

    minutes: int
    unit: str = "d"
    is_elapsed: bool = False
    is_estimated: bool = False


def read_duration(text: str, scale: Scale) -> Duration:
    """A duration; days when no unit is said. Raises Unreadable."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise Unreadable("not_a_duration")
    unit, is_elapsed = _unit(match[2])
    return Duration(_minutes(match[1], unit, is_elapsed, scale), unit, is_elapsed, bool(match[3]))


def _unit(text: str | None) -> tuple[str, bool]:
    if not text:
        return "d", False
    found = UNITS.get(folded(text))
    if found is None:
        raise Unreadable("not_a_duration")
    return found


def _minutes(amount: str, unit: str, is_elapsed: bool, scale: Scale) -> int:
    if len(amount) > 15:
        raise Unreadable("out_of_range")
    minutes = round(Decimal(amount.replace(",", ".")) * scale.minutes(unit, is_elapsed))
    if minutes > LONGEST:
        raise Unreadable("out_of_range")
    return minutes


@dataclass(frozen=True, slots=True)
class TypedLink:
    """A predecessor as typed: the number or the WBS code of the other task."""

    other: str
    link: DocumentLink


def read_links(text: str, scale: Scale) -> list[TypedLink]:
    """Predecessors between semicolons or commas. Raises Unreadable when one of them makes no sense."""
    found, place = [], 0
    text = text.strip().rstrip(";,").rstrip()
    while place < len(text):
        match = _LINK.match(text, place)
        if match is None:
            raise Unreadable("not_a_link")
        found.append(TypedLink(match["other"], _link(match, scale)))
        place = match.end()
    return found


def _link(match: re.Match[str], scale: Scale) -> DocumentLink:
    kind = KIND_OF.get((match["kind"] or "FS").upper())
    if kind is None:
        raise Unreadable("not_a_link")
    if not match["amount"]:
        return DocumentLink(-1, kind)
    sign = 1 if match["sign"] == "+" else -1
    unit = match["unit"] or ""
    if "%" in unit:
        return DocumentLink(-1, kind, sign * round(Decimal(match["amount"].replace(",", "."))), "%", unit != "%")
    unit, is_elapsed = _unit(unit)
    return DocumentLink(-1, kind, sign * _minutes(match["amount"], unit, is_elapsed, scale), unit, is_elapsed)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a language writes durations and links."""

    language: str
    scale: Scale = Scale()

    def duration(self, minutes: int, unit: str = "d", is_elapsed: bool = False, is_estimated: bool = False) -> str:
        """The duration in its unit where that is exact to four decimals, else in minutes."""
        if unit not in ELAPSED_MINUTES:
            unit = "d"
        amount = Decimal(minutes) / self.scale.minutes(unit, is_elapsed)
        if amount != round(amount, 4):
            unit, amount = "m", Decimal(minutes)
        return f"{self._number(amount)}{self._unit(unit, is_elapsed)}{'?' if is_estimated else ''}"

    def link(self, other: int | str, link: DocumentLink) -> str:
        """A predecessor; finish to start without lag is only the number."""
        kind = LINK_KINDS[self.language][link.kind]
        if not link.lag:
            return f"{other}{'' if link.kind == 'FS' else kind}"
        sign, lag = "-" if link.lag < 0 else "+", abs(link.lag)
        if link.is_percent:
            return f"{other}{kind}{sign}{lag}{'e' if link.is_elapsed else ''}%"
        return f"{other}{kind}{sign}{self.duration(lag, link.unit, link.is_elapsed)}"

    def _unit(self, unit: str, is_elapsed: bool) -> str:
        word = WORDS[self.language][unit][0]
        if not is_elapsed:
            return word
        return f"{word}é" if self.language == "fr" else f"e{word}"

    def _number(self, amount: Decimal) -> str:
        text = f"{amount:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", ",") if self.language == "fr" else text
