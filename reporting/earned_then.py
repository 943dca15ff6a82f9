"""The measures of a project on an earlier day: as they were kept for it, else calculated from what was known then."""

from datetime import date

from django.utils import timezone

from projects.models import Project, ProjectSnapshot

EARLIEST = date(1990, 1, 1)
"""Budgets begin there, so no plan is asked for an earlier day."""


def measures_on(project: Project, day: date) -> ProjectSnapshot:
    """The snapshot of the day where it has earned value; else one that is not saved, from facts and history."""
    kept = ProjectSnapshot.objects.filter(project=project, as_of=day).exclude(earned_value_detail={}).first()
    return kept or calculated_on(project, day)


def calculated_on(project: Project, day: date) -> ProjectSnapshot:
    """What the roll-up of that day would write now."""
    # Loaded here: who only reads what was kept needs no arrays.
    from .facts import read_facts
    from .rollup import measures_of, thresholds_of

    now, facts = timezone.now(), read_facts([project.pk], today=timezone.localdate(), as_of=day)
    return ProjectSnapshot(**measures_of(facts.projects[0], facts, thresholds_of(facts.organisation), now))
