"""Integrations: other systems as users without a password, with a role and tokens."""

from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from ..forms.integration import IntegrationForm
from ..models import User
from ..services import create_integration, create_token
from .token import TokenPage
from .user import require_accounts


class IntegrationCreate(TokenPage):
    """A new integration with its role and first token, for whoever manages accounts."""

    template_name = "accounts/form.html"
    title = gettext_lazy("Connect another system")
    intro = gettext_lazy("It gets a role like a person, and tokens instead of a password.")

    def require(self):
        require_accounts(self.request.user, "manage")

    def build_form(self, data=None):
        return IntegrationForm(data, actor=self.reader)

    @transaction.atomic
    def apply(self, form):
        chosen = form.cleaned_data
        self.user = create_integration(self.reader, name=chosen["name"], role=chosen["role"], scope=chosen["scope"])
        self.created = create_token(
            self.reader, user=self.user, name=chosen["name"], scope=chosen["token_scope"],
            expires_on=chosen["expires_on"],
        )  # fmt: skip

    def back(self):
        user = getattr(self, "user", None)
        return reverse("accounts:user-detail", args=[user.pk]) if user else reverse("accounts:user-list")


class IntegrationToken(TokenPage):
    """A further token of an integration, for example before the old one expires."""

    template_name = "accounts/form.html"

    def require(self):
        require_accounts(self.request.user, "manage")
        rows = User.objects.allowed(self.request.user, "manage").filter(is_integration=True, is_active=True)
        self.user = rows.filter(pk=self.kwargs["pk"]).first()
        if self.user is None:
            raise Http404

    def apply(self, form):
        chosen = form.cleaned_data
        self.created = create_token(
            self.reader, user=self.user, name=chosen["name"], scope=chosen["scope"], expires_on=chosen["expires_on"]
        )

    def back(self):
        return reverse("accounts:user-detail", args=[self.user.pk])
