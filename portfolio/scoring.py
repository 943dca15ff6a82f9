"""Scores of demands and projects: weighted criteria, WSJF, RICE, MoSCoW, T-shirt sizes; ranking and cut line.

Pure: scales, weights and sizes are arguments. A score that lacks an input is None with a reason, never 0.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

SIZES = {"XS": Decimal(1), "S": Decimal(2), "M": Decimal(3), "L": Decimal(5), "XL": Decimal(8)}
"""Relative effort of T-shirt sizes where the organisation says nothing else."""


@dataclass(frozen=True)
class Criterion:
    """One criterion: its weight, its scale, and whether a high mark speaks against (cost, risk)."""

    key: str
    weight: Decimal
    lowest: Decimal = Decimal(1)
    highest: Decimal = Decimal(5)
    high_is_bad: bool = False


@dataclass(frozen=True)
class Score:
    """A score, or None with a code and what is missing; `parts` shows what each criterion adds."""

    value: Decimal | None
    reason: str | None = None
    missing: tuple[str, ...] = ()
    parts: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Candidate:
    """What is ranked. `group` comes before the score (MoSCoW); `mandatory` is taken whatever its rank."""

    key: Hashable
    score: Decimal | None
    cost: Decimal | None
    group: str | None = None
    mandatory: bool = False


@dataclass(frozen=True)
class Ranked:
    """A candidate in its place, with the cost of all taken so far.

    `reason`: `mandatory`, `within_budget`, `over_budget`, `no_cost`, `no_score`, `not_wanted`.
    """

    candidate: Candidate
    rank: int
    selected: bool
    reason: str
    running_cost: Decimal


def weighted_score(marks: Mapping[str, Decimal | None], criteria: Sequence[Criterion]) -> Score:
    """Weighted mean of the marks as 0 to 100, each brought to its scale; 100 is the best on every criterion.

    Raises ValueError for a mark outside its scale, or weights that are negative or all 0.
    """
    total = sum((criterion.weight for criterion in criteria), Decimal(0))
    if total <= 0 or any(criterion.weight < 0 for criterion in criteria):
        raise ValueError("Weights are not negative, and at least one is above 0")
    counted = [criterion for criterion in criteria if criterion.weight]
    known = {key: mark for key, mark in marks.items() if mark is not None}
    if missing := tuple(criterion.key for criterion in counted if criterion.key not in known):
        return Score(None, "marks_missing", missing)
    parts = {each.key: 100 * each.weight * standing(known[each.key], each) / total for each in counted}
    return Score(sum(parts.values(), Decimal(0)), parts=parts)


def standing(mark: Decimal, criterion: Criterion) -> Decimal:
    """Where a mark lies on its scale, 0 worst to 1 best."""
    if not criterion.lowest <= mark <= criterion.highest:
        raise ValueError(f"{criterion.key}: {mark} lies outside {criterion.lowest} to {criterion.highest}")
    share = (Decimal(mark) - criterion.lowest) / (criterion.highest - criterion.lowest)
    return 1 - share if criterion.high_is_bad else share


def wsjf(value: Decimal | None, urgency: Decimal | None, risk_reduction: Decimal | None, size: Decimal | None) -> Score:
    """Weighted shortest job first: cost of delay (value + urgency + risk reduction) / size."""
    if value is None or urgency is None or risk_reduction is None or size is None:
        return unknown(value=value, urgency=urgency, risk_reduction=risk_reduction, size=size)
    return Score((value + urgency + risk_reduction) / size) if size > 0 else Score(None, "no_size", ("size",))


def rice(reach: Decimal | None, impact: Decimal | None, confidence: Decimal | None, effort: Decimal | None) -> Score:
    """Reach × impact × confidence / effort; confidence is a share (0.8 is 80 %).

    Raises ValueError for a confidence outside 0 to 1.
    """
    if reach is None or impact is None or confidence is None or effort is None:
        return unknown(reach=reach, impact=impact, confidence=confidence, effort=effort)
    if not 0 <= confidence <= 1:
        raise ValueError(f"Confidence is a share from 0 to 1, not {confidence}")
    return Score(reach * impact * confidence / effort) if effort > 0 else Score(None, "no_effort", ("effort",))


def unknown(**given: Decimal | None) -> Score:
    """The score of incomplete input, naming what is missing."""
    return Score(None, "inputs_missing", tuple(name for name, value in given.items() if value is None))


def size_of(letters: str | None, sizes: Mapping[str, Decimal] = SIZES) -> Decimal | None:
    """Effort meant by a T-shirt size, None for one that is not on the scale."""
    return sizes.get(letters.strip().upper()) if letters else None


def ranking(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Best first: by MoSCoW group (none: before `wont`), then score, without score last; ties keep their order."""
    places: dict[str | None, int] = {"must": 0, "should": 1, "could": 2, None: 3, "wont": 4}

    def place(candidate: Candidate) -> tuple:
        return places[candidate.group or None], candidate.score is None, -(candidate.score or 0)

    return sorted(candidates, key=place)


def cut_line(candidates: Iterable[Candidate], budget: Decimal, fill: bool = False) -> list[Ranked]:
    """The ranked list with what the budget pays for. Mandatory candidates are paid first, even beyond it.

    The line falls at the first that does not fit, and nothing below it is taken, unless `fill` lets smaller
    ones further down use what is left. `wont`, no score and no cost are never taken unless mandatory.
    """
    ordered = ranking(candidates)
    spent = sum((each.cost or Decimal(0) for each in ordered if each.mandatory), Decimal(0))
    found, closed, running = [], False, Decimal(0)
    for rank, each in enumerate(ordered, start=1):
        reason = standing_of(each, spent, budget, closed)
        selected = reason in ("mandatory", "within_budget")
        if reason == "within_budget":
            spent += each.cost or Decimal(0)
        closed = closed or (reason == "over_budget" and not fill)
        running += (each.cost or Decimal(0)) if selected else Decimal(0)
        found.append(Ranked(each, rank, selected, reason, running))
    return found


def standing_of(candidate: Candidate, spent: Decimal, budget: Decimal, closed: bool) -> str:
    """Why a candidate is taken or not."""
    if candidate.mandatory:
        return "mandatory"
    if candidate.group == "wont":
        return "not_wanted"
    if candidate.score is None:
        return "no_score"
    if candidate.cost is None:
        return "no_cost"
    return "over_budget" if closed or spent + candidate.cost > budget else "within_budget"
