"""Signing in to the REST API with a personal access token: `Authorization: Bearer <token>`."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from .models import AccessToken
from .models.user import hashed

# The last use is shown to the owner; a write with every request would cost more than it tells.
USE_NOTED_EVERY = timedelta(minutes=1)


class AccessTokenAuthentication(BaseAuthentication):
    """Finds the live token; `request.auth` is the token, whose scope the viewsets check."""

    def authenticate(self, request):
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"bearer":
            return None
        if len(parts) != 2:
            raise AuthenticationFailed(_("Send one token: Authorization: Bearer TOKEN."))
        token = self._live_token(parts[1].decode("latin-1"))
        return token.user, token

    def authenticate_header(self, request):
        return "Bearer"

    def _live_token(self, secret: str) -> AccessToken:
        token = AccessToken.objects.select_related("user").filter(secret_hash=hashed(secret)).first()
        if token is None or token.revoked_at or not token.user.is_active:
            raise AuthenticationFailed(_("This token is unknown or revoked."))
        if token.expires_on < timezone.localdate():
            raise AuthenticationFailed(_("This token has expired; create a new one."))
        _note_use(token)
        return token


def _note_use(token: AccessToken) -> None:
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at <= now - USE_NOTED_EVERY:
        stale = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_NOTED_EVERY)
        AccessToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)


class AccessTokenDescription(OpenApiAuthenticationExtension):
    """How the description of the API names it."""

    target_class = "accounts.authentication.AccessTokenAuthentication"
    name = "accessToken"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "description": "A personal access token with scope read or write."}
