"""What integrations do: import a file, keep uploads and mappings, compare editions."""

from integrations.services.files import import_file

__all__ = ["import_file"]
