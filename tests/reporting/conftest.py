"""What the tests of the roll-up share."""

import pytest

from pmo.models import Mark
from projects.models import ProjectState
from tests.factories import TODAY


@pytest.fixture
def rolled_up(db):
    """Drain everything for TODAY, and give the state of a project as it is stored."""
    from reporting.drain import drain_all

    def drained(project, *, today=TODAY):
        drain_all(today=today)
        assert not Mark.objects.exists()
        return ProjectState.objects.get(project=project)

    return drained
