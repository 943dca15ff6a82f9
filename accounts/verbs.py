"""Verbs on the pages of people."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo.views.verb import ObjectVerb

from .services.erasure import erase_person, was_erased


class ErasureForm(forms.Form):
    """Typed on purpose, because it cannot be taken back."""

    name = forms.CharField(
        label=gettext_lazy("name of the person, to confirm"), max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "Name, e-mail, job title, links, custom fields, log-in and private notes are replaced everywhere, in the "
            "history too, by a pseudonym. This cannot be taken back."
        ),
    )  # fmt: skip


class ErasePerson(ObjectVerb):
    """For a request to be forgotten: an administrator's, with the name typed as confirmation."""

    name, label, icon, action = "erase", gettext_lazy("Erase personal data"), "user-x", "manage"
    form_class = ErasureForm
    done = gettext_lazy("The personal data are erased. The history of this page says when and by whom.")

    @classmethod
    def applies(cls, row):
        return not was_erased(row)

    def perform(self, row, data):
        if data["name"].strip() != row.name:
            raise ValidationError(_("This is not the name of the person."))
        return erase_person(self.reader, person=row)
