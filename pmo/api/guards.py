"""Fields of an object that other rights decide about than those on the object itself."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    """The kind of facts a field belongs to. A `hidden` field is null for who may not view that kind; with `without`,
    which takes its value, they read what remains of it.
    """

    kind: str
    write: str = "change"
    hidden: bool = True
    without: Callable[[object], object] = lambda value: None


MONEY = Guard("money")
ACCOUNT = Guard("account", write="manage", hidden=False)
