"""Roles held: who holds which role where, asked from the providers that apps register."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from ..roles import ACTIONS, KINDS, NEIGHBOUR, ROLES, Role

ORGANISATION, DEPARTMENT, PORTFOLIO, PROGRAMME, PROJECT = (
    "organisation", "department", "portfolio", "programme", "project",
)  # fmt: skip


class UnknownAction(ValueError):
    """An action or kind that the table does not know: a mistake in our code, never an answer."""


@dataclass(frozen=True)
class Holding:
    """A role held for a scope, e.g. project_manager for project 7. `role` "neighbour" is derived."""

    role: str
    scope: str
    scope_id: int | None = None

    @property
    def grants(self) -> Role:
        return NEIGHBOUR if self.role == "neighbour" else ROLES[self.role]


Provider = Callable[[object, date], Iterable[Holding]]
_providers: list[Provider] = []


def provides_holdings(provider: Provider) -> Provider:
    """Register a function (user, on) → holdings. One query each, whatever the user holds."""
    _providers.append(provider)
    return provider


def holdings(user, on: date | None = None) -> frozenset[Holding]:
    """What the user holds on a date; kept on the user object for the length of a request."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return frozenset()
    on = on or timezone.localdate()
    kept = user.__dict__.setdefault("_holdings", {})
    if on not in kept:
        kept[on] = frozenset(held for provider in _providers for held in provider(user, on))
    return kept[on]


def forget_holdings(user) -> None:
    """Read the user's roles anew, after a change within the same request."""
    user.__dict__.pop("_holdings", None)


def check(action: str, kind: str) -> None:
    if action not in ACTIONS:
        raise UnknownAction(f"unknown action {action!r}")
    if kind not in KINDS:
        raise UnknownAction(f"unknown kind {kind!r}")
