"""`{% icon "name" %}`: an icon of the Tabler set drawn into the page, so that no icon font is loaded.

The icons of badges, which lists repeat hundreds of times, are drawn once in a sheet that browsers keep.
"""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from ..choices import BadgeChoices

register = template.Library()

FOLDER = Path("node_modules") / "@tabler" / "icons" / "icons"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What stands in when the set is not installed or has no such icon: a plain ring.
RING = '<circle cx="12" cy="12" r="7"/>'
# Every Tabler icon starts with this invisible square; leaving it out saves a fifth of the page's icons.
INVISIBLE = '<path stroke="none" d="M0 0h24v24H0z" fill="none"/>'
# On the sheet beside the icons of the badges.
ALSO_ON_SHEET = frozenset({"check", "clock-exclamation", "point"})


@lru_cache(maxsize=1024)
def drawing(name, style="outline"):
    """The SVG content of an icon, without the `<svg>` around it."""
    path = Path(settings.BASE_DIR) / FOLDER / style / f"{name}.svg"
    if not NAME.fullmatch(name) or not path.is_file():
        return RING
    text = path.read_text(encoding="utf-8")
    inside = text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]
    return re.sub(r"\s*\n\s*", "", inside).replace(INVISIBLE, "").replace(" />", "/>")


@lru_cache(maxsize=1)
def sheet():
    """(names, SVG of them all as symbols): the icons of every BadgeChoices. Call once the apps are loaded."""
    names = ALSO_ON_SHEET | {member.icon for choices in BadgeChoices.__subclasses__() for member in choices}
    symbols = (f'<symbol id="{name}" viewBox="0 0 24 24">{drawing(name)}</symbol>' for name in sorted(names))
    return names, f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


@lru_cache(maxsize=1)
def sheet_address():
    """Where the sheet is served; changes with its content, so that browsers may keep it for ever."""
    return reverse("icon-sheet", args=[sha256(sheet()[1].encode()).hexdigest()[:12]])


@register.simple_tag
def icon(name, label="", css="", style="outline"):
    """The icon as inline SVG; `label` names it for screen readers, without one it is decoration."""
    classes = f"icon {css}".strip() if style == "outline" else f"icon icon-filled {css}".strip()
    inside = mark_safe(drawing(str(name), style))
    if label:
        return format_html(
            '<svg class="{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', classes, label, inside
        )
    return format_html('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', classes, inside)


@register.simple_tag
def symbol(name):
    """A decorative icon of the sheet: 80 bytes instead of 400, for lists."""
    if name not in sheet()[0]:
        return icon(name)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', sheet_address(), name)
