"""Draws the stories of projects: when they start, how they go, what slips. Pure but for the random numbers."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from integrations.demonstration.days import part_of, workday
from integrations.demonstration.ideas import Idea
from integrations.demonstration.story import AMBER, GREEN, RED, SHARES, Event, Slip, Story
from projects.choices import ProjectStatus as Status

# Of each size: months from, months to, thousand euros from, thousand euros to.
SIZES = {"S": (3, 5, 30, 90), "M": (5, 9, 90, 300), "L": (8, 14, 300, 900), "XL": (12, 20, 900, 2800)}
# Of 20 projects in turn, so that even a few show every fate.
FATES = [
    Status.ACTIVE, Status.CLOSED, Status.ACTIVE, Status.CLOSED, Status.PROPOSED, Status.ACTIVE, Status.CLOSED,
    Status.ACTIVE, Status.ON_HOLD, Status.CLOSED, Status.ACTIVE, Status.PROPOSED, Status.CLOSED, Status.ACTIVE,
    Status.CLOSED, Status.ACTIVE, Status.CANCELLED, Status.CLOSED, Status.ACTIVE, Status.ACTIVE,
]  # fmt: skip
MOODS = [GREEN, GREEN, AMBER, GREEN, RED, GREEN, AMBER, GREEN, GREEN, AMBER, GREEN, RED, GREEN]
TROUBLES = ("schedule", "cost", "risk", "schedule", "cost", "schedule", "risk")
STEPS = (
    "Cadrage validé", "Conception validée", "Développements terminés", "PV de recette signé", "Mise en production",
    "Bilan et clôture",
)  # fmt: skip
OTHER_STEPS = {
    "campaign": ("Brief validé", "Plan média validé", "Créations prêtes", "Campagne testée", "Lancement", "Bilan"),
    "range_launch": (
        "Étude de marché validée", "Gamme et fournisseurs choisis", "Produits référencés", "Pilote en ligne",
        "Lancement de la gamme", "Bilan et clôture",
    ),
    "compliance": (
        "Périmètre validé", "Écarts et plan validés", "Mesures déployées", "Audit à blanc", "Mise en conformité",
        "Bilan et clôture",
    ),
    "cloud_migration": (
        "Cadrage validé", "Architecture validée", "Environnements prêts", "Répétition générale", "Bascule",
        "Ancien environnement arrêté",
    ),
}  # fmt: skip
CAUSES = (
    "livraison du prestataire en retard", "périmètre élargi après les ateliers", "recette plus longue que prévu",
    "ressource clé indisponible", "interface avec l’ERP à reprendre", "gel de mise en production",
    "appel d’offres relancé", "anomalies bloquantes en recette",
)  # fmt: skip
OLDEST = 760
CATCHING_UP = "périmètre réduit, planning rattrapé"


def tell(ideas: list[Idea], today: date, random: Random) -> list[Story]:
    """One story for each idea."""
    numbers: Counter[str] = Counter()
    stories = []
    for place, idea in enumerate(ideas):
        numbers[idea.portfolio] += 1
        fate, code = FATES[place % len(FATES)], f"{idea.portfolio}-{numbers[idea.portfolio]:03d}"
        mood = MOODS[place % len(MOODS)] if fate != Status.PROPOSED else GREEN
        trouble = TROUBLES[place % len(TROUBLES)] if mood != GREEN else ""
        stories.append(story_of(idea, code, fate, (mood, trouble), today, random))
    return stories


def story_of(idea: Idea, code: str, fate: str, going: tuple[str, str], today: date, random: Random) -> Story:
    """Dates, milestones and slips of one project that ends up with this fate."""
    shortest, longest, least, most = SIZES[idea.size]
    days = random.randint(shortest * 30, longest * 30)
    start = start_of(fate, days, today, random)
    size = Decimal(random.randint(least, most)) * 1000
    finish = workday(start + timedelta(days=days))
    story = Story(
        idea=idea, code=code, mood=going[0], trouble=going[1], size=size, planned_start=start, planned_finish=finish,
        known_on=workday(start - timedelta(days=random.randint(35, 90))), started_on=None, statuses=[], events=[],
    )  # fmt: skip
    story.known_on = min(story.known_on, workday(today - timedelta(days=random.randint(6, 60))))
    story.events = events_of(story, random)
    begin(story, fate, today, random)
    story.slips = slips_of(story, fate, today, random)
    unfold(story, today)
    end(story, fate, today, random)
    return story


def start_of(fate: str, days: int, today: date, random: Random) -> date:
    """Closed projects lie behind us, proposed ones ahead, the others are somewhere on their way."""
    if fate == Status.PROPOSED:
        return workday(today + timedelta(days=random.randint(15, 150)))
    if fate == Status.CLOSED:
        latest = max(days + 110, 130)
        return workday(today - timedelta(days=random.randint(min(latest, OLDEST), max(latest, OLDEST))))
    gone = random.uniform(0.15, 0.95)
    return workday(today - timedelta(days=max(12, int(days * gone))))


def events_of(story: Story, random: Random) -> list[Event]:
    """The milestones, spread over the planned duration with some unevenness."""
    steps = OTHER_STEPS.get(story.idea.type, STEPS)
    events = []
    for place, (share, name) in enumerate(zip(SHARES, steps, strict=True)):
        moved = 0.0 if share == 1 else random.uniform(-0.02, 0.03)
        reference = part_of(story.planned_start, story.planned_finish, share + moved)
        events.append(Event(name, share, reference, is_go_live=place == len(SHARES) - 2))
    if story.idea.size in ("L", "XL"):
        pilot = part_of(story.planned_start, story.planned_finish, 0.45)
        events.insert(2, Event("Pilote présenté aux utilisateurs", 0.45, pilot))
    events[-1].reference = story.planned_finish
    return events


def begin(story: Story, fate: str, today: date, random: Random) -> None:
    """The day the work really started."""
    story.statuses = [(story.known_on, Status.PROPOSED.value)]
    if fate != Status.PROPOSED:
        story.started_on = min(workday(story.planned_start + timedelta(days=random.randint(0, 4))), today)
        story.statuses.append((story.started_on, Status.ACTIVE.value))


def slips_of(story: Story, fate: str, today: date, random: Random) -> list[Slip]:
    """When the plan moved, and by how much; late schedules move by much and more than once."""
    if story.started_on is None:
        return []
    if fate == Status.ACTIVE and not story.trouble and random.random() < 0.3:
        return caught_up(story, today, random)
    total = random.choice((0, 0, 0, 2, 4, 7))
    if story.trouble == "schedule":
        total = random.randint(12, 26) if story.mood == AMBER else random.randint(38, 95)
    number = 1 if total < 12 else random.randint(2, 3) if total < 30 else random.randint(3, 5)
    parts = sorted(random.sample(range(1, total), number - 1)) if total > number else []
    sizes = [after - before for before, after in zip([0, *parts], [*parts, total], strict=True)]
    last = min(story.planned_finish, today)
    days = sorted(part_of(story.started_on, last, random.uniform(0.2, 0.93)) for _ in sizes)
    if fate == Status.ACTIVE and total >= 12 and random.random() < 0.6:
        days[-1] = max(days[-1], workday(today - timedelta(days=random.randint(3, 24))))
    return [Slip(on, size, random.choice(CAUSES)) for on, size in zip(days, sizes, strict=True) if size]


def caught_up(story: Story, today: date, random: Random) -> list[Slip]:
    """Late for some weeks, and nearly on time again."""
    noticed = today - timedelta(days=random.randint(40, 70))
    if story.started_on is None or noticed < story.started_on:
        return []
    lost = random.randint(12, 22)
    regained = today - timedelta(days=random.randint(3, 24))
    return [
        Slip(workday(noticed), lost, random.choice(CAUSES)),
        Slip(workday(regained), random.randint(1, 4) - lost, CATCHING_UP),
    ]


def unfold(story: Story, today: date) -> None:
    """Move the milestones that were still to come by each slip, and note those that are reached."""
    for event in story.events:
        event.forecasts = [(story.known_on, event.reference)]
        for slip in story.slips:
            expected = event.forecasts[-1][1]
            if slip.on < expected:
                moved = max(expected + timedelta(days=slip.days), slip.on + timedelta(days=3))
                event.forecasts.append((slip.on, workday(moved)))
        expected = event.forecasts[-1][1]
        if story.started_on and expected <= today - timedelta(days=1):
            event.actual = max(expected, story.started_on)


def end(story: Story, fate: str, today: date, random: Random) -> None:
    """Close, stop or cancel; a running project whose last milestones have come is held back."""
    if fate == Status.CLOSED:
        story.statuses.append((story.finish_on(today), Status.CLOSED.value))
        return
    if story.started_on is None:
        return
    if fate == Status.ACTIVE:
        hold_open(story, today, random)
        return
    stopped = part_of(story.started_on, today, random.uniform(0.65, 0.9))
    story.statuses.append((stopped, fate))
    for event in story.events:
        if event.actual and event.actual >= stopped:
            event.actual = None
        event.forecasts = [known for known in event.forecasts if known[0] < stopped] or event.forecasts[:1]
    if fate == Status.ON_HOLD:
        postpone(story, stopped, (today - stopped).days + random.randint(45, 90), "projet suspendu")
    story.slips = [slip for slip in story.slips if slip.on <= stopped]


def postpone(story: Story, on: date, days: int, cause: str) -> None:
    """One more slip of everything that is not reached."""
    story.slips.append(Slip(on, days, cause))
    for event in story.events:
        if event.actual is None:
            event.forecasts.append((on, workday(event.forecasts[-1][1] + timedelta(days=days))))


def hold_open(story: Story, today: date, random: Random) -> None:
    """Some milestones of late projects have passed without being reached, and nobody has moved them yet."""
    reached = [event for event in story.events if event.actual]
    if reached and story.events[-1].actual:
        reached[-1].actual = None
        postpone(story, workday(today - timedelta(days=5)), 25, "bilan reporté")
        reached = [event for event in story.events if event.actual]
    overdue = [event for event in reached[-1:] if event.actual and (today - event.actual).days < 25]
    if overdue and random.random() < (0.85 if story.trouble == "schedule" else 0.2):
        overdue[0].actual = None
