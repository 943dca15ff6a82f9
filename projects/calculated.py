"""Calculated colours of a project's state with their reasons in the reader's words."""

from dataclasses import dataclass

from .choices import Dimension
from .health_reasons import reason_text

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
