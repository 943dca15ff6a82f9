"""The real product started as its users start it: everything installed, everything running, everything gone."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from pmo.embedded import processes

CHECKOUT = Path(__file__).resolve().parents[1]
FIRST_START, SECOND_START = 600.0, 10.0
# Lines of these servers belong to whoever runs the tests, not to the start that is tested.
NAMED_SERVERS = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE"}

pytestmark = [pytest.mark.full, pytest.mark.alone]


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(port):
    """Starts a command and waits for the address; ends it should the test fail."""
    started = []

    def start(command, folder, patience, **environment):
        inherited = {name: value for name, value in os.environ.items() if name not in NAMED_SERVERS}
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**inherited, "PORT": str(port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        process.began, process.said = time.monotonic(), []
        for line in process.stdout:
            process.said.append(line)
            if line.startswith("Open http") or time.monotonic() - process.began > patience:
                break
        assert any(line.startswith("Open http") for line in process.said), "".join(process.said)
        process.took = time.monotonic() - process.began
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.communicate()


def answer(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as response:
        return response.status


def recorded(folder):
    return {path.stem: processes.recorded(path) for path in folder.glob("*.process")}


def allowed():
    """Ten seconds on a machine that has nothing else to do; others that wait for the processors share them."""
    return SECOND_START * max(1.0, os.getloadavg()[0] / os.cpu_count())


def working_for(folder):
    """Every process whose command line or open working folder names this installation."""
    lines = subprocess.run(["ps", "-e", "-ww", "-o", "pid=,args="], capture_output=True, text=True).stdout
    return [line for line in lines.splitlines() if str(folder) in line]


def wait_until_gone(folder, patience=20.0):
    deadline = time.monotonic() + patience
    while any(recorded(folder).values()) or working_for(folder):
        assert time.monotonic() < deadline, working_for(folder)
        time.sleep(0.1)


def wait_until_the_worker_waits_for_work(folder, patience=120.0):
    """Only then does it answer signals in its own way."""
    deadline = time.monotonic() + patience
    while " ready." not in (folder / "log" / "worker.log").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_fresh_clone_runs_by_one_command_in_an_awkward_place(start, port, tmp_path):
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    clone = private / "a folder with spaces" / "pmo"
    subprocess.run(["git", "clone", "--quiet", str(CHECKOUT), str(clone)], check=True)
    home = tmp_path / "home"
    home.mkdir()

    first = start(["make", "demo", f"PYTHON={sys.executable}"], clone, FIRST_START, HOME=str(home))
    assert answer(port, "/healthz/ready") == 200
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert set(recorded(clone / "var" / str(port))) == {"database", "cache", "web", "worker", "beat"}
    first.terminate()
    assert "Stopped." in first.communicate(timeout=60)[0]
    assert not working_for(clone)

    second = start(["make", "demo", f"PYTHON={sys.executable}"], clone, SECOND_START * 12, HOME=str(home))
    assert second.took < allowed()
    assert not any("Installing" in line for line in second.said)
    os.killpg(second.pid, signal.SIGINT)
    assert "Stopped." in second.communicate(timeout=60)[0]
    assert not working_for(clone)


@pytest.fixture
def folder(port):
    folder = CHECKOUT / "var" / str(port)
    yield folder
    wait_until_gone(folder)
    shutil.rmtree(folder)


def test_a_command_shares_the_servers_a_kill_leaves_nothing_and_the_next_start_finds_the_data(start, port, folder):
    first = start([sys.executable, "manage.py", "serve"], CHECKOUT, FIRST_START)
    assert answer(port, "/healthz/ready") == 200
    before = recorded(folder)
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--check"],
        cwd=CHECKOUT,
        env={**{name: value for name, value in os.environ.items() if name not in NAMED_SERVERS}, "PORT": str(port)},
        check=True,
    )
    assert recorded(folder) == before
    offered = [line for line in first.said if "http" in line]
    wait_until_the_worker_waits_for_work(folder)
    first.kill()
    wait_until_gone(folder)

    second = start([sys.executable, "manage.py", "serve"], CHECKOUT, SECOND_START * 12)
    assert second.took < allowed()
    assert answer(port, "/healthz/ready") == 200
    assert len([line for line in second.said if "http" in line]) == len(offered)
    second.send_signal(signal.SIGHUP)
    assert "Stopped." in second.communicate(timeout=60)[0]
