"""The library's register of triggers, with its two look-ups kept instead of made anew for every trigger.

For each of hundreds of triggers the library lists all those before it: every process starts later by that time.
"""

from pgtrigger import registry


class KeptRegistry(registry._Registry):
    """Refuses the same duplicates as the library's own, in time linear in the number of triggers."""

    # Properties of the library's class, made from all triggers on every look.
    by_db_table = None
    pg_function_names = None

    def __init__(self) -> None:
        self.by_db_table, self.pg_function_names = {}, set()
        super().__init__()

    def __setitem__(self, key, value) -> None:
        super().__setitem__(key, value)
        model, trigger = value
        self.by_db_table[model._meta.db_table, trigger.name] = trigger
        self.pg_function_names.add(trigger.get_pgid(model))

    def __delitem__(self, key) -> None:
        model, trigger = self[key]
        super().__delitem__(key)
        del self.by_db_table[model._meta.db_table, trigger.name]
        self.pg_function_names.discard(trigger.get_pgid(model))


def keep_look_ups() -> None:
    """Take the place of the library's register, before the first model registers a trigger."""
    assert not registry._registry, "models were loaded before the app of the frame"
    registry._registry = KeptRegistry()
