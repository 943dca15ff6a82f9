"""Addresses of people, roles and accounts; signing in and its second step are allauth's, under `account/`."""

from django.urls import include, path

from .object_pages import urlpatterns as objects
from .user_pages import user_pages
from .views import (
    access_review,
    delegation,
    erasure,
    integration,
    invitation,
    membership,
    one_time_link,
    preferences,
    profile,
    token,
    user,
)

own = [
    path("accounts/profile/", profile.Profile.as_view(), name="profile"),
    path("accounts/theme/", preferences.SetTheme.as_view(), name="theme"),
    path("accounts/delegations/", delegation.DelegationList.as_view(), name="delegation-list"),
    path("accounts/delegations/new/", delegation.DelegationCreate.as_view(), name="delegation-create"),
    path("accounts/delegations/<int:pk>/end/", delegation.DelegationEnd.as_view(), name="delegation-end"),
    path("accounts/tokens/", token.TokenList.as_view(), name="accesstoken-list"),
    path("accounts/tokens/new/", token.TokenCreate.as_view(), name="accesstoken-create"),
    path("accounts/tokens/<int:pk>/revoke/", token.TokenRevoke.as_view(), name="accesstoken-revoke"),
]
access = [
    *user_pages.urls(),
    path("accounts/users/<int:pk>/deactivate/", user.UserDeactivate.as_view(), name="user-deactivate"),
    path("accounts/users/<int:pk>/erase/", erasure.UserErase.as_view(), name="user-erase"),
    path("accounts/users/<int:pk>/reactivate/", user.UserReactivate.as_view(), name="user-reactivate"),
    path("accounts/users/<int:pk>/tokens/new/", integration.IntegrationToken.as_view(), name="integration-token"),
    path(
        "accounts/users/<int:pk>/tokens/<int:token_pk>/revoke/",
        user.UserTokenRevoke.as_view(),
        name="user-token-revoke",
    ),
    path("accounts/integrations/new/", integration.IntegrationCreate.as_view(), name="integration-create"),
    path("accounts/roles/new/", membership.RoleGive.as_view(), name="membership-create"),
    path("accounts/roles/<int:pk>/end/", membership.RoleEnd.as_view(), name="membership-end"),
    path("accounts/access/<slug:scope>/<int:pk>/", membership.ScopeAccess.as_view(), name="scope-access"),
    path("accounts/invitations/", invitation.InvitationList.as_view(), name="invitation-list"),
    path("accounts/invitations/new/", invitation.InvitationCreate.as_view(), name="invitation-create"),
    path("accounts/invitations/<int:pk>/resend/", invitation.InvitationResend.as_view(), name="invitation-resend"),
    path("accounts/invitations/<int:pk>/revoke/", invitation.InvitationRevoke.as_view(), name="invitation-revoke"),
    path("accounts/access-review/", access_review.AccessReview.as_view(), name="access-review"),
]
entrance = [
    path("account/invitation/<str:secret>/", one_time_link.InvitationAccept.as_view(), name="invitation-accept"),
    path("account/setup/<str:secret>/", one_time_link.SetUp.as_view(), name="set-up"),
]

urlpatterns = [
    path("", include(([*objects, *own, *access, *entrance], "accounts"))),
    path("language/", preferences.SetLanguage.as_view(), name="set_language"),
    path("account/", include("allauth.urls")),
]
