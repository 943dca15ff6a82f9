"""People and access: the users with their roles, and one user's roles, tokens and state."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pmo.access import may_somewhere
from pmo.views.frame import ObjectView, ReaderView
from pmo.views.list import ObjectList

from ..models import Membership, User
from ..services import deactivate_user, reactivate_user, revoke_token
from ..services.roles import may_end
from .form_page import said


class UserList(ObjectList):
    """Only for whoever may see accounts; others find their own under the profile."""

    page_template = "accounts/users.html"

    def get(self, request, **kwargs):
        require_accounts(self.reader)
        if request.htmx and not request.htmx.boosted:
            return super().get(request, **kwargs)
        return render(request, self.page_template, self.context())

    def context(self) -> dict:
        return super().context() | {"may_manage": may_somewhere(self.reader, "manage", "account")}


class UserDetail(ObjectView):
    """Roles past and present, tokens, state."""

    def get(self, request, pk):
        user = self.get_row("view")
        context = {
            "title": str(user), "account": user, "breadcrumbs": self.breadcrumbs(user), "today": timezone.localdate(),
            "memberships": with_verbs(self.reader, Membership.objects.allowed(self.reader).filter(user=user)),
            "tokens": self.tokens(user), "may_manage": self.may_manage,
            "person": getattr(user, "person", None), "history_url": self.pages.url("history", user.pk),
        }  # fmt: skip
        return render(request, "accounts/user.html", context)

    def tokens(self, user) -> list:
        tokens = list(user.access_tokens.all()[:200]) if self.may_manage else []
        for one in tokens:
            one.revoke_url = reverse("accounts:user-token-revoke", args=[user.pk, one.pk])
        return tokens

    @property
    def may_manage(self) -> bool:
        return may_somewhere(self.reader, "manage", "account")


class UserVerb(ReaderView):
    """Something done to one user by whoever manages accounts; 404 for a user who may not be seen."""

    done = ""

    def post(self, request, pk):
        user = User.objects.allowed(self.reader).filter(pk=pk).first()
        if user is None:
            raise Http404
        try:
            self.apply(user)
        except ValidationError as error:
            messages.error(request, said(error))
        else:
            messages.success(request, self.message(user))
        return redirect("accounts:user-detail", user.pk)


class UserDeactivate(UserVerb):
    """End sessions, tokens and open invitations at once."""

    def apply(self, user):
        deactivate_user(self.reader, user=user)

    def message(self, user):
        return _("%(who)s can no longer sign in; sessions and tokens are ended.") % {"who": user}


class UserReactivate(UserVerb):
    """Open the account again."""

    def apply(self, user):
        reactivate_user(self.reader, user=user)

    def message(self, user):
        return _("%(who)s may sign in again, with a new password by “Forgotten password”.") % {"who": user}


class UserTokenRevoke(ReaderView):
    """Revoke another user's or an integration's token."""

    def post(self, request, pk, token_pk):
        user = User.objects.allowed(self.reader, "manage").filter(pk=pk).first()
        token = user.access_tokens.filter(pk=token_pk).first() if user else None
        if token is None:
            raise Http404
        revoke_token(self.reader, token=token)
        messages.success(request, _("The token “%(name)s” is revoked.") % {"name": token.name})
        return redirect("accounts:user-detail", pk)


def require_accounts(reader, action: str = "view") -> None:
    """403 for whoever may not do this to accounts."""
    if not may_somewhere(reader, action, "account"):
        raise PermissionDenied


def with_verbs(reader, rows) -> list[Membership]:
    """Roles, open ones first, each saying whether it counts and whether the reader may end it."""
    today = timezone.localdate()
    in_force = set(rows.in_force(today).values_list("pk", flat=True))
    found = list(rows.for_list().order_by("-starts_on", "-pk")[:500])
    for row in found:
        row.is_in_force = row.pk in in_force
        row.is_open = row.ended_at is None and (row.ends_on is None or row.ends_on >= today)
        row.may_be_ended = row.is_open and may_end(reader, row)
        row.end_url = reverse("accounts:membership-end", args=[row.pk])
    return sorted(found, key=lambda row: not row.is_open)
