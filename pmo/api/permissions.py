"""Who may use a route at all; which rows is the business of `allowed()`."""

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated


class SignedInWithScope(IsAuthenticated):
    """Signed in, and with a token whose scope covers the method. A read token never writes."""

    message = _("This token may only read. Create one with the scope “write”.")

    def has_permission(self, request, view):
        if not super().has_permission(request, view):
            return False
        return request.auth is None or request.method in SAFE_METHODS or request.auth.scope == "write"
