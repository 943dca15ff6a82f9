"""The supervisor: one start of the whole product, then everything that may end it.

The product is replaced by small programs, so that these tests show the supervisor and nothing else;
`tests/test_start.py` starts the real one.
"""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from pmo import children
from pmo.embedded import Instance, obstacles, processes
from pmo.embedded.instance import CHECKOUT

STAND_IN = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    from pmo import supervisor, embedded
    from pmo.children import Child

    class StandIn(supervisor.Supervisor):
        def __init__(self, *, demonstration):
            super().__init__(demonstration=demonstration)
            self.instance = embedded.Instance(Path(sys.argv[1]), for_tests=True)

        def prepare(self):
            return "log in as somebody\\n"

        def children(self):
            page = [sys.executable, "-m", "http.server", str(self.port), "--bind", "127.0.0.1"]
            sleeper = [sys.executable, "-c", sys.argv[2]]
            return [Child(self.instance, "web", page), Child(self.instance, "worker", sleeper)]

    embedded.current_instance = lambda: embedded.Instance(Path(sys.argv[1]), for_tests=True)
    supervisor.Supervisor = StandIn
    supervisor.main(sys.argv[3:])
    """
)
# A worker with a child of its own, which only the end of the whole group ends.
WORKER = (
    "import subprocess, sys, time; "
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); time.sleep(600)"
)


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def folder(tmp_path, port):
    parent = tmp_path / "a folder"
    parent.mkdir(mode=0o700)
    return parent / str(port)


@pytest.fixture
def environment(port):
    return {**os.environ, "PORT": str(port), "DATABASE_URL": "postgres://not/started"}


@pytest.fixture
def start(folder, environment):
    """Starts the supervisor and waits for its address; ends what a failed test left."""
    started = []

    def start(*arguments, worker=WORKER, until="Open http"):
        process = subprocess.Popen(
            [sys.executable, "-u", "-c", STAND_IN, str(folder), worker, *arguments],
            cwd=CHECKOUT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        process.said = []
        started.append(process)
        for line in process.stdout:
            process.said.append(line)
            if until in line:
                break
        return process

    yield start
    for process in started:
        # Asked first: who is killed cannot end what its children have started.
        process.terminate()
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def running(folder):
    """Every process that works for this installation, told by the group of the recorded ones."""
    names = {path.stem: processes.recorded(path) for path in folder.glob("*.process")}
    return {name: pid for name, pid in names.items() if pid}


def members_of(group):
    answer = subprocess.run(["ps", "-e", "-o", "pid=,pgid=,stat="], capture_output=True, text=True).stdout
    rows = (line.split() for line in answer.splitlines())
    return [int(pid) for pid, pgid, state in rows if int(pgid) == group and not state.startswith("Z")]


def wait_until(condition, patience=20.0):
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def test_it_tells_the_address_and_the_log_ins(start, port):
    said = "".join(start().said)
    assert "log in as somebody" in said
    assert f"Open http://127.0.0.1:{port}/" in said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_every_process_and_what_these_have_started(start, folder, number):
    supervisor = start()
    before = running(folder)
    assert set(before) == {"web", "worker", "cache"}
    wait_until(lambda: len(members_of(before["worker"])) == 2)
    supervisor.send_signal(number)
    assert "Stopped." in supervisor.communicate(timeout=30)[0]
    assert supervisor.returncode == 0
    assert [members_of(pid) for pid in before.values()] == [[], [], []]
    assert not list(folder.glob("*.process"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's help is Linux's")
def test_nothing_survives_a_supervisor_that_was_killed(start, folder):
    supervisor = start()
    before = running(folder)
    supervisor.kill()
    wait_until(lambda: not any(processes.start_of(pid) for pid in before.values()))


def test_a_killed_run_is_cleaned_up_at_the_next_start(start, folder):
    # Somebody whom the kernel does not end, as where it has no such help.
    leftover = subprocess.Popen([sys.executable, "-c", WORKER], start_new_session=True)
    bystander = subprocess.Popen([sys.executable, "-c", WORKER], start_new_session=True)
    try:
        Instance(folder).prepare()
        processes.record(folder / "worker.process", leftover.pid)
        (folder / "beat.process").write_text(f"{bystander.pid} another-start")
        supervisor = start()
        assert "left over from a run that was killed" in "".join(supervisor.said)
        assert leftover.wait(5) is not None
        assert members_of(leftover.pid) == []
        assert bystander.poll() is None
    finally:
        for process in (leftover, bystander):
            processes.kill_group(process.pid)
            process.wait()


@pytest.mark.full
def test_a_child_that_dies_is_started_again(start, folder):
    supervisor = start()
    first = running(folder)["worker"]
    os.kill(first, signal.SIGKILL)
    line = next(line for line in supervisor.stdout if "worker ended" in line)
    assert "signal SIGKILL" in line
    assert "starts again in 1 s" in line
    wait_until(lambda: running(folder).get("worker") not in (None, first))
    wait_until(lambda: members_of(first) == [])


@pytest.mark.full
def test_the_pause_before_another_start_grows(start):
    supervisor = start(worker="import sys; sys.exit('the reason')")
    lines = list(supervisor.said)
    for line in supervisor.stdout:
        lines.append(line)
        if len([said for said in lines if "worker ended" in said]) == 3:
            break
    pauses = [line.rpartition("in ")[2].split()[0] for line in lines if "worker ended" in line]
    assert pauses == ["1", "2", "4"]
    assert any("the reason" in line for line in lines)


def test_the_cache_is_started_again_when_it_dies(start, folder):
    start()
    first = running(folder)["cache"]
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: running(folder).get("cache") not in (None, first))


def test_a_second_start_on_the_same_port_says_that_it_runs_already(start, port):
    start()
    second = start(until="nothing that it says")
    assert second.wait(10) == 1
    said = "".join(second.said)
    assert f"already runs on http://127.0.0.1:{port}/" in said
    assert f"PORT={port + 1}" in said


def test_a_port_of_another_program_is_refused_before_anything_starts(start, folder, port):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        refused = start(until="nothing that it says")
        assert refused.wait(10) == 1
    assert f"Port {port} is taken by another program" in "".join(refused.said)
    assert not (folder / "cache").exists()


def test_it_ends_when_the_program_that_called_it_is_killed(folder, environment):
    code = (
        "import subprocess, sys; "
        f"subprocess.run([sys.executable, '-u', '-c', {STAND_IN!r}, *sys.argv[1:], '--end-with-parent'])"
    )
    caller = subprocess.Popen(
        [sys.executable, "-c", code, str(folder), WORKER],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    with caller:
        next(line for line in caller.stdout if "Open http" in line)
        before = running(folder)
        caller.kill()
        wait_until(lambda: not any(members_of(pid) for pid in before.values()))


def test_a_full_disk_is_named_before_anything_starts(monkeypatch):
    monkeypatch.setattr(obstacles.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1_000_000})())
    with pytest.raises(obstacles.EmbeddedServerError, match=r"nearly full: 1 MB free, 500 MB needed"):
        obstacles.check_disk()


def test_it_loads_neither_django_nor_the_product():
    code = "import sys, pmo.supervisor; print('django.apps' in sys.modules, 'pmo.settings' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True)
    assert answer.stdout.split() == ["False", "False"]


def test_a_large_log_is_set_aside_while_its_writer_goes_on(tmp_path, monkeypatch):
    instance = Instance(tmp_path / "8000")
    instance.prepare()
    monkeypatch.setattr(children, "LARGEST_LOG", 10)
    child = children.Child(instance, "web", ["true"])
    with child.log.open("a") as log:
        print("more than ten characters", file=log, flush=True)
        child.limit_log()
        print("after", file=log, flush=True)
    assert Path(f"{child.log.with_suffix('')}.log.1").read_text() == "more than ten characters\n"
    assert child.log.read_text() == "after\n"
