"""Working stretches in order of time, and the search in them. Knows no weeks and no days."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Segments:
    """Working stretches in order: where each starts, how long it is, the minutes worked before it."""

    starts: np.ndarray
    lengths: np.ndarray
    before: np.ndarray
    worked: int
    start_list: list[int]
    length_list: list[int]
    before_list: list[int]

    @classmethod
    def build(cls, starts: np.ndarray, lengths: np.ndarray, offset: int = 0) -> Segments:
        """Segments from ordered, disjoint stretches; `offset` is the work done before the first of them."""
        total = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
        before = total[:-1] + offset
        return cls(starts, lengths, before, int(total[-1]), starts.tolist(), lengths.tolist(), before.tolist())

    def worked_until(self, minute: int) -> int | None:
        """Minutes worked before `minute`, None when it lies before the first stretch."""
        index = bisect_right(self.start_list, minute) - 1
        if index < 0:
            return None
        return self.before_list[index] + min(minute - self.start_list[index], self.length_list[index])

    def standing(self, minute: int) -> tuple[int, int] | None:
        """As `worked_until`, with -1 when work goes on at `minute`, 0 at the close of a stretch, 1 after it."""
        index = bisect_right(self.start_list, minute) - 1
        if index < 0:
            return None
        inside, length = minute - self.start_list[index], self.length_list[index]
        if inside < length:
            return self.before_list[index] + inside, -1
        return self.before_list[index] + length, int(inside > length)

    def start_of(self, position: int) -> int:
        """Minute at which the working minute numbered `position` begins."""
        index = bisect_right(self.before_list, position) - 1
        return self.start_list[index] + position - self.before_list[index]

    def worked_until_each(self, minutes: np.ndarray, nothing: int) -> np.ndarray:
        """`worked_until` for an array; `nothing` stands for minutes before the first stretch."""
        if not len(self.starts):
            return np.full(len(minutes), nothing, dtype=np.int64)
        index = np.searchsorted(self.starts, minutes, side="right") - 1
        found = np.maximum(index, 0)
        worked = self.before[found] + np.minimum(minutes - self.starts[found], self.lengths[found])
        return np.where(index < 0, nothing, worked)

    def start_of_each(self, positions: np.ndarray) -> np.ndarray:
        """`start_of` for an array."""
        index = np.searchsorted(self.before, positions, side="right") - 1
        return self.starts[index] + positions - self.before[index]
