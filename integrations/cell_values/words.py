"""Reading text, yes and no, and choices by key or by label in either language."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.utils import translation

from integrations.cell_values.problems import Unreadable, absence, is_nothing
from integrations.wording import folded
from pmo.cells import FORMULA_STARTS

_REFERENCE_WORDS = frozenset(("id", "code", "reference", "ref", "number", "numero", "no"))
_RANK = re.compile(r"^\d+ ")
YES = frozenset(["yes", "y", "true", "vrai", "oui", "o", "x", "1", "on", "ok", "done", "fait"])
NO = frozenset(["no", "n", "false", "faux", "non", "0", "off"])


def read_text(value: object, max_length: int | None = None) -> str | None:
    """The text of a cell without outer blanks; whole numbers lose the ".0" that spreadsheets add."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).replace("\r\n", "\n").replace("\0", "").strip()
    if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS):
        text = text[1:]  # our exports write it before what a spreadsheet would take for a formula
    if max_length and len(text) > max_length:
        raise Unreadable("too_long")
    return text or None


def read_yes_or_no(value: object) -> bool | None:
    if is_nothing(value):
        return None
    if isinstance(value, bool):
        return value
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    word = folded(text)
    if word in YES or text in {"✓", "✔", "☑"}:
        return True
    if word in NO or text in {"✗", "✘", "☐"}:
        return False
    raise Unreadable(absence(text) or "not_yes_or_no")


def read_choice(value: object, keys: Mapping[str, str]) -> str | None:
    """The key of a choice; ``keys`` maps folded labels to keys, as ``choice_keys`` makes them."""
    if is_nothing(value):
        return None
    text = read_text(value) or ""
    found = keys.get(folded(text))
    if found is None:
        raise Unreadable(absence(text) or "unknown_choice")
    return found


def choice_keys(choices: Iterable[tuple[str, object]], languages: Iterable[str] = ("en", "fr")) -> dict[str, str]:
    """Folded labels in every language, and the keys themselves, each pointing at its key.

    ``choices`` are (key, label) pairs, as ``TextChoices.choices`` gives them; labels may be lazy.
    """
    pairs = [(str(key), label) for key, label in choices]
    keys: dict[str, str] = {}
    for language in languages:
        with translation.override(language):
            for key, label in pairs:
                keys.setdefault(folded(str(label)), key)
                keys.setdefault(_RANK.sub("", folded(str(label))), key)  # "3 · Possible" by its word
    for key, _label in pairs:
        keys[folded(key)] = key
    keys.pop("", None)
    return keys


@lru_cache(maxsize=256)
def is_reference_word(header: str) -> bool:
    """Whether a header's words say that its numbers are identifiers, not quantities."""
    return "n°" in header.lower() or bool(_REFERENCE_WORDS & set(folded(header).split()))
