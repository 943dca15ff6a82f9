"""The filter of the access review."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmo.access import PORTFOLIO, PROJECT
from pmo.roles import RoleName
from pmo.widgets import DateInput, RelatedSelect

from ..models import User
from ..scopes import scope_model


class ReviewForm(forms.Form):
    """Which day, and perhaps one user, role, project or portfolio."""

    day = forms.DateField(label=_("Situation as of"), widget=DateInput(), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].widget.attrs["max"] = timezone.localdate().isoformat()
        self.fields["role"].choices = [("", "—"), *RoleName.choices]
        for name, model in (("user", User), ("project", scope_model(PROJECT)), ("portfolio", scope_model(PORTFOLIO))):
            self.fields[name] = forms.ModelChoiceField(
                model._default_manager.allowed(reader),
                label=model._meta.verbose_name.capitalize(),
                required=False,
                widget=RelatedSelect(),
            )

    def clean_day(self):
        day, today = self.cleaned_data["day"] or timezone.localdate(), timezone.localdate()
        if day > today:
            raise forms.ValidationError(_("Choose today or an earlier day."))
        return day
