"""What somebody types about their own account: profile, first password, access token."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmo.widgets import DateInput

from ..choices import MailKind, Theme, TokenScope
from ..models import User
from ..services.tokens import LONGEST_DAYS

DEFAULT_TOKEN_DAYS = 90


class ProfileForm(forms.ModelForm):
    """Name, language, theme and which mails are wanted."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    theme = forms.ChoiceField(label=_("Appearance"), choices=Theme.choices)
    mail_kinds = forms.MultipleChoiceField(
        label=_("Mails"), choices=MailKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = User
        fields = ("name", "language", "theme", "mail_kinds")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["language"].choices = [("", _("Like the browser")), *settings.LANGUAGES]


class NewAccountForm(forms.Form):
    """Name and password of a new account; the password is checked against who is going to have it."""

    name = forms.CharField(label=_("Your name"), max_length=200)
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least eight characters that nobody guesses."),
        strip=False,
    )
    again = forms.CharField(
        label=_("Password, again"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False
    )

    def __init__(self, *args, email: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self):
        cleaned = super().clean()
        password = cleaned.get("password")
        if not password:
            return cleaned
        if password != cleaned.get("again"):
            self.add_error("again", _("The two passwords differ."))
        owner = User(email=self.email or cleaned.get("email", ""), name=cleaned.get("name", ""))
        try:
            password_validation.validate_password(password, owner)
        except forms.ValidationError as error:
            self.add_error("password", error)
        return cleaned


class FirstAdministratorForm(NewAccountForm):
    """The same with the address, which the set-up link does not know."""

    field_order = ("email", "name", "password", "again")
    email = forms.EmailField(label=_("E-mail"), help_text=_("You sign in with it."))


class TokenForm(forms.Form):
    """A new access token."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("What uses it, for example: nightly export."))
    scope = forms.ChoiceField(label=_("Scope"), choices=TokenScope.choices, initial=TokenScope.READ)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expires_on"] = expiry_field()


def expiry_field() -> forms.DateField:
    """A day within the next year."""
    today = timezone.localdate()
    limits = {"min": today.isoformat(), "max": (today + timedelta(days=LONGEST_DAYS)).isoformat()}
    return forms.DateField(
        label=_("Expires on"),
        widget=DateInput(attrs=limits),
        initial=today + timedelta(days=DEFAULT_TOKEN_DAYS),
        help_text=_("At most a year from now."),
    )
