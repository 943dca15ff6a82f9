"""Probable renames between editions: names gone and names new that may be one project. People confirm them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from integrations.wording import folded, name_key

ENOUGH = 0.78
MAX_NAMES = 5_000  # beyond these nobody confirms pairs one by one
MAX_PARTNERS = 40  # a word that more names share tells nothing, and comparing all of them takes too long
_FORMERLY = re.compile(
    r"\(\s*(?:formerly|previously|originally|was|ex|anciennement|auparavant|précédemment)\b"
    r"(?:\s+(?:known as|called|the|nommé|appelé))?\s*[:-]?\s*(?P<old>.+?)\)+\s*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
_GENERIC = frozenset(
    folded(
        "programme program project projet programmes projects projets the a an of for and de du des la le les l d et"
        " phase cycle lot v2 v3 version transformation implementation"
    ).split()
)


@dataclass(frozen=True)
class Named:
    """A project of one edition; what is not known stays empty."""

    key: str
    name: str
    department: str = ""
    start: object = None


@dataclass(frozen=True)
class Rename:
    """``score`` from 0 to 1; ``reason`` is "formerly", "same_words", "contained" or "similar"."""

    old: Named
    new: Named
    score: float
    reason: str


def probable_renames(old: Iterable[Named], new: Iterable[Named]) -> list[Rename]:
    """The most likely pairs among names that only one edition has, best first, each name at most once."""
    before, after = {each.key: each for each in old}, {each.key: each for each in new}
    gone = [each for key, each in before.items() if key not in after]
    come = [each for key, each in after.items() if key not in before]
    found: list[Rename] = []
    taken: set[tuple[str, str]] = set()
    pairs = sorted(_candidates(gone, come), key=lambda each: (-each.score, each.old.key, each.new.key))
    for rename in pairs:
        if not taken & {("old", rename.old.key), ("new", rename.new.key)}:
            taken |= {("old", rename.old.key), ("new", rename.new.key)}
            found.append(rename)
    return found


def _candidates(gone: list[Named], come: list[Named]) -> Iterator[Rename]:
    """Only pairs that share a word, an acronym or a beginning are compared in full."""
    index: Mapping[str, list[Named]] = defaultdict(list)
    for each in gone:
        for word in _handles(each.name):
            index[word].append(each)
    for each in come:
        shared = (index.get(word, ()) for word in _handles(each.name))
        partners = {other.key: other for named in shared if len(named) <= MAX_PARTNERS for other in named}
        for other in partners.values():
            rename = _compared(other, each)
            if rename:
                yield rename


def _handles(name: str) -> set[str]:
    words = _words(name) or frozenset(folded(name).split())
    return set(words) | {word[:5] for word in words} | set(_acronyms(name)) | {name_key(name)[:6]}


def _words(name: str) -> frozenset[str]:
    return frozenset(folded(name).split()) - _GENERIC


def _core(name: str) -> str:
    """The words that make a name, without asides and without words that any project carries."""
    plain = folded(_ASIDE.sub(" ", _FORMERLY.sub("", name)))
    return " ".join(word for word in plain.split() if word not in _GENERIC) or plain


def _acronyms(name: str) -> list[str]:
    letters = "".join(word[0] for word in folded(_ASIDE.sub(" ", name)).split() if word not in ("of", "and", "the"))
    inside = [folded(found) for found in re.findall(r"\(\s*([A-Z][A-Za-z0-9&]{1,9})\s*\)", name)]
    return [each for each in (letters, *inside) if len(each) >= 3]


def _numbers(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", _ASIDE.sub(" ", name)))


def _compared(old: Named, new: Named) -> Rename | None:
    score, reason = _likeness(old.name, new.name)
    if not score:
        return None
    # A shared start date or department backs a likeness; two different start dates speak against it.
    if old.start and new.start:
        score += 0.08 if old.start == new.start else -0.06
    if old.department and new.department:
        score += 0.04 if folded(old.department) == folded(new.department) else -0.04
    score = round(min(score, 0.99), 3)
    return Rename(old, new, score, reason) if score >= ENOUGH else None


def _likeness(old: str, new: str) -> tuple[float, str]:
    for one, other in ((new, old), (old, new)):
        former = _FORMERLY.search(one)
        if former and _alike(_core(former["old"]), _core(other)) >= 0.8:
            return 0.97, "formerly"
    numbers = _numbers(old), _numbers(new)
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return 0.0, ""  # GRAPEVINE 1 is not GRAPEVINE 2
    old_core, new_core = _core(old), _core(new)
    if name_key(old_core) == name_key(new_core) or set(old_core.split()) == set(new_core.split()):
        return (0.95 if numbers[0] == numbers[1] else 0.88), "same_words"
    if _stands_for(old, new) or _stands_for(new, old):
        return 0.85, "contained"
    few, many = sorted((set(old_core.split()), set(new_core.split())), key=len)
    if few < many and (len(few) > 1 or len(next(iter(few), "")) >= 6):
        return (0.7 if len(few) > 1 else 0.62) + 0.2 * len(few) / len(many), "contained"
    ratio = _alike(old_core, new_core)
    return (ratio - 0.06, "similar") if ratio >= 0.76 else (0.0, "")


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.real_quick_ratio() >= 0.7 else 0.0


def _stands_for(short: str, long: str) -> bool:
    """ "CEPP" stands for "Carrier Enabled Power Projection"."""
    return folded(short) in _acronyms(long)
