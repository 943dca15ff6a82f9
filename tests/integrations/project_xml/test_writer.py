"""What is written and read again is the same, for whatever the reader and the writer both know."""

import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrations.project_xml import (
    CalculatedDates,
    DocumentAssignment,
    DocumentBaseline,
    DocumentCalendar,
    DocumentLink,
    DocumentResource,
    DocumentTask,
    ProjectDocument,
    plan_of,
    read_project_xml,
    write_project_xml,
)
from integrations.project_xml.calendar_elements import ranges
from integrations.project_xml.units import CODES, code_of, unit_of
from integrations.project_xml.writer import outline_numbers
from projects.critical_path import schedule

MSPDI = Path(__file__).parents[3].parent / "shared" / "data" / "mspdi"
FILES = sorted(MSPDI.glob("*.xml"))
with_files = pytest.mark.skipif(not FILES, reason="../shared/data/mspdi is absent")


def written(document: ProjectDocument) -> bytes:
    stream = io.BytesIO()
    assert write_project_xml(document, stream) == []
    return stream.getvalue()


def again(document: ProjectDocument) -> ProjectDocument:
    return read_project_xml(written(document))


# -- Files of MS Project ------------------------------------------------------------------------------------


@with_files
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_ms_project_read_and_written_reads_the_same(path):
    document = read_project_xml(path.read_bytes())
    assert document.tasks
    assert again(document) == document


@with_files
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_written_again_schedules_the_same(path):
    document = read_project_xml(path.read_bytes())
    first, second = (schedule(plan_of(each)) for each in (document, again(document)))
    for name in ("early_start", "early_finish", "late_start", "late_finish", "total_float", "free_float"):
        assert getattr(first, name).tolist() == getattr(second, name).tolist(), name


def orders(text: bytes) -> dict[str, list[list[str]]]:
    """Names of the children of each element, in order and without repetition, by the name of the element."""
    found: dict[str, list[list[str]]] = {}
    for element in ElementTree.fromstring(text).iter():
        names = list(dict.fromkeys(child.tag.rpartition("}")[2] for child in element))
        found.setdefault(element.tag.rpartition("}")[2], []).append(names)
    return found


@with_files
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_elements_follow_each_other_as_ms_project_writes_them(path):
    theirs, ours = orders(path.read_bytes()), orders(written(read_project_xml(path.read_bytes())))
    for parent in ("Project", "Task", "Resource", "Assignment", "Calendar", "WeekDay", "PredecessorLink"):
        known = {name for names in theirs.get(parent, ()) for name in names}
        for names in theirs.get(parent, ()):
            common = [name for name in ours[parent][0] if name in known] if parent in ours else []
            assert [name for name in common if name in names] == [name for name in names if name in common], parent


# -- Documents of all kinds ---------------------------------------------------------------------------------

minutes = st.none() | st.integers(0, 10**7)
money = st.none() | st.decimals(-(10**9), 10**9, places=2)
moments = st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=12).map(str.strip)
percents = st.integers(0, 100)
spans = st.sampled_from([[], [(480, 720), (780, 1020)], [(0, 1440)], [(1320, 1440)], [(0, 240), (1320, 1440)]])
days = st.dates(date(2024, 1, 1), date(2024, 2, 15))
uids = st.integers(0, 30)


baselines = st.lists(
    st.builds(DocumentBaseline, number=st.integers(0, 10), start=moments, finish=moments, duration=minutes,
         work=minutes, cost=money, fixed_cost=money),
    max_size=3,
)  # fmt: skip
links = st.builds(DocumentLink, predecessor=uids, kind=st.sampled_from(("FS", "SS", "FF", "SF")),
             lag=st.integers(-10000, 10000), unit=st.sampled_from(("m", "h", "d", "w", "mo", "%")),
             is_elapsed=st.booleans())  # fmt: skip
calculated = st.builds(CalculatedDates, start=moments, finish=moments, early_start=moments, early_finish=moments,
                  late_start=moments, late_finish=moments, total_slack=st.none() | st.integers(-9999, 9999),
                  free_slack=minutes, is_critical=st.none() | st.booleans())  # fmt: skip
tasks = st.builds(
    DocumentTask, uid=uids, row=uids, guid=texts, name=texts, wbs=texts, level=st.integers(0, 5),
    is_active=st.booleans(), is_summary=st.booleans(), is_milestone=st.booleans(), is_manual=st.booleans(),
    is_elapsed=st.booleans(), is_estimated=st.booleans(), unit=st.sampled_from(("m", "h", "d", "w", "mo")),
    priority=st.integers(0, 1000), duration=minutes, manual_start=moments, manual_finish=moments,
    manual_duration=minutes, deadline=moments, constraint_date=moments, calendar=st.none() | uids,
    constraint=st.sampled_from(("ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT")),
    ignores_resource_calendars=st.booleans(), percent_complete=percents, physical_percent_complete=percents,
    actual_start=moments, actual_finish=moments, actual_duration=minutes, remaining=minutes, work=minutes,
    actual_work=minutes, remaining_work=minutes, fixed_cost=money, cost=money, actual_cost=money,
    remaining_cost=money, notes=texts, links=st.lists(links, max_size=3), baselines=baselines,
    calculated=calculated,
)  # fmt: skip
calendars = st.builds(
    DocumentCalendar, uid=uids, name=texts, base=st.none() | uids,
    week=st.dictionaries(st.integers(0, 6), spans, max_size=7).map(lambda week: dict(sorted(week.items()))),
    exceptions=st.dictionaries(days, spans, max_size=8),
)  # fmt: skip
units = st.integers(0, 400).map(lambda hundredth: hundredth / 100)
resources = st.builds(
    DocumentResource, uid=uids, name=texts, kind=st.sampled_from(("work", "material", "cost")), initials=texts,
    group=texts, email=texts, material_unit=texts, calendar=st.none() | uids, maximum_units=units,
    standard_rate=money, standard_rate_unit=st.integers(1, 8), overtime_rate=money,
    overtime_rate_unit=st.integers(1, 8), cost_per_use=money, notes=texts,
)  # fmt: skip
assignments = st.builds(
    DocumentAssignment, task=uids, resource=uids, uid=uids, units=units, start=moments, finish=moments,
    work=minutes, actual_work=minutes, remaining_work=minutes, cost=money, actual_cost=money,
    remaining_cost=money, notes=texts,
    baselines=baselines,
)  # fmt: skip
documents = st.builds(
    ProjectDocument, name=texts, start=moments, finish=moments, status_date=moments, calendar=st.none() | uids,
    critical_slack_days=st.integers(0, 9), minutes_per_day=st.integers(60, 1440), currency=texts,
    minutes_per_week=st.integers(60, 10080), days_per_month=st.integers(1, 31),
    tasks=st.lists(tasks, max_size=3), calendars=st.lists(calendars, max_size=2),
    resources=st.lists(resources, max_size=2), assignments=st.lists(assignments, max_size=2),
)  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents)
def test_any_document_reads_the_same_after_it_was_written(document):
    assert again(document) == document


# -- Details ------------------------------------------------------------------------------------------------


def test_exceptions_day_by_day_are_written_as_ranges_and_keep_their_names():
    monday = date(2024, 12, 23)
    off = {monday + timedelta(days=number): [] for number in range(5)}
    calendar = DocumentCalendar(1, "Shop", week={0: [(480, 1020)]}, exceptions=off | {date(2024, 12, 31): [(480, 720)]})
    calendar.exception_names = dict.fromkeys(list(off)[1:3], "Christmas")
    found = [(str(first), str(last)) for first, last in ranges(calendar)]
    assert found == [
        ("2024-12-23", "2024-12-23"),
        ("2024-12-24", "2024-12-25"),
        ("2024-12-26", "2024-12-27"),
        ("2024-12-31", "2024-12-31"),
    ]
    assert again(ProjectDocument(calendars=[calendar])).calendars == [calendar]


def test_outline_numbers_follow_the_levels():
    levels = (0, 1, 2, 2, 1, 3, 2, 1)
    assert list(outline_numbers([DocumentTask(uid, level=level) for uid, level in enumerate(levels)])) == [
        "0", "1", "1.1", "1.2", "2", "2.1", "2.2", "3",
    ]  # fmt: skip


@pytest.mark.parametrize("symbol", CODES)
@pytest.mark.parametrize("is_elapsed", [False, True])
@pytest.mark.parametrize("is_estimated", [False, True])
def test_units_have_one_code_each(symbol, is_elapsed, is_estimated):
    assert unit_of(code_of(symbol, is_elapsed, is_estimated)) == (symbol, is_elapsed and symbol != "")


def test_an_unknown_unit_is_taken_for_days():
    assert unit_of(99) == ("d", False)


def test_a_character_that_no_file_can_hold_is_left_out_and_named():
    stream = io.BytesIO()
    document = ProjectDocument(tasks=[DocumentTask(1, 12, name="Be\x00fore\ud800"), DocumentTask(2, 13, name="A\r\nB")])
    problems = write_project_xml(document, stream)
    assert [(each.code, each.row, each.element) for each in problems] == [("unwritable_character", "Task 12", "Name")]
    assert [task.name for task in read_project_xml(stream.getvalue()).tasks] == ["Before", "A\r\nB"]


def test_markup_in_a_name_stays_text():
    document = ProjectDocument(name="R&D <b>]]>", tasks=[DocumentTask(1, notes="&amp;\n<Task>")])
    assert again(document) == document


def test_money_is_written_in_hundredths():
    text = written(ProjectDocument(tasks=[DocumentTask(1, cost=Decimal("2015.50"))]))
    assert b"<Cost>201550</Cost>" in text
    assert again(ProjectDocument(tasks=[DocumentTask(1, cost=Decimal("0.01"))])).tasks[0].cost == Decimal("0.01")
