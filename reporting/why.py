"""Why a project has its colour: the reasons of its worst dimensions as sentences; amounts only for who may see them."""

from collections.abc import Mapping

from pmo.choices import Health
from projects.calculated import TELLS_MONEY

from .measures import reason_text

# The overall colour only names the dimensions that the others explain.
EXPLAINED = ("schedule", "cost", "risk", "resources", "scope")


def worst_dimension(reasons: Mapping[str, list] | None, health: str) -> str:
    """The first dimension that has the colour; "" when none tells why."""
    return next(
        (name for name in EXPLAINED if any(one.get("colour") == health for one in (reasons or {}).get(name, []))), ""
    )


def why(reasons: Mapping[str, list] | None, health: str, *, sees_money: bool, most: int = 2) -> list[str]:
    """At most `most` reasons of the colour; none for a project that is on track."""
    if health not in (Health.AMBER, Health.RED):
        return []
    found = [
        reason_text(one["code"], one.get("arguments", {}))
        for dimension in EXPLAINED
        for one in (reasons or {}).get(dimension, [])
        if one.get("colour") == health and (sees_money or one["code"] not in TELLS_MONEY)
    ]
    return found[:most]
