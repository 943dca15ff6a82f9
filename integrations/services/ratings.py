"""Changing which health an imported rating stands for, in the settings and in what was imported before."""

from django.db import transaction

from integrations.ratings import RatingMap
from pmo.models import Organisation
from pmo.writing import save_object
from projects.choices import SnapshotSource
from projects.models import ProjectSnapshot


@transaction.atomic
def change_rating_map(*, actor, table: dict[str, str]) -> int:
    """Keep the table and apply it to every imported snapshot; how many changed.

    The rating stays as it was given; the colour read from it is ours, so it follows the table.
    """
    organisation = Organisation.current()
    organisation.rating_map = table
    save_object(organisation, actor=actor)
    ratings, changed = RatingMap(table), 0
    imported = ProjectSnapshot.objects.filter(source=SnapshotSource.IMPORT).exclude(rating="")
    for rating in imported.order_by().values_list("rating", flat=True).distinct():
        health = ratings.health(rating)
        changed += imported.filter(rating=rating).exclude(declared_health=health).update(declared_health=health)
        # Where the figures told no colour, the rating's stands for the whole.
        imported.filter(rating=rating, reasons__overall__0__code="rating_as_given").update(health=health)
    return changed
