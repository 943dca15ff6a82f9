"""Finds the front-end packages in `node_modules`, and only the files that pages use; puts our own into bundles."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from . import embedded
from .bundles import BUNDLES, write_bundle

# Everything else in node_modules stays unreachable.
FILES = (
    "@tabler/core/dist/css/tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js",
    "htmx.org/dist/htmx.min.js",
    "plotly.js-basic-dist-min/plotly-basic.min.js",
    "sortablejs/Sortable.min.js",
    "tom-select/dist/js/tom-select.complete.min.js",
    "tom-select/dist/css/tom-select.bootstrap5.min.css",
    # The files above name their source maps; the hashing storage refuses a name that leads nowhere.
    "@tabler/core/dist/css/tabler.min.css.map",
    "@tabler/core/dist/js/tabler.min.js.map",
    "tom-select/dist/js/tom-select.complete.min.js.map",
    "tom-select/dist/css/tom-select.bootstrap5.min.css.map",
)


class PackageFinder(BaseFinder):
    """Static files finder over the listed files of the installed packages."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=Path(settings.BASE_DIR) / "node_modules")
        self.storage.prefix = ""

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        found = self.storage.path(path) if path in FILES and self.storage.exists(path) else None
        if find_all:
            return [found] if found else []
        return found or []

    def list(self, ignore_patterns):
        for path in FILES:
            if self.storage.exists(path):
                yield path, self.storage


class BundleFinder(BaseFinder):
    """Static files finder over the bundles, written anew where a source has changed."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.folder = embedded.state_directory() / "static"
        self.storage = FileSystemStorage(location=self.folder)
        self.storage.prefix = ""

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        found = [str(write_bundle(path, self.folder))] if path in BUNDLES else []
        return found if find_all or not found else found[0]

    def list(self, ignore_patterns):
        for path in BUNDLES:
            write_bundle(path, self.folder)
            yield path, self.storage
