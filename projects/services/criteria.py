"""Criteria of a call for tender, entered together: names, weights that add up to 100, and which one is the price."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pmo.writing import Stale, delete_object, save_object

from ..models import Tender, TenderCriterion

WHOLE = 100


@dataclass(frozen=True)
class TypedCriterion:
    """One row of the grid; `key` is the criterion it was, None for a new one, `gone` one that is taken away."""

    key: int | None
    name: str
    weight: int
    is_price: bool = False
    gone: bool = False


def seen_mark(criteria: Sequence[TenderCriterion]) -> str:
    """What a grid was filled in from, so that a change by somebody else is noticed."""
    return ",".join(f"{row.pk}:{row.version}" for row in sorted(criteria, key=lambda row: row.pk))


def weights_message(weights: Sequence[int]) -> str:
    """How far weights are from 100; "" where they add up, or where there are none."""
    total = sum(weights)
    if not weights or total == WHOLE:
        return ""
    values = {"total": total, "missing": WHOLE - total, "more": total - WHOLE}
    if total < WHOLE:
        return _("The weights add up to %(total)s: %(missing)s of 100 are missing.") % values
    return _("The weights add up to %(total)s: %(more)s more than 100.") % values


@transaction.atomic
def save_criteria(actor, *, tender: Tender, typed: Sequence[TypedCriterion], seen: str) -> int:
    """Make the criteria of a call those of the grid; how many changed. Marks of a criterion that goes go with it.

    Raises ValidationError, also when the weights do not add up; Stale when somebody else changed them since.
    """
    tender = Tender.objects.select_for_update(of=("self",)).get(pk=tender.pk)
    if tender.is_over:
        raise ValidationError(_("This call for tender is over."))
    known: dict[int | None, TenderCriterion] = {row.pk: row for row in TenderCriterion.objects.filter(tender=tender)}
    if seen_mark(list(known.values())) != seen:
        raise Stale(tender)
    kept = [one for one in typed if not one.gone]
    if text := weights_message([one.weight for one in kept]):
        raise ValidationError(text)
    for one in typed:
        if one.gone and one.key in known:
            delete_object(known[one.key], actor=actor)
    # Whichever is the price no longer makes room for the one that is.
    written = [_write(actor, tender, known.get(one.key), one) for one in sorted(kept, key=lambda one: one.is_price)]
    return sum(written) + len(typed) - len(kept)


def _write(actor, tender: Tender, row: TenderCriterion | None, one: TypedCriterion) -> bool:
    if row is not None and (row.name, row.weight, row.is_price) == (one.name, one.weight, one.is_price):
        return False
    row = row or TenderCriterion(project_id=tender.project_id, tender=tender)
    row.name, row.weight, row.is_price = one.name, one.weight, one.is_price
    try:
        save_object(row, actor=actor)
    except ValidationError as error:
        raise ValidationError([f"{one.name}: {text}" for text in error.messages]) from error
    return True
