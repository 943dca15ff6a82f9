"""What a file is by its first bytes, whatever its name says; anything but text and XLSX is refused."""

import re
import zipfile
from typing import BinaryIO

from integrations.workbook.refusals import WorkbookRefused
from integrations.workbook.text_encoding import utf16_without_mark

HEAD = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"\x1f\x8b", "other_archive"),
    (b"BZh", "other_archive"),
    (b"\xfd7zXZ", "other_archive"),
    (b"7z\xbc\xaf\x27\x1c", "other_archive"),
    (b"Rar!", "other_archive"),
    (b"\x7fELF", "binary"),
)
_MARKUP = (
    (re.compile(rb"\s*(<!doctype html|<html|<table|<meta\b)", re.IGNORECASE), "web_page"),
    (re.compile(rb"\s*(<\?xml|<!doctype|<workbook|<project\b)", re.IGNORECASE), "xml"),
    (re.compile(rb"\s*(\{\s*\"|\[\s*[\[{])"), "json"),
)
# Tab, line feed, form feed, carriage return and the end mark of old DOS files do occur in text.
_CONTROL_CODES = bytes(code for code in range(32) if code not in (9, 10, 12, 13, 26))


def kind_of(stream: BinaryIO) -> str:
    """``"text"`` or ``"xlsx"``; otherwise raises WorkbookRefused with what to do."""
    stream.seek(0)
    head = stream.read(HEAD)
    if not head.strip(b"\0\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise WorkbookRefused("empty")
    if head.startswith(_OLE):
        raise WorkbookRefused("password" if _holds_encrypted_package(stream) else "old_excel")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_archive(stream)
    _refuse_other_formats(head)
    return "text"


def _refuse_other_formats(head: bytes) -> None:
    for beginning, code in _BEGINNINGS:
        if head.startswith(beginning):
            raise WorkbookRefused(code)
    start = head.removeprefix(b"\xef\xbb\xbf")[:1024]
    for pattern, code in _MARKUP:
        if pattern.match(start):
            raise WorkbookRefused(code)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] == b"\0\0\xfe\xff" or utf16_without_mark(head):
        return
    controls = len(head) - len(head.translate(None, _CONTROL_CODES))
    if controls > len(head) / 200:
        raise WorkbookRefused("binary")


def _holds_encrypted_package(stream: BinaryIO) -> bool:
    """Excel wraps a protected workbook in the old container, with the stream names in UTF-16."""
    name = "EncryptedPackage".encode("utf-16-le")
    stream.seek(0)
    tail = b""
    for chunk in iter(lambda: stream.read(1 << 20), b""):
        if name in tail + chunk:
            return True
        tail = chunk[-len(name) :]
    return False


def _kind_of_archive(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "xl/workbook.bin" in names:
                raise WorkbookRefused("binary_excel")
            if "mimetype" in names and "content.xml" in names:
                raise WorkbookRefused("open_document")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise WorkbookRefused("damaged") from error
    raise WorkbookRefused("other_archive")
