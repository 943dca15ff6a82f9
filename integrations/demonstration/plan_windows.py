"""How the demonstration cuts the time between two milestones into tasks. Pure: days and minutes in and out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from integrations.demonstration.story import Event, Story
from projects.working_time import WorkingCalendar

HALF_DAY = 210
"""Minutes of half a day of the organisation's calendar: what durations are rounded to."""


@dataclass(frozen=True, slots=True)
class Step:
    """A kind of task within a phase: its share of the phase's time; `beside` runs next to the chain of the others."""

    name: str
    share: float
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """The stretch of one task: moments of the wall clock, and working minutes between them."""

    start: datetime
    finish: datetime
    minutes: int


SCOPING = (Step("Ateliers de cadrage", 0.5), Step("Note de cadrage", 0.5), Step("Estimation et planning", 0.4, True))
DESIGN = (
    Step("Ateliers utilisateurs", 0.25), Step("Spécifications fonctionnelles", 0.45),
    Step("Architecture technique", 0.3), Step("Maquettes et parcours", 0.6, True),
)  # fmt: skip
PILOT = (Step("Lot pilote", 0.7), Step("Retours des utilisateurs", 0.3))
BUILD = (
    Step("Développement du socle", 0.3), Step("Développement des parcours", 0.45), Step("Tests d’intégration", 0.25),
    Step("Interfaces ERP et logistique", 0.6, True), Step("Reprise des données", 0.5, True),
)  # fmt: skip
ACCEPTANCE = (
    Step("Recette fonctionnelle", 0.5), Step("Corrections et contre-recette", 0.5), Step("Tests de charge", 0.4, True),
)  # fmt: skip
ROLLOUT = (
    Step("Plan de bascule", 0.4),
    Step("Bascule et vérifications", 0.6),
    Step("Formation des équipes", 0.6, True),
)
CLOSURE = (Step("Suivi après démarrage", 0.7), Step("Retour d’expérience", 0.3))
PHASES = (
    ("Cadrage", SCOPING), ("Conception", DESIGN), ("Réalisation", BUILD), ("Recette", ACCEPTANCE),
    ("Déploiement", ROLLOUT), ("Clôture", CLOSURE),
)  # fmt: skip


def phases_of(story: Story) -> list[tuple[str, tuple[Step, ...]]]:
    """The phases that end with the milestones of a project, a pilot before the build where there is one."""
    phases = list(PHASES)
    if len(story.events) > len(PHASES):
        phases.insert(2, ("Pilote", PILOT))
    return phases


def windows(begin: date, events: list[Event], day_of: Callable[[Event], date]) -> list[tuple[date, date]]:
    """First and last day of each phase, when its milestone is on `day_of`; none ends before it begins."""
    found, first = [], begin
    for event in events:
        last = max(day_of(event), first)
        found.append((first, last))
        first = last + timedelta(days=1)
    return found


def cut(calendar: WorkingCalendar, window: tuple[date, date], steps: tuple[Step, ...]) -> list[Slice]:
    """A slice for each step: the chain fills the window, what runs beside it begins with the window."""
    opening = calendar.next_start(datetime.combine(window[0], time.min))
    whole = max(calendar.between(opening, datetime.combine(window[1], time(23, 59))), HALF_DAY)
    found, done = [], 0
    last = max(place for place, step in enumerate(steps) if not step.beside)
    for place, step in enumerate(steps):
        minutes = max(HALF_DAY, round(whole * step.share / HALF_DAY) * HALF_DAY)
        if step.beside:
            found.append(_slice(calendar, opening, 0, min(minutes, whole)))
            continue
        minutes = max(whole - done, 0) if place == last else min(minutes, max(whole - done, 0))
        found.append(_slice(calendar, opening, done, minutes))
        done += minutes
    return found


def _slice(calendar: WorkingCalendar, opening: datetime, after: int, minutes: int) -> Slice:
    start = calendar.next_start(calendar.add(opening, after))
    return Slice(start, calendar.add(start, minutes), minutes)
