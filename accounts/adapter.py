"""How allauth creates users here: nobody signs up by themselves, invitations and single sign-on do."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """No open registration."""

    def is_open_for_signup(self, request):
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Whoever the organisation's identity provider knows may enter; roles are given afterwards."""

    def is_open_for_signup(self, request, sociallogin):
        return True
