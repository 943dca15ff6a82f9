"""Delegations under the profile: roles handed over, roles received."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo import display
from pmo.views.frame import ReaderView

from ..forms.access import DelegationForm
from ..services import delegate, end_role
from ..services.delegations import delegations_of
from .form_page import FormPage, said
from .profile import delegable_options


class DelegationList(ReaderView):
    """Given and received, the running ones first."""

    def get(self, request):
        today = timezone.localdate()
        rows = list(delegations_of(self.reader).order_by("-ends_on", "-pk")[:200])
        for row in rows:
            row.is_open = row.ended_at is None and row.ends_on >= today
        context = {"title": _("Delegations"), "rows": rows, "today": today}
        return render(request, "accounts/delegations.html", context)


class DelegationCreate(FormPage):
    """Hand one of one's own roles over."""

    template_name = "accounts/own_form.html"
    title = gettext_lazy("Delegate a role")
    intro = gettext_lazy("The other person acts in this role during the period; you keep it. It ends by itself.")
    button = gettext_lazy("Delegate")

    def build_form(self, data=None):
        return DelegationForm(data, actor=self.reader, options=delegable_options(self.reader))

    def apply(self, form):
        chosen = form.cleaned_data
        given = delegate(
            self.reader,
            held=chosen["holding"],
            to=chosen["to"],
            starts_on=chosen["starts_on"],
            ends_on=chosen["ends_on"],
        )
        return _("%(who)s has the role until %(until)s.") % {"who": given.user, "until": display.day(given.ends_on)}

    def back(self):
        return reverse("accounts:delegation-list")


class DelegationEnd(ReaderView):
    """Take a delegation back, or give it back."""

    def post(self, request, pk):
        row = delegations_of(self.reader).filter(pk=pk).first()
        if row is None:
            raise Http404
        try:
            end_role(self.reader, membership=row)
        except ValidationError as error:
            messages.error(request, said(error))
        else:
            messages.success(request, _("The delegation is ended."))
        return redirect("accounts:delegation-list")
