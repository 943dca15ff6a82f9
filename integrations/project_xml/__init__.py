"""MS Project XML files: read into plain rows, and turned into a plan for the critical path engine.

Pure: bytes in, dataclasses out; nothing is stored here.
"""

from integrations.project_xml.document import CellProblem, DocumentTask, ProjectDocument, UnreadableProject
from integrations.project_xml.planning import plan_of
from integrations.project_xml.reader import read_project_xml

__all__ = [
    "CellProblem",
    "DocumentTask",
    "ProjectDocument",
    "UnreadableProject",
    "plan_of",
    "read_project_xml",
]
