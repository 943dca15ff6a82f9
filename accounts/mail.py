"""Mails in the reader's language, sent by a task after the commit. What is written to whom and when is the
business of the services that call `send`."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from pmo.models import Organisation

from .tasks import deliver_mail


@dataclass(frozen=True)
class Letter:
    """A mail ready to be sent."""

    subject: str
    text: str
    html: str = ""


def send(user, kind: str | None, template: str, context: dict) -> bool:
    """Queue a mail to a user unless the user is inactive or switched this kind off; says whether it is queued.

    `kind` is a `MailKind`, or None for mails that cannot be switched off. `template` names
    `templates/mail/<template>.txt` (its first line is the subject) and `.html`.
    """
    if not user.is_active or user.is_integration or (kind is not None and kind not in user.mail_kinds):
        return False
    send_to_address(user.email, user.language, template, context | {"recipient": user})
    return True


def send_to_address(address: str, language: str, template: str, context: dict) -> None:
    """Queue a mail to somebody who need not have an account; without a language the organisation's is taken."""
    post(address, compose(template, context, language or default_language()))


def compose(template: str, context: dict, language: str) -> Letter:
    """Render a mail in a language."""
    organisation = Organisation.objects.values_list("name", flat=True).first()
    context = context | {
        "site_url": settings.SITE_URL,
        "product_name": settings.PRODUCT_NAME,
        "organisation": organisation,
        "language": language,
    }
    with translation.override(language):
        subject, _line, text = render_to_string(f"mail/{template}.txt", context).strip().partition("\n")
        return Letter(subject.strip(), text.strip() + "\n", render_to_string(f"mail/{template}.html", context))


def post(address: str, letter: Letter) -> None:
    """Hand a letter to the worker once the transaction is committed."""
    deliver_mail.delay_on_commit(address, letter.subject, letter.text, letter.html)


def default_language() -> str:
    return Organisation.objects.values_list("language", flat=True).first() or settings.LANGUAGE_CODE
