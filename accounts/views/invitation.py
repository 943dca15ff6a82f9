"""Inviting people, and the invitations sent: send again, revoke."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo.views.frame import ReaderView

from ..forms.access import InvitationForm
from ..giving import may_give_somewhere
from ..models import Invitation
from ..models.membership import SCOPES
from ..scopes import scope_of
from ..services import invite, resend_invitation, revoke_invitation
from .form_page import FormPage, said


def require_giver(reader) -> None:
    if not may_give_somewhere(reader):
        raise PermissionDenied


class InvitationList(ReaderView):
    """All invitations for the administration, else one's own."""

    def get(self, request):
        require_giver(self.reader)
        now = timezone.now()
        rows = list(Invitation.objects.allowed(self.reader).of_people().for_list()[:500])
        for row in rows:
            row.scope = scope_of(row)
            row.is_open = row.accepted_at is None and row.revoked_at is None
            row.is_expired = row.is_open and row.expires_at <= now
        context = {
            "title": _("Invitations"), "rows": rows, "breadcrumbs": [{"label": _("Invitations"), "url": ""}],
        }  # fmt: skip
        return render(request, "accounts/invitations.html", context)


class InvitationCreate(FormPage):
    """Write to somebody who has no account yet."""

    title = gettext_lazy("Invite somebody")
    intro = gettext_lazy("A mail with a link that works once and for seven days; the person chooses the password.")
    button = gettext_lazy("Send the invitation")

    def require(self):
        require_giver(self.request.user)

    def build_form(self, data=None):
        initial = {name: self.request.GET[name] for name in SCOPES if name in self.request.GET}
        return InvitationForm(data, actor=self.reader, initial=initial)

    def apply(self, form):
        chosen = form.cleaned_data
        sent = invite(
            self.reader, email=chosen["email"], name=chosen["name"], role=chosen["role"], scope=chosen["scope"],
            ends_on=chosen["ends_on"], person=chosen.get("person"), language=chosen["language"],
        )  # fmt: skip
        return _("The invitation to %(address)s is on its way.") % {"address": sent.email}

    def crumbs(self):
        return [{"label": _("Invitations"), "url": self.back()}, {"label": self.title, "url": ""}]

    def back(self):
        return reverse("accounts:invitation-list")


class InvitationVerb(ReaderView):
    """Something done to one of the invitations that the reader sees."""

    def post(self, request, pk):
        row = Invitation.objects.allowed(self.reader).of_people().filter(pk=pk).first()
        if row is None:
            raise Http404
        try:
            self.apply(row)
        except ValidationError as error:
            messages.error(request, said(error))
        else:
            messages.success(request, self.message % {"address": row.email})
        return redirect("accounts:invitation-list")


class InvitationResend(InvitationVerb):
    """A new link; the old one stops working."""

    message = gettext_lazy("A new invitation to %(address)s is on its way; the old link no longer works.")

    def apply(self, row):
        resend_invitation(self.reader, invitation=row)


class InvitationRevoke(InvitationVerb):
    """The link stops working."""

    message = gettext_lazy("The invitation to %(address)s is revoked.")

    def apply(self, row):
        revoke_invitation(self.reader, invitation=row)
