"""What a visit transfers: the page, and on the first visit the style sheets, scripts and icons that it names."""

import gzip
import re
import urllib.request

NAMED = re.compile(
    r'<(?:link[^>]*?rel="(?:stylesheet|icon)"[^>]*?href|script[^>]*?src|img[^>]*?src|use href)="([^"#]+)'
)


def fetched(port: int, path: str, headers: dict) -> tuple[bytes, int]:
    """(body as text, bytes on the wire with the heads of the answer)."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
        head = sum(len(name) + len(value) + 4 for name, value in answer.headers.items()) + 17
        size = len(body) + head
        if answer.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        return body, size


def visit(port: int, path: str, headers: dict) -> tuple[int, int, int]:
    """(bytes of the first visit, number of files, bytes of the page alone)."""
    page, size = fetched(port, path, headers)
    files = sorted(set(NAMED.findall(page.decode())))
    first = size + sum(fetched(port, name, headers)[1] for name in files)
    return first, len(files), size
