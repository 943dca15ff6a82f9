"""The journal of a project: all its rows, filtered, paged to its end, exported, and hiding what may not be seen."""

import re
from io import BytesIO

import pytest

from pmo.history import written_by
from tests import factories as make
from tests.factories import days


def entries(answer):
    return answer.context["entries"]


def address(world, query=""):
    return f"/projects/{world.red.pk}/journal/?{query}"


def test_it_tells_who_changed_what_from_where_over_all_rows(world, reader_with):
    told = entries(reader_with("officer").get(address(world)))
    nouns = {entry.noun for entry in told}
    assert {"project", "milestone", "budget line", "risk", "decision", "status report"} <= nouns
    moved = next(entry for entry in told if entry.noun == "milestone" and entry.verb == "changed")
    assert (moved.user, moved.source, moved.label) == ("Claire", "page", "Go-live")
    assert [(one.label, one.before) for one in moved.differences] == [("forecast date", "—")]
    assert moved.url == f"/milestones/{world.milestone.pk}/"


def test_rows_without_a_name_are_called_by_what_tells_them_apart(world, reader_with):
    told = {entry.noun: entry.label for entry in entries(reader_with("officer").get(address(world)))}
    assert told["status report"] == f"{days(-12):%Y-%m-%d}"
    assert told["budget line"].startswith("Initial budget 1 · 2025")


def test_a_deleted_row_is_told_without_link(world, reader_with):
    world.milestone.delete()
    deleted = entries(reader_with("officer").get(address(world)))[0]
    assert (deleted.verb, deleted.label, deleted.url) == ("deleted", "Go-live", "")


@pytest.mark.parametrize(
    ("query", "expected"),
    [("noun=milestone", {"milestone"}), ("noun=risk&noun=decision", {"risk", "decision"}), ("until=2019-01-01", set())],
)
def test_it_is_filtered_by_noun_and_period(query, expected, world, reader_with):
    assert {entry.noun for entry in entries(reader_with("officer").get(address(world, query)))} == expected


def test_it_is_filtered_by_person(world, reader_with):
    officer = reader_with("officer")
    mine = entries(officer.get(address(world, f"by={world.pm.user.pk}")))
    assert mine and {entry.user for entry in mine} == {"Claire"}
    assert (world.pm.user.pk, "Claire") in officer.get(address(world)).context["form"].fields["by"].choices


def test_older_entries_follow_without_gap_or_repetition(world, reader_with):
    for number in range(60):
        make.ActionFactory(project=world.red, name=f"Step {number}")
    officer = reader_with("officer")
    first = officer.get(address(world))
    older = officer.part(address(world, f"before={first.context['older']}".replace("+", "%2B")))
    text = first.content.decode() + older.content.decode()
    assert re.findall(r">(Step \d+)<", text) == [f"Step {number}" for number in reversed(range(60))]
    assert "before=" not in older.content.decode() and "<html" not in older.content.decode()


def test_rows_of_money_and_the_budget_are_hidden_from_who_may_not_see_money(world, reader_with):
    with written_by(world.pm.user, "page"):
        world.red.budget = 4321
        world.red.save()
    contributor = reader_with("contributor", project=world.red)
    text = contributor.text(address(world))
    assert "4,321" in reader_with("officer").text(address(world))
    assert "4,321" not in text and "Studio" not in text and "budget line" not in text
    assert "4321" not in contributor.get(f"/projects/{world.red.pk}/journal.csv").body
    assert "Studio" not in contributor.text(address(world, "noun=budgetline"))


def test_the_history_of_the_project_hides_its_budget_too(world, reader_with):
    world.red.budget = 4321
    world.red.save()
    address = f"/projects/{world.red.pk}/history/"
    assert "4,321" in reader_with("officer").text(address)
    assert "4,321" not in reader_with("contributor", project=world.red).text(address)


def test_labels_of_what_may_not_be_seen_read_restricted(world, reader_with):
    hidden = make.ProgrammeFactory(name="Hidden programme", portfolio=world.here)
    world.red.programme = hidden
    world.red.save()
    contributor = reader_with("contributor", project=world.red)
    text = contributor.text(address(world))
    assert "Hidden programme" not in text and "restricted" in text
    assert "Hidden programme" in reader_with("officer").text(address(world))


def test_a_project_that_may_not_be_seen_has_no_journal(world, reader_with):
    executive = reader_with("executive")
    for ending in ("journal/", "journal.csv", "pending/", "origin/finish/"):
        assert executive.get(f"/projects/{world.secret.pk}/{ending}").status_code == 404


def test_it_is_exported_in_the_readers_format(world, reader_with):
    french = reader_with("officer", language="fr").get(f"/projects/{world.red.pk}/journal.csv?noun=milestone").body
    head, *lines = french.strip().splitlines()
    assert head.count(";") == 8 and all(line.count(";") == 8 for line in lines)
    assert any("Go-live" in line and days(-2).strftime("%d/%m/%Y") in line for line in lines)
    english = reader_with("officer").get(f"/projects/{world.red.pk}/journal.csv").body
    assert english.splitlines()[0].startswith("When,Who,From where,Change,Kind of object,Object,Field,Before,After")


def test_the_workbook_holds_the_same_rows(world, reader_with):
    import openpyxl

    officer = reader_with("officer")
    answer = officer.client.get(f"/projects/{world.red.pk}/journal.xlsx?noun=milestone")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet.max_row == 3
    assert officer.get(f"/projects/{world.red.pk}/journal.pdf").status_code == 404


def test_a_wrong_cursor_starts_from_the_beginning(world, reader_with):
    assert entries(reader_with("officer").get(address(world, "before=nonsense|x|y")))


def test_it_is_a_tab_of_the_project(world, reader_with):
    assert f"/projects/{world.red.pk}/journal/" in reader_with("officer").text(f"/projects/{world.red.pk}/")
