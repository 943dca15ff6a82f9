"""Who does it: skills, roles, allocations, absences and other non-project work."""
