"""What an administrator types to connect another system."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.roles import RoleName

from ..choices import TokenScope
from .access import ScopedRoleForm
from .account import expiry_field


class IntegrationForm(ScopedRoleForm):
    """Name, role and scope of the integration; scope and expiry of its first token."""

    field_order = ("name", "role")
    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("The system that connects, for example: ERP."))
    token_scope = forms.ChoiceField(label=_("Token"), choices=TokenScope.choices, initial=TokenScope.READ)
    starts_on = ends_on = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expires_on"] = expiry_field()
        self.initial.setdefault("role", RoleName.INTEGRATION)
