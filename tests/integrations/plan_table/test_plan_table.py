"""A plan as CSV: what people type in French and English is read, and what is written reads the same."""

import io
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrations.cell_values import Unreadable
from integrations.plan_table import Scale, Spelling, is_plan_table, read_plan_table, write_plan_table
from integrations.plan_table.quantities import Duration, read_duration, read_links
from integrations.project_xml import (
    CalculatedDates,
    DocumentLink,
    DocumentTask,
    ProjectDocument,
    plan_of,
    read_project_xml,
)
from integrations.workbook import WorkbookRefused, open_workbook
from projects.critical_path import schedule

MSPDI = Path(__file__).parents[3].parent / "shared" / "data" / "mspdi"
FILES = sorted(MSPDI.glob("*.xml"))
SCALE = Scale()


def table(text: str | bytes, **options) -> ProjectDocument:
    content = text if isinstance(text, bytes) else text.encode()
    with open_workbook(io.BytesIO(content), "plan.csv") as book:
        return read_plan_table(book.sheets[0].rows(), **options)


def problems(document: ProjectDocument) -> list[tuple]:
    return [(each.code, each.row, each.element, each.value) for each in document.problems]


def written(document: ProjectDocument, language: str) -> bytes:
    return b"".join(write_plan_table(document, language))


# -- Durations and links ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "minutes", "unit"),
    [
        ("2d", 960, "d"), ("2", 960, "d"), ("0", 0, "d"), ("1.5 days", 720, "d"), ("1,5 jour", 720, "d"),
        ("3 j", 1440, "d"), ("4 hrs", 240, "h"), ("2 semaines", 4800, "w"), ("1 sem.", 2400, "w"),
        ("90 min", 90, "m"), ("1 mois", 9600, "mo"), ("1mo", 9600, "mo"), ("2w", 4800, "w"),
    ],
)  # fmt: skip
def test_durations_are_read_in_both_languages(text, minutes, unit):
    assert read_duration(text, SCALE) == Duration(minutes, unit)


@pytest.mark.parametrize("text", ["2ed", "2 elapsed days", "2 jé", "2 jours écoulés", "48 eh"])
def test_elapsed_durations_run_day_and_night(text):
    found = read_duration(text, SCALE)
    assert (found.minutes, found.is_elapsed) == (2880, True)


def test_a_question_mark_makes_an_estimate():
    assert read_duration("1 jour ?", SCALE) == Duration(480, "d", is_estimated=True)


@pytest.mark.parametrize("text", ["", "soon", "2 moons", "-1d", "1 2", "1e9d", "2dd"])
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(Unreadable):
        read_duration(text, SCALE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", [("3", "FS", 0)]),
        ("3FS+2d;5SS", [("3", "FS", 960), ("5", "SS", 0)]),
        ("3FD+2j;5DD", [("3", "FS", 960), ("5", "SS", 0)]),
        ("3FD+1,5j,5DF", [("3", "FS", 720), ("5", "SF", 0)]),
        ("3, 4 , 5ff - 1 h", [("3", "FS", 0), ("4", "FS", 0), ("5", "FF", -60)]),
        ("1.2SS+50%", [("1.2", "SS", 50)]),
        ("7FF-2 jours", [("7", "FF", -960)]),
        ("12;", [("12", "FS", 0)]),
    ],
)
def test_predecessors_are_read_in_both_languages(text, expected):
    assert [(each.other, each.link.kind, each.link.lag) for each in read_links(text, SCALE)] == expected


@pytest.mark.parametrize("text", ["A", "3XX", "3FS+", "3FS+2 moons", "FS", "3 4"])
def test_what_is_no_predecessor_is_refused(text):
    with pytest.raises(Unreadable):
        read_links(text, SCALE)


links = st.builds(
    DocumentLink, predecessor=st.integers(1, 99), kind=st.sampled_from(("FS", "SS", "FF", "SF")),
    lag=st.integers(-9999, 9999), unit=st.sampled_from(("m", "h", "d", "w", "mo", "%")), is_elapsed=st.booleans(),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(links, st.sampled_from(("en", "fr")))
def test_a_link_that_was_spelled_is_read_the_same(link, language):
    (found,) = read_links(Spelling(language).link(link.predecessor, link), SCALE)
    assert (int(found.other), found.link.kind, found.link.lag) == (link.predecessor, link.kind, link.lag)
    assert not link.lag or found.link.is_elapsed == link.is_elapsed


# -- Tables -------------------------------------------------------------------------------------------------

ENGLISH = """ID,WBS,Task name,Duration,Start,Predecessors,Constraint,% complete,Notes
1,1,Build,,,,,,
2,1.1,Walls,5d,2024-03-04,,,50,"thick, ""old"" ones"
3,1.2,Roof,2w,,2FS+1d,,,
4,2,Hand over,0d,,3;1.2SS+1d,Finish no later than 2024-05-01,,
"""
FRENCH = """N°;Code WBS;Nom de la tâche;Durée;Début;Prédécesseurs;Contrainte;% achevé;Notes
1;1;Build;;;;;;
2;1.1;Walls;5 jours;04/03/2024;;;50 %;"thick, ""old"" ones"
3;1.2;Roof;2 sem;;2FD+1j;;;
4;2;Hand over;0 j;;"3;1.2DD+1j";Fin au plus tard le 01/05/2024;;
"""


@pytest.mark.parametrize(
    "content", [ENGLISH, FRENCH, FRENCH.encode("cp1252"), "\ufeff" + FRENCH], ids=["en", "fr", "cp1252", "bom"]
)
def test_a_plan_is_read_in_both_languages(content):
    document = table(content)
    assert problems(document) == []
    build, walls, roof, end = document.tasks
    assert [task.level for task in document.tasks] == [1, 2, 2, 1]
    assert [task.is_summary for task in document.tasks] == [True, False, False, False]
    assert (walls.name, walls.duration, walls.percent_complete) == ("Walls", 2400, 50)
    assert walls.notes == 'thick, "old" ones'
    assert (walls.constraint, walls.constraint_date) == ("SNET", datetime(2024, 3, 4))
    assert roof.links == [DocumentLink(2, "FS", 480)]
    assert end.links == [DocumentLink(3), DocumentLink(3, "SS", 480)]
    assert (end.constraint, end.constraint_date) == ("FNLT", datetime(2024, 5, 2))
    assert end.is_milestone and build.duration is None


def test_a_workbook_is_read_like_a_csv(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["ID", "Name", "Duration", "Start", "Finish"])
    book.active.append([1, "Dig", None, datetime(2024, 3, 4), datetime(2024, 3, 5)])
    book.save(tmp_path / "plan.xlsx")
    with open_workbook(tmp_path / "plan.xlsx") as opened:
        (task,) = read_plan_table(opened.sheets[0].rows()).tasks
    assert (task.name, task.duration) == ("Dig", 960)
    assert task.constraint_date == datetime(2024, 3, 4)


def test_names_can_be_indented_instead_of_numbered():
    document = table("Name,Duration\nHouse,\n  Walls,1d\n  Roof,\n    Tiles,1d\nGarden,1d\n")
    assert [(task.name, task.level, task.is_summary) for task in document.tasks] == [
        ("House", 1, True), ("Walls", 2, False), ("Roof", 2, True), ("Tiles", 3, False), ("Garden", 1, False),
    ]  # fmt: skip


def test_each_unreadable_cell_is_named_by_row_and_column_and_the_rest_is_kept():
    document = table(
        "ID,Name,Duration,Start,Predecessors,Constraint,% complete,Deadline\n"
        "1,A,2 moons,,,,,\n"
        "\n"
        "2,B,1d,31/31/2024,,,150,\n"
        "3,C,1d,,1;9;2XX,Someday,,soon\n"
        "3,,1d,,,SNET,,\n"
    )
    assert problems(document) == [
        ("not_a_duration", "Row 2", "Duration", "2 moons"),
        ("not_a_date", "Row 4", "Start", "31/31/2024"),
        ("out_of_range", "Row 4", "% complete", "150"),
        ("unknown_constraint", "Row 5", "Constraint", "Someday"),
        ("not_a_date", "Row 5", "Deadline", "soon"),
        ("not_a_link", "Row 5", "Predecessors", "2XX"),
        ("repeated_key", "Row 6", "ID", "3"),
        ("missing_name", "Row 6", "Name", ""),
        ("constraint_without_date", "Row 6", "Constraint", "SNET"),
        ("unknown_predecessor", "Row 5", "Predecessors", "9"),
    ]
    assert [task.uid for task in document.tasks] == [1, 2, 3, 4]
    assert document.tasks[2].links == [DocumentLink(1)]


def test_month_first_is_understood_where_a_date_proves_it():
    document = table("Name,Duration,Start\nA,1d,03/04/2024\nB,1d,03/25/2024 9:30 PM\n")
    assert [task.constraint_date for task in document.tasks] == [
        datetime(2024, 3, 4), datetime(2024, 3, 25, 21, 30),
    ]  # fmt: skip


def test_a_finish_of_a_whole_day_lasts_to_its_end():
    (task,) = table("Name,Start,Finish\nA,Mon 04/03/24,Tue 05/03/24\n").tasks
    assert (task.calculated, task.duration) == (
        CalculatedDates(datetime(2024, 3, 4), datetime(2024, 3, 6)), 960,
    )  # fmt: skip


def test_a_finish_before_the_start_is_named():
    assert problems(table("Name,Start,Finish\nA,2024-03-05,2024-03-01\n")) == [
        ("finish_before_start", "Row 2", "Finish", "2024-03-01")
    ]


@pytest.mark.parametrize("mode", ["Manually Scheduled", "Planifié manuellement", "yes", "Oui"])
def test_a_task_dated_by_hand_keeps_its_dates(mode):
    (task,) = table(f"Name,Start,Finish,Task mode\nA,2024-03-04 08:00,2024-03-04 12:00,{mode}\n").tasks
    assert (task.is_manual, task.manual_start, task.manual_duration) == (True, datetime(2024, 3, 4, 8), 240)


def test_a_table_of_something_else_is_refused():
    with pytest.raises(WorkbookRefused):
        table("Code,Budget\nP1,100\n")
    with open_workbook(io.BytesIO(b"Code,Budget\nP1,100\n"), "x.csv") as book:
        assert not is_plan_table(book.sheets[0].rows())


# -- Round trip ---------------------------------------------------------------------------------------------


@pytest.mark.skipif(not FILES, reason="../shared/data/mspdi is absent")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_plan_of_a_file_of_ms_project_goes_through_a_table_unmoved(path, language):
    document = read_project_xml(path.read_bytes())
    first = schedule(plan_of(document))
    again = table(written(document, language))
    assert {each.code for each in again.problems} <= {"missing_name"}
    again.start, again.calendars, again.calendar = document.start, document.calendars, document.calendar
    again.resources, again.assignments = document.resources, document.assignments
    own = {task.uid: task for task in document.tasks}
    for task in again.tasks:
        # The table has no calendars.
        task.calendar, task.ignores_resource_calendars = (
            own[task.uid].calendar,
            own[task.uid].ignores_resource_calendars,
        )
    second = schedule(plan_of(again))
    for task in again.tasks:
        before, after = first[task.uid], second[task.uid]
        assert (after.start, after.finish, after.total_float) == (before.start, before.finish, before.total_float)


moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
# Not every letter: what looks like wrongly decoded text is repaired by the reader of CSV files.
texts = st.text("abéèç=+@;,|'-8%", max_size=9)


@st.composite
def documents(draw):
    document = ProjectDocument()
    for number in range(1, draw(st.integers(1, 5)) + 1):
        task = DocumentTask(number * 7, number, name=f"x{draw(texts)}", wbs=str(number), guid=f"k{number}", level=1)
        task.duration, task.unit = draw(st.integers(0, 99999)), draw(st.sampled_from(("m", "h", "d", "w", "mo")))
        task.is_elapsed, task.is_estimated = draw(st.booleans()), draw(st.booleans())
        task.is_milestone = task.duration == 0 or draw(st.booleans())
        task.constraint = draw(st.sampled_from(("ASAP", "ALAP", "SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO")))
        if task.constraint not in ("ASAP", "ALAP"):
            task.constraint_date = draw(moments)
        task.deadline = draw(st.none() | moments)
        start = draw(moments)
        task.calculated = CalculatedDates(start, start + timedelta(minutes=draw(st.integers(0, 9999))))
        task.percent_complete, task.actual_start = draw(st.integers(0, 100)), draw(st.none() | moments)
        task.remaining, task.notes = draw(st.none() | st.integers(0, 9999)), f"n{draw(texts)}"
        if number > 1:
            task.links = [DocumentLink(7, "SS", draw(st.integers(1, 9999)), draw(st.sampled_from(("m", "h", "d"))))]
        document.tasks.append(task)
    return document


def without_units(document: ProjectDocument) -> list[DocumentTask]:
    """What is not exact in its unit is written in minutes."""
    for task in document.tasks:
        task.unit = "d"
        for link in task.links:
            link.unit = "d"
    return document.tasks


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.sampled_from(("en", "fr")))
def test_what_was_written_reads_the_same(document, language):
    again = table(written(document, language))
    assert problems(again) == []
    # Elapsed minutes are minutes of both kinds.
    for found, expected in zip(without_units(again), without_units(document), strict=True):
        assert asdict(found) == asdict(expected)


def test_cells_that_look_like_formulas_are_made_harmless_and_read_back():
    document = ProjectDocument(tasks=[DocumentTask(1, 1, name="=1+1", notes="@x", wbs="1", duration=480)])
    text = written(document, "en")
    assert b"'=1+1" in text
    assert [(task.name, task.notes) for task in table(text).tasks] == [("=1+1", "@x")]
