"""`{% icon "name" %}`: an icon of the Tabler set, without loading an icon font.

The icons that most pages show are drawn once, in a sheet that browsers keep; others are drawn into the page.
"""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django import template
from django.conf import settings
from django.urls import get_resolver, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from .. import navigation
from ..choices import BadgeChoices

register = template.Library()

FOLDER = Path("node_modules") / "@tabler" / "icons" / "icons"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What stands in when the set is not installed or has no such icon: a plain ring.
RING = '<circle cx="12" cy="12" r="7"/>'
# Every Tabler icon starts with this invisible square; leaving it out saves a fifth of the page's icons.
INVISIBLE = '<path stroke="none" d="M0 0h24v24H0z" fill="none"/>'
# On the sheet beside the icons of badges and menu entries.
FREQUENT = {
    "bookmark", "check", "chevron-down", "chevron-left", "chevron-right", "chevron-up", "chevrons-left",
    "clock-exclamation", "columns-3", "device-desktop", "download", "edit", "file-spreadsheet",
    "file-type-csv", "filter", "history", "info-circle", "key", "keyboard", "layout-sidebar-left-collapse",
    "link", "list-details", "lock", "logout", "menu-2", "moon", "plus", "point", "search", "shield-lock",
    "sun", "trash", "user", "users", "x", "arrows-diagonal", "arrows-move", "calendar", "chevrons-up", "layout-kanban",
    "list-check", "route", "run", "timeline",
}  # fmt: skip


@lru_cache(maxsize=1024)
def drawing(name, style="outline"):
    """The SVG content of an icon, without the `<svg>` around it."""
    path = Path(settings.BASE_DIR) / FOLDER / style / f"{name}.svg"
    if not NAME.fullmatch(name) or not path.is_file():
        return RING
    text = path.read_text(encoding="utf-8")
    inside = text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]
    return re.sub(r"\s*\n\s*", "", inside).replace(" />", "/>").replace(INVISIBLE, "")


@lru_cache(maxsize=1)
def sheet():
    """(names, SVG of them all as symbols). Call once the apps are loaded: their choices and menus count."""
    get_resolver().url_patterns  # noqa: B018 - the apps declare their menu entries beside their addresses
    badges = {member.icon for choices in BadgeChoices.__subclasses__() for member in choices}
    names = FREQUENT | badges | navigation.icons()
    symbols = (f'<symbol id="{name}" viewBox="0 0 24 24">{drawing(name)}</symbol>' for name in sorted(names))
    return names, f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


@lru_cache(maxsize=1)
def sheet_address():
    """Where the sheet is served; changes with its content, so that browsers may keep it for ever."""
    return reverse("icon-sheet", args=[sha256(sheet()[1].encode()).hexdigest()[:8]])


@register.simple_tag
def icon(name, label="", css="", style="outline"):
    """The icon as SVG; `label` names it for screen readers, without one it is decoration."""
    name = str(name)
    classes = f"icon {css}".strip() if style == "outline" else f"icon icon-filled {css}".strip()
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    if style == "outline" and name in sheet()[0]:
        return format_html('<svg class="{}" {}><use href="{}#{}"/></svg>', classes, spoken, sheet_address(), name)
    inside = mark_safe(drawing(name, style))
    return format_html('<svg class="{}" viewBox="0 0 24 24" {}>{}</svg>', classes, spoken, inside)


@register.simple_tag
@lru_cache(maxsize=256)
def symbol(name):
    """A decorative icon in as few bytes as possible, for badges in lists; CSS gives it its size."""
    if name not in sheet()[0]:
        return icon(name)
    return format_html('<svg><use href="{}#{}"/></svg>', sheet_address(), name)
