"""Whether a project gets better or worse: where it stands now against where it stood. Pure."""

from decimal import Decimal
from typing import NamedTuple

from projects.health import RANK, Thresholds, exact

BETTER, SAME, WORSE, UNKNOWN = "better", "same", "worse", "unknown"


class Standing(NamedTuple):
    """Colour, slip of the finish in days and overrun in percent on a day; None is not known."""

    health: str
    slip_days: int | None
    overrun_percent: Decimal | None


def trend_of(now: Standing, before: Standing | None, thresholds: Thresholds) -> str:
    """The colour decides; while it stays the same, a move of slip or overrun by half its amber threshold does.

    When one gets better and the other worse, it is worse. Unknown without anything to compare.
    """
    if before is None:
        return UNKNOWN
    colours = RANK[now.health], RANK[before.health]
    if all(colours) and colours[0] != colours[1]:
        return WORSE if colours[0] > colours[1] else BETTER
    slip = moved(now.slip_days, before.slip_days, thresholds.slip_days_amber)
    percent = None if thresholds.overrun_share_amber is None else exact(thresholds.overrun_share_amber) * 100
    moves = {slip, moved(now.overrun_percent, before.overrun_percent, percent)}
    if WORSE in moves or BETTER in moves:
        return WORSE if WORSE in moves else BETTER
    return SAME if all(colours) or SAME in moves else UNKNOWN


def moved(now, before, amber) -> str:
    """Which way a figure moved, of which more is worse; small moves are none."""
    if now is None or before is None or amber is None:
        return UNKNOWN
    change, step = exact(now) - exact(before), exact(amber) / 2
    if abs(change) < step or not change:
        return SAME
    return WORSE if change > 0 else BETTER
