"""Processes that must not outlive us: how they are told apart, recorded and ended."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1


def dying_with_parent(signal_number: int, parent: int | None = None) -> Callable[[], None] | None:
    """A `preexec_fn`: the kernel sends the child this signal when its parent dies. Linux only."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = parent or os.getpid()

    def ask_the_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal_number)
        if os.getppid() != parent:
            os._exit(1)

    return ask_the_kernel


def start_of(pid: int) -> str | None:
    """When a process started; with its number this names it for good. None when it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return None if fields[0] in "ZX" else fields[19]
    except (FileNotFoundError, ProcessLookupError):
        if Path("/proc/self/stat").exists():
            return None
    answer = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True)
    return answer.stdout.strip() or None


def command_of(pid: int) -> str:
    answer = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
    return answer.stdout.strip()


def record(path: Path, pid: int) -> None:
    path.write_text(f"{pid} {start_of(pid)}")


def recorded(path: Path) -> int | None:
    """The recorded process if it still runs; never another that got its number."""
    try:
        pid, start = path.read_text().split(" ", 1)
    except (FileNotFoundError, ValueError):
        return None
    return int(pid) if start_of(int(pid)) == start else None


def end(pid: int, *signals: int, patience: float, group: bool = False) -> None:
    """Send each signal in turn until the process has ended, SIGKILL last."""
    send = os.killpg if group else os.kill
    for number in (*signals, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            send(pid, number)
        if _wait_for_end(pid, patience):
            return


def _wait_for_end(pid: int, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        if start_of(pid) is None:
            return True
        time.sleep(0.02)
    return False


def kill_group(leader: int) -> None:
    """Kill what a process that has ended had started in its group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
