"""What the progress of an earlier day rests on, counted by project. Reading it is the business of `progress_then`."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from django.utils import timezone

RECORDED = 0
GROUNDS = ("dated", "between", "undated")
"""Of tasks nothing was recorded of by then, in the order of the numbers 1 to 3 that the statement gives."""


def grounds_of(number: np.ndarray, tasks: np.ndarray, past: Sequence[bool]) -> list[dict | None]:
    """What the progress of each project rests on: its tasks, those nothing was recorded of by then by kind of ground.

    `since` is the first record of any of these. None where the progress of today was asked for.
    """
    source = tasks["source"].astype(np.int64)
    by_source = [np.bincount(number, source == code, minlength=len(past)).astype(int) for code in range(4)]
    first = np.full(len(past), np.inf)
    np.minimum.at(first, number[source > RECORDED], tasks["since"][source > RECORDED])
    return [
        ground([int(column[place]) for column in by_source], first[place]) if is_past else None
        for place, is_past in enumerate(past)
    ]


def ground(counts: list[int], first: float) -> dict:
    """The same of one project, as a state keeps it."""
    found: dict = {"tasks": sum(counts)}
    if sum(counts) > counts[RECORDED]:
        found |= dict(zip(GROUNDS, counts[1:], strict=True))
        found["since"] = datetime.fromtimestamp(first, timezone.get_current_timezone()).date().isoformat()
    return found
