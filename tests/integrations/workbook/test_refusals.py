"""Files that are refused by what they hold, whatever their name says."""

import io
import os
import zipfile

import pytest
from django.utils import translation

from integrations.workbook import WorkbookRefused, open_workbook
from integrations.workbook.refusals import MESSAGES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in members.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


REFUSED = {
    "empty": b"",
    "old_excel": OLE + b"Workbook",
    "password": OLE + "EncryptedPackage".encode("utf-16-le"),
    "binary_excel": archive(xl__workbook_dot_bin=b"x"),
    "open_document": archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_dot_xml=b"<x/>"),
    "other_archive": archive(projects_dot_csv=b"name\nAlpha\n"),
    "damaged": b"PK\x03\x04 and nothing of an archive",
    "pdf": b"%PDF-1.7\n",
    "image": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    "web_page": b"<html><table><tr><td>name</td></tr></table></html>",
    "xml": b'<?xml version="1.0"?><Project/>',
    "json": b'{"projects": []}',
    "binary": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_file_that_is_no_table_is_refused_for_what_it_is(code):
    with pytest.raises(WorkbookRefused) as refused:
        open_workbook(io.BytesIO(REFUSED[code]), "projects.csv")
    assert refused.value.code == code


@pytest.mark.parametrize("data", [b"   \n\n", b"\xef\xbb\xbf", b"\0" * 500])
def test_a_file_without_any_content_is_empty(data):
    with pytest.raises(WorkbookRefused) as refused:
        open_workbook(io.BytesIO(data), "projects.csv")
    assert refused.value.code == "empty"


def test_random_bytes_after_a_text_beginning_are_binary():
    with pytest.raises(WorkbookRefused) as refused:
        open_workbook(io.BytesIO(b"name,budget\nAlpha,1\n" * 5000 + b"\0\x01" * 1000), "projects.csv")
    assert refused.value.code == "binary"


def test_random_bytes_are_never_read_as_a_table():
    for _attempt in range(20):
        with pytest.raises(WorkbookRefused):
            open_workbook(io.BytesIO(os.urandom(5000)), "projects.csv")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr("integrations.workbook.MAX_FILE", 10)
    with pytest.raises(WorkbookRefused) as refused:
        open_workbook(io.BytesIO(b"name\nAlpha and Beta\n"), "projects.csv")
    assert refused.value.code == "too_large"


def test_every_message_says_what_to_do_and_takes_its_parameters():
    with translation.override("en"):
        for code in MESSAGES:
            given = {"sheet": "Projets", "preset": "GMPP", "code": "GMPP", "reason": "Take letters.", "date": "1 May"}
            message = str(WorkbookRefused(code, limit=1, row=2, **given))
            assert message.endswith(".") and "%(" not in message


def test_a_refused_path_leaves_no_open_file(tmp_path):
    path = tmp_path / "old.xls"
    path.write_bytes(OLE)
    with pytest.raises(WorkbookRefused):
        open_workbook(path)
    path.unlink()
