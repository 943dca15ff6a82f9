"""Static files that were not collected travel by Brotli to whoever takes it, pages by gzip."""

import gzip
from pathlib import Path

import brotli
import pytest
from django.conf import settings

STYLE = "/static/css/tokens.css"
SOURCE = Path(settings.BASE_DIR) / "static/css/tokens.css"


def body(answer) -> bytes:
    return answer.getvalue()


def test_a_style_sheet_travels_by_brotli(client):
    answer = client.get(STYLE, headers={"accept-encoding": "gzip, deflate, br"})
    assert answer["Content-Encoding"] == "br"
    assert "Accept-Encoding" in answer["Vary"]
    packed = body(answer)
    assert int(answer["Content-Length"]) == len(packed)
    assert brotli.decompress(packed) == SOURCE.read_bytes()


@pytest.mark.parametrize(("taken", "sent"), [("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", None)])
def test_whoever_takes_no_brotli_gets_something_else(client, taken, sent):
    answer = client.get(STYLE, headers={"accept-encoding": taken})
    assert answer.get("Content-Encoding") == sent
    packed = body(answer)
    assert (gzip.decompress(packed) if sent else packed) == SOURCE.read_bytes()


def test_a_file_that_the_browser_has_is_not_sent_again(client):
    first = client.get(STYLE, headers={"accept-encoding": "br"})
    assert not first.has_header("ETag")
    body(first)
    again = client.get(STYLE, headers={"accept-encoding": "br", "if-modified-since": first["Last-Modified"]})
    assert (again.status_code, body(again)) == (304, b"")


@pytest.mark.django_db
def test_a_page_keeps_to_gzip(client):
    assert client.get("/account/login/", headers={"accept-encoding": "gzip, br"})["Content-Encoding"] == "gzip"
