"""The rule that what hangs on a project names only rows of that project."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

OTHER_PROJECT = _("This belongs to another project.")


def same_project(row, *names: str) -> None:
    """Raises ValidationError when a linked row belongs to another project."""
    for name in names:
        other = getattr(row, name, None)
        if other is not None and other.project_id != row.project_id:
            raise ValidationError({name: OTHER_PROJECT})
