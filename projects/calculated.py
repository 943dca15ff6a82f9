"""Calculated colours of a project's state with their reasons in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from .choices import Dimension
from .health_reasons import reason_text
from .models.snapshot import MEASURES_OF_MONEY

# Reasons whose sentences tell amounts; only for who may see the project's money.
TELLS_MONEY = frozenset(
    {"cost_overrun", "spent_over_budget", "cost_without_budget", "cpi", "risk_exposure", "exposure_without_budget"}
)


@dataclass(frozen=True)
class Calculated:
    """One dimension: its colour and why."""

    colour: str
    reasons: list[str]


def calculated_colours(state, *, sees_money: bool = True) -> dict[str, Calculated]:
    """Dimension → colour and reasons; empty while nothing has been computed."""
    if state is None:
        return {}
    fields = {name: "health" if name == Dimension.OVERALL else f"{name}_health" for name in Dimension.values}
    return {
        name: Calculated(getattr(state, field), reasons_of(state, name, sees_money)) for name, field in fields.items()
    }


def reasons_of(state, dimension: str, sees_money: bool = True) -> list[str]:
    """The reasons of one dimension as sentences."""
    return [
        reason_text(one["code"], one.get("arguments", {}))
        for one in state.reasons.get(dimension, [])
        if sees_money or one["code"] not in TELLS_MONEY
    ]


def reasons_without_money(reasons: Mapping[str, list] | None) -> dict[str, list] | None:
    """By dimension, the reasons that tell no amount: what is left for who may not see the project's money."""
    if reasons is None:
        return None
    return {name: [one for one in found if one["code"] not in TELLS_MONEY] for name, found in reasons.items()}


def facts_without_money(facts: Mapping | None) -> dict | None:
    """The frozen facts of a status report without amounts, indices of cost and the reasons that tell them."""
    if not facts:
        return facts
    kept = {name: value for name, value in facts.items() if name not in MEASURES_OF_MONEY}
    return kept | {"reasons": reasons_without_money(kept.get("reasons", {}))}
