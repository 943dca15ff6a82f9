"""What is private about somebody's absences and skills goes when the person's data are erased; the days stay."""

from accounts.services.erasure import also_erases

from .choices import AbsenceKind
from .models import Absence, Allocation


@also_erases
def erase_private_words(person) -> None:
    """Reasons and notes of absences, notes of allocations, in the rows and in every recorded change."""
    private = {"kind": AbsenceKind.OTHER, "note": "", "links": [], "custom": {}}
    for model, words in ((Absence, private), (Allocation, {"note": ""})):
        model.objects.filter(person=person).update(**words)
        model.pgh_event_model.objects.filter(person=person).update(**words)
