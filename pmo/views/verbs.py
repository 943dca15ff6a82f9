"""The view of each verb, by the name that `ObjectPages` gives it."""

from .bulk import ObjectBulkDelete, ObjectBulkUpdate
from .cell import ObjectCell
from .delete import ObjectDelete
from .detail import ObjectDetail
from .edit import ObjectCreate, ObjectUpdate
from .export import ObjectExport
from .history import ObjectHistory
from .links import ObjectLinks
from .list import ObjectList

VIEWS = {
    "list": ObjectList, "create": ObjectCreate, "export": ObjectExport, "bulk-update": ObjectBulkUpdate,
    "bulk-delete": ObjectBulkDelete, "detail": ObjectDetail, "update": ObjectUpdate, "delete": ObjectDelete,
    "history": ObjectHistory, "cell": ObjectCell, "links": ObjectLinks,
}  # fmt: skip
