"""GanttProject files read into a `ProjectDocument`: the converter for other programs leaves most of their links out."""

from integrations.gantt_project.reader import read_gantt_project

__all__ = ["read_gantt_project"]
