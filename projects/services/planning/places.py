"""Where the tasks of a plan stand while it is edited: the tree, and positions that disturb few rows. No database."""

from collections.abc import Iterable

STRIDE = 1024
"""Room left between neighbours, so that a row put between two others seldom moves them."""


class Misplaced(Exception):
    """A row cannot stand there: its new place lies inside itself, or is not in the plan."""


class Places:
    """Rows by parent and in order. Every move costs O(siblings)."""

    def __init__(self, rows: Iterable[tuple[int, int | None, int]]):
        rows = list(rows)
        known = {key for key, _parent, _position in rows}
        self.parent = {key: parent if parent in known else None for key, parent, _position in rows}
        self.position = {key: position for key, _parent, position in rows}
        self.children: dict[int | None, list[int]] = {}
        for key, _parent, _position in sorted(rows, key=lambda row: (row[2], row[0])):
            self.children.setdefault(self.parent[key], []).append(key)
        self._moved: set[int] = set()
        self._lists: set[int | None] = set()

    def below(self, key: int | None) -> list[int]:
        """The parts of a row in order."""
        return self.children.get(key, [])

    def before(self, key: int) -> int | None:
        """The sibling just above, if any."""
        siblings = self.below(self.parent[key])
        place = siblings.index(key)
        return siblings[place - 1] if place else None

    def branch(self, key: int) -> list[int]:
        """The row and everything below it."""
        found = [key]
        for row in found:
            found += self.below(row)
        return found

    def put(self, key: int, parent: int | None, after: int | None) -> None:
        """Place a row, new or not, below a parent and after a sibling; without one, first. Raises Misplaced."""
        if parent is not None and (parent not in self.parent or parent in self.branch(key)):
            raise Misplaced
        if after is not None and (after == key or self.parent.get(after, "none") != parent):
            raise Misplaced
        self.remove(key)
        siblings = self.children.setdefault(parent, [])
        siblings.insert(siblings.index(after) + 1 if after is not None else 0, key)
        self.parent[key] = parent
        self._moved.add(key)
        self._lists.add(parent)

    def add(self, key: int, parent: int | None, position: int) -> None:
        """A row that already has its place in the database."""
        self.parent[key], self.position[key] = parent if parent in self.parent else None, position
        siblings = self.children.setdefault(self.parent[key], [])
        siblings.append(key)
        siblings.sort(key=lambda row: (self.position[row], row))

    def remove(self, key: int) -> None:
        """Take a row out of its place; what is below stays below it."""
        if key in self.parent:
            self.below(self.parent.pop(key)).remove(key)

    def forget(self, key: int) -> None:
        """Take a row out with everything below it."""
        for row in reversed(self.branch(key)):
            self.remove(row)
            self._moved.discard(row)

    def settle(self) -> dict[int, tuple[int | None, int]]:
        """Parent and position of every row whose place differs from what it was; then nothing is open any more."""
        found = {}
        for parent in self._lists:
            for key, position in self._positions(self.below(parent)).items():
                if key in self._moved or self.position.get(key) != position:
                    found[key] = (parent, position)
                self.position[key] = position
        self._moved, self._lists = set(), set()
        return found

    def _positions(self, siblings: list[int]) -> dict[int, int]:
        """Those that stayed keep their number where there is room for the others between them."""
        result: dict[int, int] = {}
        waiting: list[int] = []
        low = -1
        for key in siblings:
            if key in self._moved:
                waiting.append(key)
                continue
            high = self.position[key]
            step = (high - low) // (len(waiting) + 1)
            if step < 1:
                return {each: (number + 1) * STRIDE for number, each in enumerate(siblings)}
            result |= {each: low + step * (number + 1) for number, each in enumerate(waiting)}
            result[key], low, waiting = high, high, []
        return result | {each: low + STRIDE * (number + 1) for number, each in enumerate(waiting)}
