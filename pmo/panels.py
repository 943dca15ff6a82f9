"""Tabs of a page that other apps add: risks on the project page, without the lower app knowing them."""

from collections.abc import Callable
from dataclasses import dataclass

from .access import may_somewhere


@dataclass(frozen=True)
class Panel:
    """A tab, loaded from `url(row)` when opened. `kind` says which facts it shows."""

    name: str
    label: object
    icon: str
    url: Callable[[object], str]
    kind: str
    action: str = "view"
    order: int = 50


_panels: dict[str, list[Panel]] = {}


def register(model_label: str, panel: Panel) -> None:
    """Add a tab to the page of a model such as "projects.project"."""
    panels = _panels.setdefault(model_label.lower(), [])
    if panel not in panels:
        panels.append(panel)
        panels.sort(key=lambda one: one.order)


def for_row(row, user) -> list[dict]:
    """The tabs a reader gets for a row, as {name, label, icon, url}; each checks its own rows when opened."""
    return [
        {"name": panel.name, "label": panel.label, "icon": panel.icon, "url": panel.url(row)}
        for panel in _panels.get(row._meta.label_lower, [])
        if may_somewhere(user, panel.action, panel.kind)
    ]
