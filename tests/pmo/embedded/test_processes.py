"""Processes are told apart by number and start, and ended with what they started."""

import os
import signal
import subprocess
import sys
import time

import pytest

from pmo.embedded import processes


@pytest.fixture
def sleeper():
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    yield process
    process.kill()
    process.wait()


def test_a_recorded_process_is_found_while_it_runs(sleeper, tmp_path):
    processes.record(tmp_path / "it", sleeper.pid)
    assert processes.recorded(tmp_path / "it") == sleeper.pid
    sleeper.kill()
    sleeper.wait()
    assert processes.recorded(tmp_path / "it") is None


def test_a_number_that_went_to_another_process_is_not_ours(sleeper, tmp_path):
    (tmp_path / "it").write_text(f"{sleeper.pid} 12")
    assert processes.recorded(tmp_path / "it") is None


@pytest.mark.parametrize("text", ["", "nonsense"])
def test_an_unreadable_record_names_nobody(text, tmp_path):
    (tmp_path / "it").write_text(text)
    assert processes.recorded(tmp_path / "it") is None
    assert processes.recorded(tmp_path / "absent") is None


def test_who_ignores_a_signal_is_killed_in_the_end():
    code = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as stubborn:
        stubborn.stdout.readline()
        began = time.monotonic()
        processes.end(stubborn.pid, signal.SIGTERM, patience=0.3)
        assert time.monotonic() - began < 5
        assert processes.start_of(stubborn.pid) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's help is Linux's")
def test_a_child_dies_with_its_parent():
    code = (
        "import signal, subprocess, sys, time; from pmo.embedded import processes\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'],"
        " preexec_fn=processes.dying_with_parent(signal.SIGTERM))\n"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        assert processes.start_of(child)
        os.kill(parent.pid, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while processes.start_of(child):
        assert time.monotonic() < deadline
        time.sleep(0.02)
