"""Personal access tokens: listed, created and shown once, revoked."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from pmo.views.frame import ReaderView

from ..forms.account import TokenForm
from ..services import create_token, revoke_token
from .form_page import FormPage


class TokenList(ReaderView):
    """The user's own tokens, the newest first."""

    def get(self, request):
        tokens = list(self.reader.access_tokens.all()[:200])
        for one in tokens:
            one.revoke_url = reverse("accounts:accesstoken-revoke", args=[one.pk])
        context = {"title": _("Access tokens"), "tokens": tokens, "today": timezone.localdate()}
        return render(request, "accounts/tokens.html", context)


# Whoever finds a browser left open must not leave with a token for a year.
@method_decorator(reauthentication_required(allow_get=True), name="dispatch")
@method_decorator(never_cache, name="dispatch")
class TokenPage(FormPage):
    """A form whose answer is the only page that ever shows the secret; `apply` keeps both in `created`."""

    title = gettext_lazy("New access token")
    button = gettext_lazy("Create")

    def build_form(self, data=None):
        return TokenForm(data)

    def succeed(self, message):
        token, secret = self.created
        context = {"title": _("Your new token"), "token": token, "secret": secret, "back": self.back()}
        return render(self.request, "accounts/token_created.html", context)


class TokenCreate(TokenPage):
    """A new token of one's own."""

    template_name = "accounts/own_form.html"
    intro = gettext_lazy("A token lets a program use the REST API with your rights. It is shown once.")

    def apply(self, form):
        chosen = form.cleaned_data
        self.created = create_token(
            self.reader, name=chosen["name"], scope=chosen["scope"], expires_on=chosen["expires_on"]
        )

    def back(self):
        return reverse("accounts:accesstoken-list")


class TokenRevoke(ReaderView):
    """Make one of one's own tokens useless at once."""

    def post(self, request, pk):
        token = self.reader.access_tokens.filter(pk=pk).first()
        if token is None:
            raise Http404
        revoke_token(self.reader, token=token)
        messages.success(request, _("The token “%(name)s” is revoked.") % {"name": token.name})
        return redirect("accounts:accesstoken-list")
