"""What a run of the import may do, as its user chose; nothing here reads a file or writes a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


def _nothing(*_ignored: object) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class ImportOptions:
    """`source` names the external references; with `as_of` the rows are facts of that day and leave snapshots.

    `keyed`: every row carries a key of its publication. `renames` maps a new external key to the key the
    project had before, as a person confirmed them. `custom_types` are the types of new custom fields by model
    and key. `keeps_reference`: the first edition's dates stay the planned ones, later ones move the forecast.
    `seen_at` is when the actor saw the stored rows. `progress` is told the rows of every batch, and may raise
    to end the run.
    """

    actor: object
    source: str = ""
    edition: str = ""
    as_of: date | None = None
    keyed: bool = False
    keeps_reference: bool = False
    create_missing: bool = True
    overwrite_conflicts: bool = False
    seen_at: datetime | None = None
    renames: Mapping[str, str] = field(default_factory=dict)
    custom_types: Mapping[tuple[str, str], str] = field(default_factory=dict)
    progress: Callable[..., None] = _nothing
