"""The long jobs of imports: reading columns, preview, run. What they do is in `services/uploads.py`."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from integrations.models import Import, ImportState
from integrations.services import uploads
from integrations.workbook import WorkbookRefused
from pmo.job_progress import JobCancelled, JobLost, Progress
from pmo.jobs import JobRefused, job


@job(_("Read the columns of a file"), name=uploads.READ, source="import")
def read(progress: Progress, *, id: int) -> dict:
    return _stepped(id, lambda row: uploads.read_columns(row))


@job(_("Preview an import"), name=uploads.PREVIEW, source="import")
def preview(progress: Progress, *, id: int) -> dict:
    return _stepped(id, lambda row: uploads.preview(row, progress))


@job(_("Import a file"), name=uploads.RUN, source="import")
def run(progress: Progress, *, id: int) -> dict:
    return _stepped(id, lambda row: uploads.run(row, progress))


def _stepped(pk: int, step: Callable[[Import], object]) -> dict:
    """One step of an import; a refusal is kept with the file, so that its page can say what to do."""
    row = Import.objects.select_related("owner", "portfolio").filter(pk=pk).first()
    if row is None:
        raise JobRefused(_("The import was deleted."))
    if row.state != ImportState.DONE:
        try:
            step(row)
        except WorkbookRefused as refusal:
            Import.objects.filter(pk=pk).update(state=ImportState.REFUSED, message=refusal.message)
            raise JobRefused(refusal.message) from refusal
        except (JobCancelled, JobLost):
            raise
        except Exception:
            Import.objects.filter(pk=pk).update(state=ImportState.FAILED)
            raise
    return {"url": reverse("integrations:import-detail", args=[pk])}
