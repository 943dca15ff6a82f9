"""All pages of one noun from one declaration: list, detail, create, update, delete, history, bulk, cell, export."""

from functools import lru_cache

from django.urls import get_script_prefix, path, reverse
from django.utils.text import capfirst

from . import navigation, panels

_pages: dict = {}


def pages_of(model) -> "ObjectPages | None":
    """The declared pages of a model."""
    return _pages.get(model)


def all_pages() -> list["ObjectPages"]:
    return list(_pages.values())


def url_of(row) -> str:
    """Where a row is shown, or "" when its model has no pages."""
    pages = _pages.get(type(row))
    return _around(pages, get_script_prefix()).format(row.pk) if pages else ""


def trail(row, title: str) -> list[dict]:
    """The way to a page about a row that is none of its verbs: the list, the row, the page."""
    pages = pages_of(type(row))
    return [
        {"label": pages.label, "url": pages.start_url()},
        {"label": str(row), "url": url_of(row)},
        {"label": title, "url": ""},
    ]


@lru_cache(maxsize=512)
def _around(pages: "ObjectPages", _prefix: str) -> str:
    """The address of a row with a gap for its number: asking the resolver for each of a hundred rows is slow."""
    start, _number, end = pages.url("detail", 0).rpartition("0")
    return f"{start}{{}}{end}"


class ObjectPages:
    """Declares the pages of a noun; names are `app:model-list`, `-detail`, `-create`, …

    `parent` is the relation shown in the breadcrumbs and passed along when adding from the parent's page;
    with `tab` (an order) the list also becomes a tab of that parent. `views` replaces single views (False: none);
    `verbs` are `ObjectVerb` classes. `opening` is the filter with which menu and breadcrumbs open the list, shown
    above it and taken away like any other.
    """

    def __init__(
        self,
        model,
        *,
        table,
        filterset,
        form,
        slug,
        icon,
        section="",
        order=50,
        parent="",
        tab=0,
        tabs=(),
        views=None,
        verbs=(),
        opening="",
    ):
        self.model, self.table, self.filterset, self.form = model, table, filterset, form
        self.slug, self.icon, self.parent, self.verbs = slug, icon, parent, tuple(verbs)
        self.views, self.opening = views or {}, f"?{opening}" if opening else ""
        self.label = capfirst(model._meta.verbose_name_plural)
        _pages[model] = self
        if section:
            entry = (section, self.label, self.name("list"), icon, model.access.kind)
            navigation.register(navigation.Item(*entry, order=order, query=self.opening))
        for parent_field, tab_order in tabs or ([(parent, tab)] if tab else []):
            self._register_tab(parent_field, tab_order)

    def _register_tab(self, parent_field: str, order: int) -> None:
        parent = self.model._meta.get_field(parent_field).related_model

        def url(row):
            return f"{self.url('list')}?{parent_field}={row.pk}&panel={parent_field}"

        panels.register(
            parent._meta.label, panels.Panel(self.slug, self.label, self.icon, url, self.model.access.kind, order=order)
        )

    def has(self, verb: str) -> bool:
        """Whether the noun has this page; links only where its rows keep some."""
        return bool(self.views.get(verb, verb != "links" or hasattr(self.model, "links")))

    def name(self, verb: str) -> str:
        return f"{self.model._meta.app_label}:{self.model._meta.model_name}-{verb}"

    def url(self, verb: str, *arguments) -> str:
        return reverse(self.name(verb), args=arguments)

    def start_url(self) -> str:
        """Where menu and breadcrumbs lead."""
        return self.url("list") + self.opening

    def urls(self) -> list:
        """URL patterns for the app's `urls.py`."""
        from .views.verbs import VIEWS

        routes = {
            "list": "", "create": "new/", "export": "export.<slug:format>", "bulk-update": "bulk/update/",
            "bulk-delete": "bulk/delete/", "detail": "<int:pk>/", "update": "<int:pk>/edit/",
            "delete": "<int:pk>/delete/", "history": "<int:pk>/history/", "cell": "<int:pk>/cell/<slug:field>/",
            "links": "<int:pk>/links/",
        }  # fmt: skip
        return [
            path(
                f"{self.slug}/{route}",
                self.views.get(verb, VIEWS[verb]).as_view(pages=self),
                name=f"{self.model._meta.model_name}-{verb}",
            )
            for verb, route in routes.items()
            if self.has(verb)
        ] + [
            path(
                f"{self.slug}/<int:pk>/{verb.name}/",
                verb.as_view(pages=self),
                name=f"{self.model._meta.model_name}-{verb.name}",
            )
            for verb in self.verbs
        ]

    def buttons(self, row, user) -> list[dict]:
        """The verbs the reader may use on the row as it is."""
        return [button for verb in self.verbs if (button := verb.button(self, row, user))]
