"""Style sheets and scripts that travel together: one of each instead of three dozen on a first visit.

The sources stay one behaviour a file. They are only put one after the other, so what is named first is there first.
"""

from pathlib import Path

from django.conf import settings

STYLES = (
    "tokens", "layout", "tables", "forms", "figures", "boards", "kanban", "money", "dashboards", "folds", "roadmap",
    "pages", "print",
)  # fmt: skip
SCRIPTS = (
    "assets", "navigation", "messages", "confirm", "panel", "bulk", "lists", "tabs", "cells", "links", "shortcuts",
    "choices", "charts", "chart_views", "unsaved", "filters", "grids", "weights", "times", "clipboard", "period",
    "folds", "board_server", "board", "board_moves",
)  # fmt: skip
PLAN_STYLES = ("plan", "plan_timeline", "plan_print")
PLAN_SCRIPTS = (
    "words", "store", "scale", "server", "steps", "columns", "layout", "drawing", "contents", "grid", "timeline_head",
    "timeline", "arrows", "focus", "cells", "rows", "pasting", "keys", "drag", "linking", "conflict", "trial", "tools",
    "printing", "page",
)  # fmt: skip

BUNDLES = {
    "bundles/pages.css": tuple(f"css/{name}.css" for name in STYLES),
    "bundles/pages.js": tuple(f"js/{name}.js" for name in SCRIPTS),
    "bundles/plan.css": tuple(f"css/{name}.css" for name in PLAN_STYLES),
    "bundles/plan.js": tuple(f"js/plan/{name}.js" for name in PLAN_SCRIPTS),
}
"""Name of each bundle → the files of `static/` in it, in order."""


def bundled(name: str) -> str:
    """The text of a bundle. What is for paper stays for paper; a script that ends in a bracket stays apart."""
    separator = ";\n" if name.endswith(".js") else "\n"
    return separator.join(_source(path) for path in BUNDLES[name])


def _source(path: str) -> str:
    text = (Path(settings.BASE_DIR) / "static" / path).read_text(encoding="utf-8")
    return f"@media print {{\n{text}}}\n" if path.endswith("print.css") else text


def write_bundle(name: str, folder: Path) -> Path:
    """Put a bundle into a folder, touching the file only where its text is another. Safe side by side."""
    path, text = folder / name, bundled(name)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{id(text)}.part")
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    return path
