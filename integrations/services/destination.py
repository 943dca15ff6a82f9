"""The portfolio an import fills: the one of that code, or a new one where the actor may make it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from integrations.presets import EditionReading
from integrations.workbook import WorkbookRefused
from pmo.access import may_add
from pmo.models import Organisation
from portfolio.models import Portfolio


def destination(actor, code: str, reading: EditionReading | None, as_of: date | None) -> tuple[Portfolio | None, bool]:
    """(the portfolio or None when the rows name theirs themselves, whether it is new).

    A portfolio made for an import as of a past day is an archive whose status date is fixed to that day.
    """
    code = code.strip() or (reading.preset.name.upper() if reading else "")
    if not code:
        return None, False
    found = Portfolio.objects.allowed(actor).filter(code__iexact=code).first()
    if found is None:
        return _created(actor, code, reading, as_of), True
    if found.is_archive and as_of and (found.status_date is None or found.status_date < as_of):
        found.status_date = as_of
        found.save(update_fields=["status_date"])
    return found, False


def _created(actor, code: str, reading: EditionReading | None, as_of: date | None) -> Portfolio:
    archived = as_of is not None and as_of < timezone.localdate()
    portfolio = Portfolio(
        code=code, name=str(reading.preset.label) if reading else code,
        currency=reading.edition.currency if reading else Organisation.current().currency,
        status_date=as_of if archived else None, is_archive=archived,
    )  # fmt: skip
    if not may_add(actor, portfolio):
        raise WorkbookRefused("unknown_portfolio", code=code)
    try:
        with transaction.atomic():
            portfolio.full_clean()
            portfolio.save()
    except ValidationError as error:
        raise WorkbookRefused("bad_portfolio_code", code=code, reason=" ".join(error.messages)) from error
    except IntegrityError as error:
        raise WorkbookRefused("unknown_portfolio", code=code) from error
    return portfolio
