"""Writes allocations: who works on what, from when to when, mostly within what people can give."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from integrations.demonstration.days import months_between, part_of, workday
from integrations.demonstration.story import RED, Story
from integrations.demonstration.world import World, write
from projects.choices import ProjectStatus as Status
from resources.choices import AllocationState, AllocationUnit
from resources.models import Allocation

TECHNICAL = (
    "Développeur front-end", "Développeur back-end", "UX designer", "Testeur", "Product owner", "Architecte",
    "Développeur back-end", "Ingénieur DevOps",
)  # fmt: skip
TEAMS = {
    "campaign": ("Traffic manager", "Data analyst", "UX designer", "Traffic manager"),
    "range_launch": ("Chef de produit", "Acheteur", "Expert logistique", "Chef de produit"),
    "compliance": ("Juriste", "Expert sécurité", "Architecte", "Développeur back-end"),
    "omnichannel": ("Product owner", "Développeur back-end", "Conduite du changement", "Testeur", "Expert logistique"),
    "cloud_migration": ("Ingénieur DevOps", "Architecte", "Développeur back-end", "Testeur", "Expert sécurité"),
    "automation": ("Data analyst", "Développeur back-end", "Expert logistique", "Testeur"),
    "other": ("Conduite du changement", "Product owner", "Data analyst"),
}
SIZES = {"S": 1, "M": 2, "L": 3, "XL": 4}
FULL = 78
"""Percent of the working time beyond which nobody is asked for more: the rest is other work and air."""
OVERLOADED = 3
"""How many people are asked for too much all the same."""


def write_staffing(world: World) -> None:
    ledger: dict[tuple, float] = defaultdict(float)
    squeezed = [world.by_role[role][0] for role in ("Architecte", "Testeur", "Data analyst")][:OVERLOADED]
    for story in world.stories:
        manage(world, story, ledger)
        staff(world, story, ledger, squeezed)
    write(Allocation, [allocation for story in world.stories for allocation in story.allocations])


def span(story: Story, world: World, first: float, last: float) -> tuple[date, date]:
    """A stretch of the project's own dates."""
    start = story.started_on or story.planned_start
    finish = story.statuses[-1][0] if story.ended() else story.finish_on(world.today)
    begin = part_of(start, finish, first)
    return max(begin, start), max(part_of(start, finish, last), begin, start)


def manage(world: World, story: Story, ledger) -> None:
    """The manager's own time."""
    share = 4 + 2 * SIZES[story.idea.size]
    add(story, story.people["manager"], span(story, world, 0, 1), share, ledger, world)


def staff(world: World, story: Story, ledger, squeezed: list) -> None:
    """A team by the kind of project; roles that nobody can fill stay open in projects in trouble."""
    team = TEAMS.get(story.idea.type, TECHNICAL)[: 1 + SIZES[story.idea.size]]
    for place, role in enumerate(team):
        first = 0.05 + 0.1 * (place % 3)
        dates = span(story, world, first, world.random.uniform(0.7, 0.98))
        share = world.random.choice((10, 15, 20, 25)) + (5 if story.idea.size == "XL" else 0)
        person = found(world, role, dates, share, ledger)
        wanted = [one for one in squeezed if one.role_name == role]
        if wanted and story.mood == RED and story.fate == Status.ACTIVE:
            person, share = wanted[0], 45
        if person is not None:
            add(story, person, dates, share, ledger, world)
        elif story.fate == Status.ACTIVE and story.mood == RED:
            add(story, None, dates, 15, ledger, world, role=role)


def found(world: World, role: str, dates: tuple[date, date], share: int, ledger):
    """Whoever of the role has most time left over these months; None when nobody has enough."""
    months = months_between(*dates)
    load = {person: max(ledger[person.pk, month] for month in months) for person in world.by_role[role]}
    person = min(load, key=lambda one: (load[one], one.pk))
    return person if load[person] + share <= FULL else None


def add(story: Story, person, dates: tuple[date, date], share: int, ledger, world: World, role: str = "") -> None:
    """One allocation; those of the past are confirmed, those to come may still be under discussion."""
    first, last = dates
    role_row = world.roles.get(role or person.role_name)
    state, unit, quantity = AllocationState.CONFIRMED, AllocationUnit.SHARE, Decimal(share)
    if person is None:
        state, unit, quantity = AllocationState.REQUESTED, AllocationUnit.FTE, Decimal(share) / 100
    elif first > world.today:
        state = world.random.choice((AllocationState.REQUESTED, AllocationState.PROPOSED, AllocationState.CONFIRMED))
    elif story.idea.size == "S":
        unit, quantity = AllocationUnit.DAYS, Decimal(max(1, round(workdays(first, last) * share / 100)))
    if person is not None:
        for month in months_between(first, last):
            ledger[person.pk, month] += share
    story.allocations.append(Allocation(
        project=story.row, person=person, role=role_row, first_day=first, last_day=last, unit=unit, quantity=quantity,
        state=state,
    ))  # fmt: skip


def workdays(first: date, last: date) -> int:
    """About how many days of work lie between two days, holidays not counted."""
    return sum(
        1
        for number in range((last - first).days + 1)
        if workday(first + timedelta(days=number)) == first + timedelta(days=number)
    )
