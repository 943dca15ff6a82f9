"""What the demonstration has built so far, handed from one part to the next."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random

from integrations.demonstration.story import Story

BATCH = 1000


@dataclass
class World:
    """Rows by the keys of `ideas` and `names`; `stories` in the order of the projects."""

    today: date
    random: Random
    departments: dict = field(default_factory=dict)
    people: list = field(default_factory=list)
    by_role: dict[str, list] = field(default_factory=lambda: defaultdict(list))
    leaders: dict = field(default_factory=dict)
    roles: dict = field(default_factory=dict)
    vendors: dict[str, list] = field(default_factory=lambda: defaultdict(list))
    customers: list = field(default_factory=list)
    portfolios: dict = field(default_factory=dict)
    programmes: dict = field(default_factory=dict)
    objectives: list = field(default_factory=list)
    committees: dict = field(default_factory=dict)
    sessions: dict[str, list] = field(default_factory=lambda: defaultdict(list))
    stories: list[Story] = field(default_factory=list)

    def pick(self, role: str):
        """Somebody of a role."""
        return self.random.choice(self.by_role[role])


def write(model, rows: list) -> list:
    """Insert rows, with their history; they have their keys afterwards."""
    return model.objects.bulk_create(rows, batch_size=BATCH)
