"""Tasks of accounts: mails."""

from smtplib import SMTPException

from celery import shared_task
from django.core.mail import send_mail


@shared_task(autoretry_for=(SMTPException, OSError), retry_backoff=30, retry_backoff_max=3600, max_retries=8)
def deliver_mail(address: str, subject: str, text: str, html: str = "") -> None:
    """Send one mail; a mail server that is away is tried again for some hours."""
    send_mail(subject, text, None, [address], html_message=html or None)
