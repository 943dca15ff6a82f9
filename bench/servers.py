"""The servers that are measured: gunicorn with the product's own configuration, started and ended here."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0


class Server:
    """Two web workers of an application; `application` as gunicorn takes it."""

    def __init__(self, application: str, **environment: str):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{self.port}"]
        self.began = time.perf_counter()
        self.log = tempfile.TemporaryFile("w+")  # noqa: SIM115 (it ends with this process)
        # Compiled modules are kept, as the Makefile has it.
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.process = subprocess.Popen(command, cwd=CHECKOUT, env=inherited | environment, stderr=self.log)

    def wait(self, path: str) -> float:
        """Seconds from the start to the first answer."""
        deadline = time.perf_counter() + PATIENCE
        while time.perf_counter() < deadline and self.process.poll() is None:
            with contextlib.suppress(urllib.error.HTTPError, OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10).close()
                return time.perf_counter() - self.began
            time.sleep(0.02)
        self.stop()
        self.log.seek(0)
        raise RuntimeError(f"no answer to {path}: {self.log.read()[-2000:]}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def memory(self) -> tuple[float, float]:
        """(MB of the two workers by RSS, MB of master and workers with shared pages counted once)."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        resident = sum(_kilobytes(pid, "Rss") for pid in children) / 1024
        return resident, sum(_kilobytes(pid, "Pss") for pid in (self.process.pid, *children)) / 1024


def _kilobytes(pid, name: str) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return 0
