"""Files saved by MS Project: its calculated fields dropped, computed again and compared to the minute."""

from pathlib import Path

import pytest

from integrations.project_xml import plan_of, read_project_xml
from integrations.project_xml.document import CalculatedDates
from projects.critical_path import schedule

MSPDI = Path(__file__).parents[3].parent / "shared" / "data" / "mspdi"
FILES = sorted(MSPDI.glob("*.xml"))


@pytest.mark.skipif(not FILES, reason="../shared/data/mspdi is absent")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_dates_slack_and_critical_tasks_equal_those_of_ms_project(path):
    document = read_project_xml(path.read_bytes())
    assert document.tasks
    assert not document.problems
    found = schedule(plan_of(document))
    assert not found.problems
    for task in document.tasks:
        ours = found[task.uid]
        assert task.calculated == CalculatedDates(
            start=ours.start,
            finish=ours.finish,
            early_start=ours.start,
            early_finish=ours.finish,
            late_start=ours.late_start,
            late_finish=ours.late_finish,
            total_slack=ours.total_float,
            free_slack=ours.free_float,
            is_critical=ours.is_critical,
        ), task.name
        if task.is_summary:
            assert ours.duration == task.duration, task.name


@pytest.mark.skipif(not FILES, reason="../shared/data/mspdi is absent")
def test_the_files_hold_slack_and_critical_tasks_to_compare_with():
    tasks = [task for path in FILES for task in read_project_xml(path.read_bytes()).tasks]
    assert len(tasks) == 55
    assert sum(task.calculated.total_slack > 0 for task in tasks) > 20
    assert sum(task.calculated.is_critical for task in tasks) > 10
