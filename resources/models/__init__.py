"""Models of who does the work, one module per noun."""

from .absence import Absence, NonProjectWork
from .allocation import Allocation
from .skill import PersonSkill, ResourceRole, Skill

__all__ = ["Absence", "Allocation", "NonProjectWork", "PersonSkill", "ResourceRole", "Skill"]
