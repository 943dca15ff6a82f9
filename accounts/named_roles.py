"""Roles that nobody gave: an object's own fields name somebody, as a project names its manager. The apps that
have such fields register who was named at a moment; `holdings` says what it means today."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class NamedRole:
    """Somebody named on an object, e.g. as manager of project 7."""

    user_id: int
    role: str
    scope: str
    scope_id: int


Provider = Callable[[datetime | None, int | None], Iterable[NamedRole]]
_providers: list[Provider] = []


def names_holders(provider: Provider) -> Provider:
    """Register a function (moment or None for now, portfolio or None for all) → named roles."""
    _providers.append(provider)
    return provider


def named_at(moment: datetime | None, portfolio_id: int | None = None) -> set[NamedRole]:
    """Everybody who was named on anything at the moment, or on anything of one portfolio."""
    return {named for provider in _providers for named in provider(moment, portfolio_id)}
