"""Statements put together once and run for one key after another: the ORM takes longer to write them than to run."""

from collections.abc import Iterable

# Stands where the key goes while a statement is put together; no row has it.
ANY_KEY = -(2**62)


def with_key(parameters: Iterable, key) -> list:
    """The parameters of a kept statement for one row."""
    return [key if type(one) is int and one == ANY_KEY else one for one in parameters]
