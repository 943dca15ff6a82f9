"""The outline of a plan: rows in reading order, their level, their WBS code, and sums that summaries take from below.

Pure: keys and numbers in and out. A row whose parents form a circle, or whose parent is missing, stands at the top.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class Row(NamedTuple):
    """A task in the outline: `number` from 1 in reading order, `level` 0 at the top, `wbs` like 2.1.3."""

    key: Any
    parent: Any
    number: int
    level: int
    wbs: str
    is_summary: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task stands: below `parent`, ordered by `position` and then by the order given."""

    key: Hashable
    parent: Hashable | None
    position: int


def outline(places: Iterable[Place]) -> list[Row]:
    """Every task once, parents before their children. Costs O(n log n)."""
    places = list(places)
    above = _without_circles({place.key: place.parent for place in places})
    children: dict[Hashable | None, list[Place]] = {}
    for place in places:
        children.setdefault(above[place.key], []).append(place)
    for siblings in children.values():
        siblings.sort(key=lambda place: place.position)
    rows: list[Row] = []
    waiting = [(place, "", number) for number, place in _numbered(children.get(None, []))]
    while waiting:
        place, prefix, number = waiting.pop()
        wbs, below = f"{prefix}{number}", children.get(place.key, [])
        rows.append(Row(place.key, above[place.key], len(rows) + 1, wbs.count("."), wbs, bool(below)))
        waiting += [(child, f"{wbs}.", position) for position, child in _numbered(below)]
    return rows


def _numbered(siblings: list[Place]) -> list[tuple[int, Place]]:
    """Last first, as they are taken from the end of a stack."""
    return list(enumerate(siblings, start=1))[::-1]


def _without_circles(parents: Mapping[Hashable, Hashable | None]) -> dict[Hashable, Hashable | None]:
    """The same parents; one row of every circle, and whatever names a missing parent, goes to the top."""
    kept = {key: parent if parent in parents else None for key, parent in parents.items()}
    settled: set[Hashable] = set()
    for key in kept:
        path: list[Hashable] = []
        step: Hashable | None = key
        while step is not None and step not in settled and step not in path:
            path.append(step)
            step = kept[step]
        if step is not None and step in path:
            kept[path[-1]] = None
        settled.update(path)
    return kept


def weighted_percent(rows: list[Row], weight: Mapping, percent: Mapping) -> dict:
    """Percent complete of every row: a summary's is the mean of its leaves by weight, 0 when nothing weighs."""
    done: dict = {}
    total: dict = {}
    for row in reversed(rows):
        if not row.is_summary:
            total[row.key] = float(weight[row.key])
            done[row.key] = total[row.key] * float(percent[row.key])
        if row.parent is not None:
            total[row.parent] = total.get(row.parent, 0.0) + total[row.key]
            done[row.parent] = done.get(row.parent, 0.0) + done[row.key]
    return {
        row.key: (done[row.key] / total[row.key] if total[row.key] else 0.0) if row.is_summary else percent[row.key]
        for row in rows
    }
