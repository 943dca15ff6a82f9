"""Check-lists of some tasks: their steps, and how they were done one after the other, as the history of the steps.

A task by check-list stands where its steps stand, so that the plan says the same by either.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection

from integrations.demonstration.progress import evening
from integrations.demonstration.story import Story
from integrations.demonstration.world import World, write
from projects.choices import ProgressBy, ProjectStatus
from projects.models import ChecklistItem, Task

WITH_CHECKLISTS = 12
"""How many of the running projects keep check-lists."""
STEPS = {
    "Note de cadrage": (
        "Objectifs et périmètre rédigés", "Budget estimé avec le contrôle de gestion", "Risques majeurs identifiés",
        "Note relue par le sponsor",
    ),
    "Spécifications fonctionnelles": (
        "Parcours d’achat décrits", "Règles de gestion validées", "Cas d’erreur recensés", "Exigences RGPD vérifiées",
        "Spécifications signées par le métier",
    ),
    "Reprise des données": (
        "Sources recensées", "Correspondance des champs validée", "Reprise à blanc réussie", "Écarts corrigés",
        "Reprise définitive contrôlée",
    ),
    "Recette fonctionnelle": (
        "Jeux de données prêts", "Cas de test du panier passés", "Cas de test du paiement passés",
        "Anomalies bloquantes corrigées", "Procès-verbal de recette signé",
    ),
    "Plan de bascule": (
        "Enchaînement horaire écrit", "Retour arrière répété", "Astreintes planifiées",
        "Service client et magasins prévenus",
    ),
    "Formation des équipes": (
        "Supports rédigés", "Formateurs désignés", "Service client formé", "Magasins formés",
    ),
}  # fmt: skip
REWIND = """
UPDATE projects_checklistitemevent event SET is_done = false, pgh_created_at = given.at
FROM unnest(%s::bigint[], %s::timestamptz[]) AS given (item, at)
WHERE event.pgh_obj_id = given.item AND event.pgh_label = 'insert'
"""
TICK = """
INSERT INTO projects_checklistitemevent ({kept}, pgh_created_at, pgh_label, is_done)
SELECT {of_event}, given.at, 'update', true
FROM unnest(%s::bigint[], %s::timestamptz[]) WITH ORDINALITY AS given (item, at, place)
JOIN projects_checklistitemevent event ON event.pgh_obj_id = given.item AND event.pgh_label = 'insert'
ORDER BY given.place
"""


def follow_checklist(task: Task) -> None:
    """Let a task that has steps go by them: what is reported of it is a number of whole steps."""
    if task.name in STEPS:
        count = len(STEPS[task.name])
        task.progress_by = ProgressBy.CHECKLIST
        task.percent_complete = Decimal(100 * steps_done(task, count) / count)


def steps_done(task: Task, count: int) -> int:
    return int(task.percent_complete * count / 100)


def keeps_checklists(world: World, story: Story) -> bool:
    running = (one for one in world.stories if one.fate == ProjectStatus.ACTIVE)
    return any(one is story for _number, one in zip(range(WITH_CHECKLISTS), running, strict=False))


def write_checklists(world: World) -> None:
    """Steps of the tasks that go by them, each done on its day."""
    known, ticked = [], []
    for story in world.stories:
        tasks = [row for row in story.planned if isinstance(row, Task) and row.progress_by == ProgressBy.CHECKLIST]
        for task in tasks:
            items = write(ChecklistItem, steps_of(task))
            story.planned += items
            known += [(item.pk, evening(story.known_on, world.today)) for item in items]
            ticked += [(item.pk, at) for item, at in zip(items, ticks(task, len(items), world.today), strict=False)]
    if known:
        write_history(known, ticked)


def steps_of(task: Task) -> list[ChecklistItem]:
    labels = STEPS[task.name]
    done = steps_done(task, len(labels))
    return [
        ChecklistItem(project=task.project, task=task, label=label, position=place, is_done=place < done)
        for place, label in enumerate(labels)
    ]


def ticks(task: Task, count: int, today: date) -> list[datetime]:
    """When the steps that are done were done: evenly from the start of the task to its end, or to yesterday."""
    done = steps_done(task, count)
    if not done or task.actual_start is None:
        return []
    begun = task.actual_start.date()
    last = task.actual_finish.date() if task.actual_finish else today - timedelta(days=1)
    days = max((last - begun).days, 0)
    return [evening(begun + timedelta(days=days * number // done), today, number) for number in range(1, done + 1)]


def write_history(known: list[tuple], ticked: list[tuple]) -> None:
    """Every step was open when the plan was written; then they were done."""
    fields = ChecklistItem.pgh_event_model._meta.concrete_fields
    own = {"pgh_id", "pgh_context_id", "pgh_created_at", "pgh_label", "is_done"}
    kept = [f'"{field.column}"' for field in fields if field.column not in own]
    statement = TICK.format(kept=", ".join(kept), of_event=", ".join(f"event.{name}" for name in kept))
    with connection.cursor() as cursor:
        cursor.execute(REWIND, [list(column) for column in zip(*known, strict=True)])
        if ticked:
            cursor.execute(statement, [list(column) for column in zip(*ticked, strict=True)])
