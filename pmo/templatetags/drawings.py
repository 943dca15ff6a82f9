"""Small pictures drawn on the server: sparkline, stacked bar, initials. Charts proper are drawn by Plotly."""

from django import template

register = template.Library()

SPARKLINE_WIDTH, SPARKLINE_HEIGHT, MARGIN = 96, 24, 2
AVATAR_COLOURS = ("blue", "azure", "indigo", "purple", "pink", "orange", "teal", "cyan", "lime")


def polylines(values, width=SPARKLINE_WIDTH, height=SPARKLINE_HEIGHT):
    """Points of the lines through `values`, as lists of (x, y) in pixels; a missing value breaks the line."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return []
    low, span = min(known), (max(known) - min(known)) or 1.0
    step = (width - 2 * MARGIN) / max(len(values) - 1, 1)
    lines, line = [], []
    for place, value in enumerate(values):
        if value is None:
            lines, line = [*lines, line] if line else lines, []
            continue
        y = height - MARGIN - (float(value) - low) / span * (height - 2 * MARGIN)
        line.append((round(MARGIN + place * step, 1), round(y, 1)))
    return [*lines, line] if line else lines


@register.inclusion_tag("components/sparkline.html")
def sparkline(values, label="", colour="primary"):
    """A line of `values` (numbers, None where unknown) with a dot on the last known one."""
    lines = polylines(list(values))
    return {
        "lines": [" ".join(f"{x},{y}" for x, y in line) for line in lines],
        "last": [str(number) for number in lines[-1][-1]] if lines else None,
        "width": SPARKLINE_WIDTH,
        "height": SPARKLINE_HEIGHT,
        "label": label,
        "colour": colour,
    }


@register.inclusion_tag("components/bar.html")
def bar(parts, label=""):
    """A stacked bar; `parts` are dicts with `value`, `colour`, `label` and optionally `url`."""
    parts = [part for part in parts if part["value"]]
    total = sum(float(part["value"]) for part in parts)
    place, drawn = 0.0, []
    for part in parts:
        share = 100 * float(part["value"]) / total
        drawn.append({**part, "x": f"{place:.2f}", "width": f"{max(share - 0.5, 0.5):.2f}"})
        place += share
    return {"parts": drawn, "label": label}


@register.filter
def initials(name):
    """First letters of the first and last word: "Jeanne de la Tour" gives "JT"."""
    words = [word for word in str(name or "").replace("-", " ").split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


@register.filter
def avatar_colour(name):
    """The same colour for the same name on every page."""
    return AVATAR_COLOURS[sum(map(ord, str(name or ""))) % len(AVATAR_COLOURS)]
