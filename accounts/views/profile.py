"""A user's own profile: name, language, appearance, mails, roles held and the card of the person."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from pmo.access import PROJECT, holdings
from pmo.pages import url_of

from .. import role_words
from ..forms.access import held_label
from ..forms.account import ProfileForm
from ..scopes import scope_model
from .form_page import FormPage
from .preferences import remember_language


class Profile(FormPage):
    """Shows and changes what is the user's own; never roles."""

    template_name = "accounts/profile.html"
    title = gettext_lazy("Profile and preferences")

    def build_form(self, data=None):
        return ProfileForm(data, instance=self.reader)

    def respond(self, form, status=200):
        person = getattr(self.reader, "person", None)
        context = {
            "form": form, "title": self.title, "person": person, "person_url": url_of(person) if person else "",
            "roles": held_roles(self.reader),
        }  # fmt: skip
        return render(self.request, self.template_name, context, status=status)

    def apply(self, form):
        form.save()
        with override(self.reader.language or None):
            messages.success(self.request, _("Your profile is saved."))

    def succeed(self, message):
        response = redirect(reverse("accounts:profile"))
        if self.reader.language:
            remember_language(response, self.reader.language)
        return response


def held_roles(user) -> list[str]:
    """The user's roles of today as text, by scope."""
    held = [one for one in holdings(user) if one.role != "neighbour"]
    order = list(role_words.SCOPES)
    held.sort(key=lambda one: (order.index(one.scope), one.role, one.scope_id or 0))
    names = scope_names({(one.scope, one.scope_id) for one in held if one.scope_id is not None})
    return [held_label(one, names) for one in held]


def scope_names(wanted: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Names of scopes that the user holds a role for: one query a kind."""
    found = {}
    for kind in {scope for scope, _pk in wanted}:
        ids = {pk for scope, pk in wanted if scope == kind}
        found |= {(kind, row.pk): str(row) for row in scope_model(kind)._default_manager.filter(pk__in=ids)}
    return found


def delegable_options(user) -> dict:
    """Choices of the delegation form: key → (holding, label)."""
    from ..services.delegations import delegable

    held = sorted(
        delegable(user, timezone.localdate()), key=lambda one: (one.scope == PROJECT, one.role, one.scope_id or 0)
    )
    names = scope_names({(one.scope, one.scope_id) for one in held if one.scope_id is not None})
    return {f"{one.role}:{one.scope}:{one.scope_id or 0}": (one, held_label(one, names)) for one in held}
