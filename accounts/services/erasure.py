"""Erasing somebody's personal data: a pseudonym in the rows, in every recorded change, and in what lies in the bin.

What the person did stays on record under the pseudonym, so that totals and the journal still add up. Free text that
names somebody cannot be found and stays. Apps add what they know of people by `also_erases`.
"""

from collections.abc import Callable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Replace
from django.utils import translation
from django.utils.translation import gettext as _

from pmo.access import may
from pmo.history import written_by
from pmo.models import BinEntry, Organisation, SavedView

from ..models import AccessToken, Invitation, Person, User
from .users import deactivate_user

SOURCE = "erasure"
_erasers: list[Callable[[Person], None]] = []


def also_erases(eraser: Callable[[Person], None]) -> Callable[[Person], None]:
    """Register what a higher app keeps about a person; called in the same transaction and history context."""
    _erasers.append(eraser)
    return eraser


@transaction.atomic
def erase_person(actor, *, person: Person) -> Person:
    """Erase a person and the log-in that belongs to it. Raises PermissionDenied, ValidationError."""
    if not may(actor, "manage", person):
        raise PermissionDenied
    pseudonym, old = _pseudonym(_("Erased person %(number)s"), person.pk), {person.name, person.email}
    user = person.user
    if user is not None:
        erase_user(actor, user=user, name=pseudonym)
    with written_by(actor, SOURCE):
        for eraser in _erasers:
            eraser(person)
        person.name, person.email, person.job_title = pseudonym, "", ""
        person.links, person.custom, person.user = [], {}, None
        person.save()
    known = {"name": pseudonym, "email": "", "job_title": "", "links": [], "custom": {}}
    Person.pgh_event_model.objects.filter(pgh_obj_id=person.pk).update(**known)
    _erase_from_bin("accounts.person", person.pk, old, known)
    return person


@transaction.atomic
def erase_user(actor, *, user: User, name: str = "") -> User:
    """Close an account for good and forget who it was; roles held stay on record. Raises as `deactivate_user`."""
    deactivate_user(actor, user=user)
    known = {
        "name": name or _pseudonym(_("Erased user %(number)s"), user.pk),
        "email": f"erased-{user.pk}@erased.invalid",
    }
    old = {user.name, user.email}
    with written_by(actor, SOURCE):
        user.name, user.email, user.last_login = known["name"], known["email"], None
        user.save()
    User.pgh_event_model.objects.filter(pgh_obj_id=user.pk).update(**known)
    for model in (EmailAddress, Authenticator, SocialAccount, AccessToken):
        model._default_manager.filter(user=user).delete()
    SavedView.objects.filter(owner=user).delete()
    Invitation.objects.filter(email__in=old - {""}).delete()
    _erase_from_bin("accounts.user", user.pk, old, known)
    return user


def was_erased(person: Person) -> bool:
    """Whether the history says so (one query)."""
    return Person.pgh_event_model.objects.filter(pgh_obj_id=person.pk, pgh_context__metadata__source=SOURCE).exists()


def _pseudonym(pattern: str, number: int) -> str:
    """In the organisation's language, whoever erases."""
    with translation.override(Organisation.objects.values_list("language", flat=True).first() or "en"):
        return _(pattern) % {"number": number}


def _erase_from_bin(model: str, pk: int, old: set[str], known: dict) -> None:
    """Deleted rows are kept as data, and called by the names of those they belonged to."""
    for word in old - {""}:
        labels = BinEntry.objects.filter(label__contains=word)
        labels.update(label=Replace(F("label"), Value(word), Value(known["name"])))
    for entry in BinEntry.objects.filter(Q(rows__contains=[{"model": model, "pk": pk}])):
        for row in entry.rows:
            if row["model"] == model and row["pk"] == pk:
                row["fields"] |= known
        entry.save(update_fields=["rows"])
