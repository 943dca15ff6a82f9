"""Verbs of accounts: roles, delegations, invitations, tokens and users, one module per noun."""

from .delegations import delegate
from .invitations import accept_invitation, find_open_invitation, invite, resend_invitation, revoke_invitation
from .roles import end_role, give_role
from .set_up import administrator_exists, create_first_administrator, find_set_up_link, new_set_up_link
from .tokens import create_integration, create_token, revoke_token
from .users import create_user, deactivate_user, reactivate_user

__all__ = [
    "accept_invitation", "administrator_exists", "create_first_administrator", "create_integration", "create_token",
    "create_user", "deactivate_user", "delegate", "end_role", "find_open_invitation", "find_set_up_link", "give_role",
    "invite", "new_set_up_link", "reactivate_user", "resend_invitation", "revoke_invitation", "revoke_token",
]  # fmt: skip
