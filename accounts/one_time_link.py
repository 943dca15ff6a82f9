"""One-time links: the secret is in the link only, its hash in the database."""

import secrets

from django.conf import settings
from django.urls import reverse

from .models.user import hashed


def new_secret() -> tuple[str, str]:
    """A secret of 256 random bits and the hash to keep."""
    secret = secrets.token_urlsafe(32)
    return secret, hashed(secret)


def link(url_name: str, secret: str) -> str:
    """The whole address, for mails and the command line; the site's own address, never the request's."""
    return settings.SITE_URL + reverse(url_name, args=[secret])
