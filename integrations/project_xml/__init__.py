"""MS Project XML files: read into plain rows, written from them, and turned into a plan for the critical path engine.

Pure: bytes in, dataclasses out, and back; nothing is stored here.
"""

from integrations.project_xml.document import (
    CalculatedDates,
    CellProblem,
    DocumentAssignment,
    DocumentBaseline,
    DocumentCalendar,
    DocumentLink,
    DocumentResource,
    DocumentTask,
    ProjectDocument,
    UnreadableProject,
)
from integrations.project_xml.planning import plan_of
from integrations.project_xml.reader import read_project_xml
from integrations.project_xml.writer import write_project_xml

__all__ = [
    "CalculatedDates",
    "CellProblem",
    "DocumentAssignment",
    "DocumentBaseline",
    "DocumentCalendar",
    "DocumentLink",
    "DocumentResource",
    "DocumentTask",
    "ProjectDocument",
    "UnreadableProject",
    "plan_of",
    "read_project_xml",
    "write_project_xml",
]
