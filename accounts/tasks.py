"""Tasks of accounts: mails."""

from smtplib import SMTPException

from celery import shared_task
from django.core.mail import send_mail

# Never later than the queue waits for an answer (`visibility_timeout`): it would deliver the waiting task a second
# time, and the mail with it. A hundred tries of two minutes on average are some hours.
TRIES = {"retry_backoff": 30, "retry_backoff_max": 240, "max_retries": 100}


@shared_task(autoretry_for=(SMTPException, OSError), **TRIES)
def deliver_mail(address: str, subject: str, text: str, html: str = "") -> None:
    """Send one mail; a mail server that is away is tried again for some hours."""
    send_mail(subject, text, None, [address], html_message=html or None)
