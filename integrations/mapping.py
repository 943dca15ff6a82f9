"""Which column means which field: proposed from headers in French or English, kept as a named preset."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from dataclasses import field as stored
from datetime import datetime, time
from difflib import SequenceMatcher

from django.utils.formats import localize

from integrations.cell_values import Unreadable, read_date, read_number, read_text
from integrations.cell_values.words import is_reference_word
from integrations.targets import Field, Target, target
from integrations.wording import folded
from integrations.workbook import is_blank
from pmo.display import day, moment

SURE = 1.0
ENOUGH = 0.82
MAX_CHOICES = 12
_NOT_KEY = re.compile(r"[^0-9a-z_]+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\][]*\]")
_CASELESS_ASIDE = re.compile(r"[\r\n].*", re.DOTALL)
_PERSON_WORDS = frozenset(
    ["owner", "manager", "lead", "sponsor", "responsable", "pilote", "chef", "porteur", "author", "auteur"]
)


@dataclass
class Column:
    """One column: either a ``field`` of the target, or a custom field, or left out (both empty)."""

    index: int
    header: str
    field: str = ""
    score: float = 0.0
    custom_key: str = ""
    custom_type: str = ""  # text, number, date, choice or person
    known: bool = False  # the custom field exists already
    samples: list[str] = stored(default_factory=list)


@dataclass
class Mapping:
    target: str
    columns: list[Column]

    def fields(self) -> dict[int, Field]:
        """Index of a column → field, for the columns that fill one."""
        known = target(self.target)
        return {column.index: known[column.field] for column in self.columns if column.field}

    def custom_fields(self) -> dict[int, Column]:
        return {column.index: column for column in self.columns if not column.field and column.custom_key}

    def missing(self) -> list[Field]:
        """Required fields that no column fills."""
        filled = {column.field for column in self.columns}
        return [each for each in target(self.target) if each.required and each.name not in filled]

    def as_json(self) -> dict:
        """For a named preset: by header, so that it fits the next edition with its columns moved."""
        return {
            "target": self.target,
            "columns": [asdict(column) | {"samples": []} for column in self.columns],
        }


def propose(headers: Sequence[object], into: Target, samples: Iterable[Sequence[object]] = ()) -> Mapping:
    """The most likely field of every column, each field at most once; the rest as custom fields.

    ``samples`` are some rows below the headers: they decide the type proposed for a custom field.
    """
    rows = [tuple(row) for row in samples]
    columns = [
        Column(index, read_text(header) or "", samples=_examples(rows, index)) for index, header in enumerate(headers)
    ]
    for score, column, name in sorted(_pairs(columns, into), key=lambda pair: (-pair[0], pair[1].index)):
        if not column.field and all(other.field != name for other in columns):
            column.field, column.score = name, round(score, 3)
    _propose_custom_fields(columns, rows)
    return Mapping(into.name, columns)


def apply_saved(saved: dict, headers: Sequence[object]) -> Mapping:
    """A kept mapping on another file: equal headers keep their meaning, others are left out."""
    known: dict[str, list[dict]] = {}
    for column in saved["columns"]:
        known.setdefault(folded(column["header"]), []).append(column)
    columns = []
    for index, header in enumerate(headers):
        text = read_text(header) or ""
        same = known.get(folded(text))
        columns.append(Column(**{**same.pop(0), "index": index, "header": text}) if same else Column(index, text))
    return Mapping(saved["target"], columns)


def recognised(headers: Sequence[object], into: Target) -> int:
    """How many of the headers mean a field for sure: tells a row of titles from a row of values."""
    texts = {folded(short_header(cell)) for cell in headers if isinstance(cell, str)}
    return sum(1 for each in into if each.spellings & texts)


def short_header(header: str) -> str:
    """A header without its explanations: "Budget (£m)\\n(including …)" → "Budget"."""
    text = _ASIDE.sub(" ", header)
    first_line = _CASELESS_ASIDE.sub("", text.strip())
    return first_line.strip() or header.strip()


def _pairs(columns: list[Column], into: Target) -> list[tuple[float, Column, str]]:
    pairs = []
    for column in columns:
        for each in into:
            if each.name == "version" and column.samples and all(map(_has_letters, column.samples)):
                continue  # "Version: initial" is the version of a budget, not that of the row
            score = likeness(column.header, each)
            if score >= ENOUGH:
                pairs.append((score, column, each.name))
    return pairs


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def likeness(header: str, each: Field) -> float:
    """1 for a known spelling, a little less for one without its explanation or nearly spelled so, else 0."""
    whole, short = folded(header), folded(short_header(header))
    if not whole:
        return 0.0
    if whole == folded(each.english) or whole == folded(each.french):
        return SURE + 0.02
    if whole in each.spellings:
        return SURE
    if short in each.spellings:
        return SURE - 0.02
    return max((_similarity(short, spelling) for spelling in each.spellings), default=0.0)


def _similarity(words: str, spelling: str) -> float:
    if min(len(words), len(spelling)) < 5:
        return 0.0
    matcher = SequenceMatcher(None, words, spelling)
    if matcher.real_quick_ratio() < ENOUGH or matcher.quick_ratio() < ENOUGH:
        return 0.0
    same_order = matcher.ratio()
    any_order = SequenceMatcher(None, _sorted(words), _sorted(spelling)).ratio()
    return min(max(same_order, any_order), SURE - 0.03)


def _sorted(words: str) -> str:
    return " ".join(sorted(words.split()))


def _examples(rows: list[tuple], index: int, count: int = 3) -> list[str]:
    found = (_shown(row[index]) for row in rows if index < len(row) and not is_blank(row[index]))
    return [text[:80] for text, _ in zip(found, range(count), strict=False)]


def _shown(value: object) -> str:
    """A cell as a spreadsheet program would show it to this reader."""
    if isinstance(value, datetime):
        return day(value.date()) if value.time() == time() else moment(value)
    if isinstance(value, float) and not value.is_integer():
        return localize(value, use_l10n=True)
    return read_text(value) or ""


def _propose_custom_fields(columns: list[Column], rows: list[tuple]) -> None:
    taken: set[str] = set()
    for column in columns:
        if column.field or not column.header:
            continue
        column.custom_key = _free_key(column.header, taken)
        values = [row[column.index] for row in rows if column.index < len(row) and not is_blank(row[column.index])]
        column.custom_type = custom_type(column.header, values)


def _free_key(header: str, taken: set[str]) -> str:
    """A key for a custom field: a-z, 0-9 and _, starting with a letter, at most 50 long."""
    stem = _NOT_KEY.sub("", folded(short_header(header)).replace(" ", "_"))[:46].strip("_") or "column"
    stem = stem if stem[0].isalpha() else f"f_{stem}"
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    taken.add(key)
    return key


def custom_type(header: str, values: Sequence[object]) -> str:
    """The type proposed for a custom field from its header and values; text where nothing else fits all."""
    if not values:
        return "text"
    if _PERSON_WORDS & set(folded(header).split()):
        return "person"
    if not is_reference_word(header) and _all_read(read_number, values):
        return "number"
    if not all(str(value).strip().isdigit() for value in values) and _all_read(read_date, values):
        return "date"
    texts = Counter(str(value).strip() for value in values)
    few = len(texts) <= MAX_CHOICES and len(texts) * 2 <= len(values)
    return "choice" if few and max(map(len, texts)) <= 60 else "text"


def _all_read(read: Callable[[object], object], values: Sequence[object]) -> bool:
    for value in values:
        try:
            read(value)
        except Unreadable as reason:
            if reason.reason_code in ("withheld", "pending", "not_provided", "not_applicable"):
                continue
            return False
    return True
