"""Erasing the personal data of an account, confirmed by typing its address."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Person, User
from ..services.erasure import erase_person, erase_user
from .form_page import FormPage
from .user import require_accounts


class ConfirmByEmail(forms.Form):
    email = forms.CharField(
        label=gettext_lazy("address of the account, to confirm"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class UserErase(FormPage):
    """An account without a person, such as one that was invited by mistake; else the person's page erases both."""

    title = gettext_lazy("Erase personal data")
    intro = gettext_lazy(
        "Name and e-mail are replaced everywhere, in the history too, by a pseudonym; the account is closed for good. "
        "This cannot be taken back."
    )
    button = gettext_lazy("Erase")

    def require(self):
        require_accounts(self.request.user, "manage")

    def account(self):
        return get_object_or_404(User.objects.allowed(self.reader, "manage"), pk=self.kwargs["pk"])

    def build_form(self, data=None):
        self.account()
        return ConfirmByEmail(data)

    def apply(self, form):
        user = self.account()
        if form.cleaned_data["email"].strip().lower() != user.email.lower():
            raise ValidationError({"email": _("This is not the address of the account.")})
        person = Person.objects.allowed(self.reader).filter(user=user).first()
        if person is None:
            erase_user(self.reader, user=user)
        else:
            erase_person(self.reader, person=person)
        return _("The personal data are erased. The history of this page says when and by whom.")

    def back(self):
        return reverse("accounts:user-detail", args=[self.kwargs["pk"]])
