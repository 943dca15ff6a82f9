"""What the preview and the result of an import show: counts, differences, renames, problems, page by page."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Department, Person, Vendor
from integrations.cell_values import REASONS
from integrations.models import Import
from integrations.targets import TARGETS, target
from pmo.models import CustomField
from portfolio.models import Portfolio
from resources.models import ResourceRole

SHOWN = 100
CREATED = {
    "portfolio": Portfolio._meta.verbose_name_plural, "person": Person._meta.verbose_name_plural,
    "department": Department._meta.verbose_name_plural, "vendor": Vendor._meta.verbose_name_plural,
    "role": ResourceRole._meta.verbose_name_plural, "custom_field": CustomField._meta.verbose_name_plural,
    "custom_choice": gettext_lazy("choices of custom fields"),
}  # fmt: skip


def result_context(reader, row: Import, asked) -> dict:
    """The report in portions: `changes`, `conflicts` and `problems` of the address say from which one on."""
    report = row.report
    counts = _counts(report)
    return {
        "report": report,
        "counts": counts,
        "is_empty": not any(line[name] for line in counts for name in ("new", "changed", "unchanged")),
        "renames": report.get("renames", []),
        "confirmed": row.renames,
        "changes": _portion(report.get("changes", []), asked.get("changes", "")),
        "conflicts": _portion(report.get("conflicts", []), asked.get("conflicts", "")),
        "problems": _in_reader_words(_portion(report.get("problems", []), asked.get("problems", ""))),
        "created": _created(report),
        "ignored": [(sheet, headers) for sheet, headers in report.get("ignored_columns", {}).items() if headers],
        "ignored_sheets": report.get("ignored_sheets", []),
        "links": _links(reader, row),
    }


def _counts(report: dict) -> list[dict]:
    """One line for each kind of object, in the order in which they are written."""
    found = report.get("counts", {})
    return [
        {"label": target(each.name).title(translation.get_language() or "en"), **found[each.name]}
        for each in TARGETS
        if each.name in found
    ]


def _created(report: dict) -> list[tuple[str, int]]:
    """What rows named for the first time, by kind."""
    found = report.get("created", {})
    return [(str(label), found[kind]) for kind, label in CREATED.items() if kind in found]


def _in_reader_words(portion: dict) -> dict:
    """The reasons of problems in the language of whoever looks; words of a rule and of choices stay as they were."""
    for problem in portion["rows"]:
        code = problem["reason_code"]
        if code in REASONS and code not in ("invalid", "unknown_choice", "other_currency"):
            problem["reason"] = str(REASONS[code])
    return portion


def _portion(rows: list, asked: str) -> dict:
    first = min(int(asked), len(rows)) if asked.isdigit() else 0
    return {
        "rows": rows[first : first + SHOWN],
        "count": len(rows),
        "first": first + 1,
        "last": min(first + SHOWN, len(rows)),
        "next": first + SHOWN if first + SHOWN < len(rows) else None,
        "previous": max(first - SHOWN, 0) if first else None,
    }


def _links(reader, row: Import) -> list[tuple[str, str]]:
    """Where to look next: the portfolio, its projects, and what changed since the edition before."""
    portfolio = Portfolio.objects.allowed(reader).filter(pk=row.portfolio_id).first() if row.portfolio_id else None
    if portfolio is None:
        return []
    found = [
        (str(portfolio), reverse("portfolio:portfolio-detail", args=[portfolio.pk])),
        (_("Projects"), f"{reverse('projects:project-list')}?portfolio={portfolio.pk}"),
    ]
    if row.as_of:
        found.append((_("Differences between editions"), reverse("integrations:editions", args=[portfolio.pk])))
    return found
