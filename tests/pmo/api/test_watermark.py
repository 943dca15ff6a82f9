"""Nothing is missed between two syncs, whatever order transactions start, write and commit in."""

import psycopg2
import pytest
from django.db import connection

from pmo.api.watermark import watermark
from tests.factories import MilestoneFactory, ProjectFactory
from tests.pmo.api.test_lists import since, walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other():
    """A second connection, whose transactions the test opens and commits itself."""
    settings = connection.settings_dict
    second = psycopg2.connect(
        host=settings["HOST"], port=settings["PORT"] or None, user=settings["USER"], password=settings["PASSWORD"],
        dbname=settings["NAME"],
    )  # fmt: skip
    yield second
    second.close()


def rename(second, milestone, name: str) -> None:
    with second.cursor() as cursor:
        cursor.execute("UPDATE projects_milestone SET name = %s WHERE id = %s", [name, milestone.pk])


def test_a_row_written_before_a_sync_and_committed_after_it_comes_with_the_next(officer, other):
    slow, quick = MilestoneFactory(name="slow"), MilestoneFactory(name="quick")
    _rows, _removed, mark = walk(officer, "milestones/")
    rename(other, slow, "slow, changed")
    quick.name = "quick, changed"
    quick.save()
    rows, _removed, second_mark = walk(officer, since("milestones/", mark))
    assert [row["name"] for row in rows] == ["quick, changed"]
    other.commit()
    rows, _removed, _mark = walk(officer, since("milestones/", second_mark))
    assert "slow, changed" in {row["name"] for row in rows}


def test_a_deletion_committed_late_comes_with_the_next(officer, other):
    milestone = MilestoneFactory()
    _rows, _removed, mark = walk(officer, "milestones/")
    with other.cursor() as cursor:
        cursor.execute("DELETE FROM projects_milestone WHERE id = %s", [milestone.pk])
    _rows, removed, second_mark = walk(officer, since("milestones/", mark))
    assert removed == []
    other.commit()
    assert walk(officer, since("milestones/", second_mark))[1] == [milestone.pk]


def test_a_commit_between_two_pages_is_not_lost(officer, other):
    rows = [MilestoneFactory(name=f"M{number}") for number in range(6)]
    _rows, _removed, mark = walk(officer, "milestones/")
    rename(other, rows[0], "late")
    for row in rows[1:]:
        row.note = "changed"
        row.save()
    page = officer.get(since("milestones/", mark) + "&page_size=2").json()
    first_mark = page["watermark"]
    other.commit()
    while page["next"]:
        page = officer.get(page["next"]).json()
    assert page["watermark"] == first_mark
    assert "late" in {row["name"] for row in walk(officer, since("milestones/", first_mark))[0]}


def test_the_mark_is_the_start_of_the_oldest_open_writer(other):
    now, mark = watermark()
    assert mark <= now
    with other.cursor() as cursor:
        cursor.execute("SELECT now()")
        started = cursor.fetchone()[0]
        reading = watermark()[1]
        cursor.execute("CREATE TEMPORARY TABLE written (id int)")
    assert reading > started, "a transaction that only reads holds nothing back"
    assert watermark()[1] == started
    other.rollback()
    assert watermark()[1] > started


def test_a_project_created_in_an_open_transaction_is_not_lost(officer, other):
    project = ProjectFactory()
    _rows, _removed, mark = walk(officer, "milestones/")
    with other.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO projects_milestone
            (name, project_id, reference_date, is_go_live, is_key, note, links, custom, version)
            VALUES ('new', %s, '2026-01-01', false, false, '', '[]', '{}', 1)
            """,
            [project.pk],
        )
    _rows, _removed, second_mark = walk(officer, since("milestones/", mark))
    other.commit()
    assert [row["name"] for row in walk(officer, since("milestones/", second_mark))[0]] == ["new"]
