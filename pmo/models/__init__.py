"""Models of the frame: the record every object builds on, and the rows the frame keeps itself."""

from .custom_field import CustomField
from .external_reference import ExternalReference
from .job import Job
from .organisation import Organisation
from .record import NamedRecord, Record, Settled, SortKey
from .removal import AccessChange, BinEntry, Deletion
from .roll_up import Mark, RollUpRun
from .saved_view import IdempotencyKey, SavedView

__all__ = [
    "AccessChange", "BinEntry", "CustomField", "Deletion", "ExternalReference", "IdempotencyKey", "Job", "Mark",
    "NamedRecord", "Organisation", "Record", "RollUpRun", "SavedView", "Settled", "SortKey",
]  # fmt: skip
