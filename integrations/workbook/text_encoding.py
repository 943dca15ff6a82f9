"""Which encoding a text file is in, and the repair of characters an earlier program damaged. No CSV here."""

import codecs
import re
from typing import BinaryIO, NamedTuple

from integrations.workbook.refusals import WorkbookRefused

CHUNK = 1 << 20
SAMPLE = 1 << 16
FALLBACK = "pmo-windows-bytes"
EXPECTED = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛŒÆ£€–—‘’“”«»°²³…•·½¼×©®™§ñóáíúß\xa0\u202f")
# Windows first: it is what Excel writes, and on a tie the others are rarer.
SINGLE_BYTE = ("cp1252", "mac_roman", "cp850", "iso8859_15")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TextEncoding(NamedTuple):
    name: str
    errors: str = FALLBACK


def detect_encoding(stream: BinaryIO) -> TextEncoding:
    """Read the whole stream once in chunks, so that one accented letter after 49 MB of ASCII still counts."""
    stream.seek(0)
    head = stream.read(SAMPLE)
    marked = next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), None)
    if marked:
        return TextEncoding(marked, FALLBACK if marked == "utf-8-sig" else "replace")
    unmarked = utf16_without_mark(head)
    if unmarked:
        return TextEncoding(unmarked, "replace")
    stream.seek(0)
    census = _Utf8Census()
    for chunk in iter(lambda: stream.read(CHUNK), b""):
        census.add(chunk)
    if census.nul_bytes > 16:
        raise WorkbookRefused("binary")
    # A UTF-8 file into which a few Windows bytes were pasted has far more good sequences than bad bytes.
    if census.good >= census.bad:
        return TextEncoding("utf-8")
    return TextEncoding(_single_byte_encoding(bytes(census.sample)), "replace")


def decoded_head(stream: BinaryIO, encoding: TextEncoding, size: int = SAMPLE) -> str:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    return decoder.decode(stream.read(size))


class _Utf8Census:
    """Counts well-formed UTF-8 beyond ASCII and bytes that are not, and samples the lines with either."""

    LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
    BAD = re.compile("[\udc80-\udcff]")

    def __init__(self):
        self.good = self.bad = self.nul_bytes = 0
        self.sample = bytearray()
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")

    def add(self, chunk: bytes) -> None:
        self.nul_bytes += chunk.count(0)
        text = self._decoder.decode(chunk)
        if text.isascii():
            return
        bad = len(self.BAD.findall(text))
        self.bad += bad
        self.good += len(text) - len(text.encode("ascii", "ignore")) - bad
        for line in self.LINE.finditer(chunk):
            if len(self.sample) >= SAMPLE:
                return
            self.sample += line.group()[: SAMPLE // 8] + b"\n"


def utf16_without_mark(head: bytes) -> str | None:
    """Excel's "Unicode text" can lose its mark on the way: half of the bytes of Latin text are then NUL."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _single_byte_encoding(sample: bytes) -> str:
    """French and English first, by how many letters look like ours; other scripts by charset-normalizer."""
    best = max(SINGLE_BYTE, key=lambda name: _expected_share(sample, name))
    if _expected_share(sample, best) >= 0.5:
        return best
    from charset_normalizer import from_bytes

    guess = from_bytes(sample).best()
    return guess.encoding if guess is not None and guess.encoding != "utf_8" else best


def _expected_share(sample: bytes, name: str) -> float:
    letters = [letter for letter in sample.decode(name, "replace") if letter > "\x7f"]
    return sum(map(_likely, letters)) / max(len(letters), 1)


def _likely(letter: str) -> float:
    """Of two readings the one in small letters is right: "Début" is a word, "DÇbut" is not."""
    return 0.0 if letter not in EXPECTED else 0.9 if letter.isupper() else 1.0


def _as_windows_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    damaged = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in damaged), error.end


codecs.register_error(FALLBACK, _as_windows_bytes)

# Windows punctuation that was stored as if it were Latin-1: U+0096 for a dash and the like.
_CONTROLS = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_DOUBLE = re.compile("[\xc2-\xf4][^\x00-\x7f]+")
_SUSPECT = re.compile("[\x80-\x9fŁ]|[\xc2-\xf4][^\x00-\x7f]")  # one quick look decides for most cells
# The pound sign's byte read as Central European becomes this letter; before a figure or unit it is money.
_POUND = re.compile(r"Ł(?=\s*[\d.]|\s*(?:m|mn|bn|k|million|billion)\b)")


def repaired(text: str) -> str:
    """Undo the usual damage: UTF-8 read as Windows text ("Ã©"), stray control codes, "Ł" for "£"."""
    if text.isascii() or not _SUSPECT.search(text):
        return text
    text = _DOUBLE.sub(_decoded_twice, text)
    return _POUND.sub("£", text.translate(_CONTROLS))


def _decoded_twice(match: re.Match[str]) -> str:
    damaged = match.group()
    try:
        return damaged.translate(_CONTROLS).encode("cp1252").decode("utf-8")
    except UnicodeError:
        return damaged
