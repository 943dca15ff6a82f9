"""The menu as data: sections and items that apps register, shown to whoever may open them."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .access import holdings, may_somewhere

SECTIONS = {
    "work": _("My work"),
    "steer": _("Steer"),
    "deliver": _("Deliver"),
    "money": _("Money"),
    "risk": _("Risks"),
    "people": _("People"),
    "administer": _("Administration"),
}


@dataclass(frozen=True)
class Item:
    """A menu entry. `kind` empty: for everyone who is signed in and holds any role."""

    section: str
    label: object
    url_name: str
    icon: str
    kind: str = ""
    action: str = "view"
    order: int = 50
    query: str = ""


@dataclass
class Shown:
    """An entry resolved for one reader."""

    label: object
    url: str
    icon: str
    active: bool


@dataclass
class ShownSection:
    """A section with the entries one reader may open."""

    label: object
    items: list[Shown] = field(default_factory=list)


_items: list[Item] = [Item("administer", _("Bin"), "bin-list", "trash", order=90)]


def register(item: Item) -> None:
    if item not in _items:
        _items.append(item)


def icons() -> set[str]:
    """The icons that menu entries use."""
    return {item.icon for item in _items}


def for_reader(user, path: str) -> list[ShownSection]:
    """Sections with at least one entry that the reader may open (no query beyond the reader's roles)."""
    if not holdings(user):
        return []
    sections = {name: ShownSection(label) for name, label in SECTIONS.items()}
    for item in sorted(_items, key=lambda item: item.order):
        if item.kind and not may_somewhere(user, item.action, item.kind):
            continue
        url = reverse(item.url_name)
        active = path == url or (url != "/" and path.startswith(url))
        sections[item.section].items.append(Shown(item.label, url + item.query, item.icon, active))
    shown = [section for section in sections.values() if section.items]
    _only_longest_active(shown, path)
    return shown


def _only_longest_active(sections: list[ShownSection], path: str) -> None:
    """/projects/ and /projects/roadmap/ both begin the path; only the longer one is where the reader is."""
    active = [item for section in sections for item in section.items if item.active]
    longest = max((len(_place(item)) for item in active), default=0)
    for item in active:
        item.active = len(_place(item)) == longest


def _place(item: Shown) -> str:
    """The address without the filter that it opens with."""
    return item.url.partition("?")[0]
