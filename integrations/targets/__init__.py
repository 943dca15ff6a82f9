"""The kinds of object an import can fill and their fields, in the order in which sheets are written."""

from integrations.targets.fields import Field, Target
from integrations.targets.people_fields import ALLOCATIONS, PEOPLE
from integrations.targets.project_fields import BUDGET_LINES, COST_ENTRIES, MILESTONES, PROJECTS
from integrations.targets.risk_fields import ISSUES, RISKS
from integrations.wording import folded

__all__ = ["TARGETS", "Field", "Target", "target", "target_of_title"]

# People first, because projects name them; projects before everything that belongs to one.
TARGETS = (PEOPLE, PROJECTS, MILESTONES, BUDGET_LINES, COST_ENTRIES, RISKS, ISSUES, ALLOCATIONS)
_BY_NAME = {each.name: each for each in TARGETS}


def target(name: str) -> Target:
    """The target of that name; KeyError when there is none."""
    return _BY_NAME[name]


def target_of_title(title: str) -> Target | None:
    """The target that a sheet's title names in English or French, else None."""
    words = folded(title)
    return next((each for each in TARGETS if words in each.titles), None)
