"""Giving a role, handing one over, inviting somebody: what is typed, and who may be chosen."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmo.access import ORGANISATION, Holding, may_somewhere
from pmo.roles import RoleName
from pmo.widgets import DateInput, RelatedSelect

from ..giving import givable_roles, may_give
from ..models import Person, User
from ..models.membership import SCOPES
from ..role_words import role_word
from ..scopes import only_scope, scope_model

NOT_YOURS = _("You may not give this role there, or not for that long.")


class ScopedRoleForm(forms.Form):
    """A role for a scope and a period. `scope` fixes the scope, else one of four fields (none: the organisation)."""

    role = forms.ChoiceField(label=_("Role"), choices=RoleName.choices)
    starts_on = forms.DateField(label=_("From"), widget=DateInput())
    ends_on = forms.DateField(label=_("Until"), widget=DateInput(), required=False, help_text=_("Empty: no end."))

    def __init__(self, *args, actor, scope=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor, self.scope = actor, scope
        self.initial.setdefault("starts_on", timezone.localdate())
        if scope is not None:
            roles = givable_roles(actor, scope, first_day=timezone.localdate())
            self.fields["role"].choices = [(role.value, role.label) for role in roles]
            return
        for name in SCOPES:
            self.fields[name] = self._scope_field(name)

    def _scope_field(self, name: str):
        """Only what the actor may see; whether the actor may give roles there is asked when the role is known."""
        model = scope_model(name)
        return forms.ModelChoiceField(
            model._default_manager.allowed(self.actor),
            label=model._meta.verbose_name.capitalize(),
            required=False,
            widget=RelatedSelect(),
        )

    def clean(self):
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on") or timezone.localdate(), cleaned.get("ends_on")
        if ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The end must not be before the start."))
            return cleaned
        cleaned["scope"] = self.scope or self._chosen_scope(cleaned)
        role, period = cleaned.get("role"), {"first_day": starts_on, "last_day": ends_on}
        if role and not self.errors and not may_give(self.actor, role, cleaned["scope"], **period):
            self.add_error("role", NOT_YOURS)
        return cleaned

    def _chosen_scope(self, cleaned):
        try:
            return only_scope(cleaned)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class RoleForm(ScopedRoleForm):
    """Give somebody who has an account a role. Whoever may not list users chooses among people with a log-in."""

    field_order = ("holder", "role")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holder"] = holder_field(self.actor, _("Who"))
        self.order_fields(self.field_order)

    def clean(self):
        cleaned = super().clean()
        cleaned["user"] = user_of(cleaned.get("holder"))
        return cleaned


class InvitationForm(ScopedRoleForm):
    """Invite somebody who has no account yet; the role counts from the day the invitation is accepted."""

    field_order = ("email", "name", "language", "person", "role")
    email = forms.EmailField(label=_("E-mail"))
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language of the mail"), required=False)
    starts_on = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("Language of the organisation")), *settings.LANGUAGES]
        if may_somewhere(self.actor, "manage", "account"):
            self.fields["person"] = forms.ModelChoiceField(
                Person.objects.allowed(self.actor).filter(user__isnull=True),
                label=_("Person"),
                required=False,
                widget=RelatedSelect(),
                help_text=_("Somebody in the directory whose log-in this becomes; the projects come with it."),
            )
        self.order_fields(self.field_order)


class DelegationForm(forms.Form):
    """Hand one of one's own roles over for a period."""

    held = forms.ChoiceField(label=_("Role"))
    starts_on = forms.DateField(label=_("From"), widget=DateInput())
    ends_on = forms.DateField(label=_("Until"), widget=DateInput())

    def __init__(self, *args, actor, options: dict[str, tuple[Holding, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.options = options
        self.initial.setdefault("starts_on", timezone.localdate())
        self.fields["held"].choices = [(key, label) for key, (_held, label) in options.items()]
        self.fields["holder"] = holder_field(actor, _("Delegate to"))

    def clean(self):
        cleaned = super().clean()
        cleaned["to"] = user_of(cleaned.get("holder"))
        if "held" in cleaned:
            cleaned["holding"] = self.options[cleaned["held"]][0]
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The end must not be before the start."))
        return cleaned


class LastDayForm(forms.Form):
    """When a role ends: now when empty."""

    last_day = forms.DateField(label=_("Last day"), widget=DateInput(), required=False)


def holder_field(actor, label) -> forms.ModelChoiceField:
    """Users for whoever may list them, else people with a log-in."""
    if may_somewhere(actor, "view", "account"):
        rows = User.objects.allowed(actor).filter(is_active=True)
    else:
        rows = Person.objects.allowed(actor).filter(user__is_active=True)
    return forms.ModelChoiceField(rows, label=label, widget=RelatedSelect())


def user_of(holder) -> User | None:
    return holder.user if isinstance(holder, Person) else holder


def held_label(held: Holding, names: dict[tuple[str, int], str]) -> str:
    """ "Project manager – Site redesign"."""
    role = role_word(held.role)
    return str(role) if held.scope == ORGANISATION else f"{role} – {names.get((held.scope, held.scope_id), '')}"
