"""Calculated colours of a project's state with their reasons in the reader's words."""

from dataclasses import dataclass

from .choices import Dimension
from .health_reasons import reason_text


@dataclass(frozen=True)
class Calculated:
    """One dimension: its colour and why."""

    colour: str
    reasons: list[str]


def calculated_colours(state) -> dict[str, Calculated]:
    """Dimension → colour and reasons; empty while nothing has been computed."""
    if state is None:
        return {}
    fields = {name: "health" if name == Dimension.OVERALL else f"{name}_health" for name in Dimension.values}
    return {name: Calculated(getattr(state, field), reasons_of(state, name)) for name, field in fields.items()}


def reasons_of(state, dimension: str) -> list[str]:
    """The reasons of one dimension as sentences."""
    return [reason_text(one["code"], one.get("arguments", {})) for one in state.reasons.get(dimension, [])]
