"""How allauth behaves here: nobody signs up by themselves, its mails go the way of ours, and the organisation's
own sign-on creates users who then wait for a role."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as request_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from . import mail
from .models import Invitation, User
from .services.invitations import complete_invitation, inviter_still_may


class AccountAdapter(DefaultAccountAdapter):
    """No open registration; mails in the reader's language, sent by the worker, with the site's own address."""

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **options):
        """An integration has tokens only, whichever way somebody tries to sign in as one."""
        if user.is_integration:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **options)

    def get_from_email(self):
        return settings.DEFAULT_FROM_EMAIL

    def get_reset_password_from_key_url(self, key):
        return _own_address(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request, emailconfirmation):
        return _own_address(super().get_email_confirmation_url(request, emailconfirmation))

    def send_mail(self, template_prefix, email, context):
        """After the commit, so that an answer takes as long with an account as without one."""
        request = request_context.request or self.request
        user = context.get("user") or getattr(request, "user", None)
        values = {"request": request, "email": email, "current_site": get_current_site(request)} | context
        with translation.override(getattr(user, "language", "") or mail.default_language()):
            message = self.render_mail(template_prefix, email, values)
        html = next((body for body, kind in getattr(message, "alternatives", ()) if kind == "text/html"), "")
        mail.post(email, mail.Letter(message.subject, message.body, html))


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Whoever the organisation's identity provider knows may enter; what they may do comes from roles alone."""

    def is_open_for_signup(self, request, sociallogin):
        """Under the address that the provider names, or not at all: typed by hand it could be anybody's."""
        addresses = [address.email for address in sociallogin.email_addresses] if sociallogin else []
        if addresses and not User.objects.filter(email__iexact=addresses[0]).exists():
            return True
        raise ImmediateHttpResponse(render(request, "accounts/one_time_link.html", _not_connected(), status=403))

    def populate_user(self, request, sociallogin, data):
        user = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        user.name = (data.get("name") or " ".join(part for part in parts if part))[:200]
        return user

    def save_user(self, request, sociallogin, form=None):
        """An open invitation to an address that the provider vouches for is accepted by signing in."""
        user = super().save_user(request, sociallogin, form)
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        promised = Invitation.objects.open(timezone.now()).filter(email__in=verified).for_list()
        for invitation in filter(inviter_still_may, promised):
            complete_invitation(invitation, user)
        return user


def _not_connected() -> dict:
    """Says the same whether there is such an account or not."""
    return {
        "title": _("Not connected yet"),
        "dead": _(
            "This sign-on names no e-mail address of its own, or one whose account is not connected with it. Who has "
            "an account signs in with the password and connects the sign-on in the own profile; who has none asks the "
            "PMO for an invitation."
        ),
    }


def _own_address(url: str) -> str:
    """The same page under the address of the settings: the one of the request may be made up by an attacker."""
    parts = urlsplit(url)
    return settings.SITE_URL + parts.path + (f"?{parts.query}" if parts.query else "")
