"""The list of users with their roles: the frame's list and export, and a page of our own about each."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from pmo import display, navigation
from pmo.pages import ObjectPages
from pmo.tables import Column, Link, Moment, Table, YesNo

from . import filters
from .models import User
from .scopes import scope_of
from .views.user import UserDetail, UserList


@dataclass(frozen=True)
class RolesHeld(Column):
    """The roles of today, each with what it is held for."""

    def value(self, row) -> list[str]:
        return [
            f"{held.get_role_display()} – {scope}" if (scope := scope_of(held)) else held.get_role_display()
            for held in row.roles_in_force
        ]

    def shown(self, value, table):
        if not value:
            return display.NOTHING
        shown = format_html_join("", '<span class="tag">{}</span> ', ((role,) for role in value[:3]))
        return format_html("{}{}", shown, f"+{len(value) - 3}" if len(value) > 3 else "")

    def export(self, row, table):
        return "; ".join(self.value(row))


class UserTable(Table):
    model = User
    columns = (
        Link("name", shows_row=True),
        Column("email"),
        RolesHeld("roles", label=_("Roles")),
        YesNo("is_active"),
        YesNo("is_integration"),
        Moment("last_login"),
    )
    default_order = ("name", "email")


user_pages = ObjectPages(
    User,
    table=UserTable,
    filterset=filters.UserFilterSet,
    form=None,
    slug="accounts/users",
    icon="users-group",
    views={
        "list": UserList,
        "detail": UserDetail,
        **dict.fromkeys(("create", "update", "delete", "bulk-update", "bulk-delete", "cell"), False),
    },
)
navigation.register(
    navigation.Item("administer", _("People and access"), user_pages.name("list"), "users-group", "account", order=20)
)
navigation.register(
    navigation.Item("administer", _("Access review"), "accounts:access-review", "clipboard-check", "account", order=25)
)
