"""What opens behind a one-time link: accept an invitation, or set up the first administrator. The link is used
up by the form that is sent, not by being opened, because mail scanners open links."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from pmo.roles import RoleName

from ..forms.account import FirstAdministratorForm, NewAccountForm
from ..scopes import scope_of
from ..services import accept_invitation, create_first_administrator, find_open_invitation, find_set_up_link
from .form_page import add_errors


@method_decorator(never_cache, name="dispatch")
class OneTimeLink(View):
    """Subclasses find what the link stands for, and use it up. Every dead link gets the same answer."""

    template_name = "accounts/one_time_link.html"
    title = ""
    dead = gettext_lazy("This link has been used, has expired or was replaced. Ask for a new one.")

    def get(self, request, secret):
        found = self.find(secret)
        return self.respond(self.build_form(found), found) if found else self.refuse()

    def post(self, request, secret):
        found = self.find(secret)
        if not found:
            return self.refuse()
        form = self.build_form(found, request.POST)
        if not form.is_valid():
            return self.respond(form, found, status=422)
        try:
            user = self.use(form, secret)
        except ValidationError as error:
            add_errors(form, error)
            return self.respond(form, found, status=422)
        if user is None:
            return self.refuse()
        user.backend = settings.AUTHENTICATION_BACKENDS[0]
        return perform_login(request, user, email=user.email)

    def respond(self, form, found, status=200):
        context = {"form": form, "title": self.title, "invitation": found, **self.extra(found)}
        return render(self.request, self.template_name, context, status=status)

    def refuse(self):
        context = {"title": _("This link no longer works"), "dead": self.dead}
        return render(self.request, self.template_name, context, status=410)

    def extra(self, found) -> dict:
        return {}


class InvitationAccept(OneTimeLink):
    """An invited person chooses name and password and is signed in."""

    title = gettext_lazy("Welcome")

    def find(self, secret):
        return find_open_invitation(secret)

    def build_form(self, invitation, data=None):
        return NewAccountForm(data, email=invitation.email, initial={"name": invitation.name})

    def use(self, form, secret):
        return accept_invitation(secret=secret, name=form.cleaned_data["name"], password=form.cleaned_data["password"])

    def extra(self, invitation):
        return {"role": RoleName(invitation.role).label, "scope": scope_of(invitation)}


class SetUp(OneTimeLink):
    """The operator of a new installation becomes its first administrator."""

    title = gettext_lazy("Set up the first administrator")
    dead = gettext_lazy(
        "This link has been used, has expired or was replaced. While nobody administers, "
        "“manage.py setup_link” prints a new one."
    )

    def find(self, secret):
        return find_set_up_link(secret)

    def build_form(self, invitation, data=None):
        return FirstAdministratorForm(data)

    def use(self, form, secret):
        chosen = form.cleaned_data
        return create_first_administrator(
            secret=secret, email=chosen["email"], name=chosen["name"], password=chosen["password"],
            language=(get_language() or "")[:2],
        )  # fmt: skip
