"""The set-up script that runs before anything is installed."""

import importlib.util
import socket
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture
def setup(tmp_path, monkeypatch):
    """The script, working on an empty folder with lock files of its own."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec = importlib.util.spec_from_file_location("setup_environment", CHECKOUT / "setup_environment.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "NODE_MODULES", tmp_path / "node_modules")
    (tmp_path / "requirements").mkdir()
    for name in ("runtime", "development"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1\n")
    (tmp_path / "package-lock.json").write_text("{}")
    return module


@pytest.fixture
def installed(setup, monkeypatch):
    """What was installed, by a script that installs nothing."""
    done = []

    def install_python_packages(packages):
        done.append(packages)
        setup.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        setup.PYTHON.touch()

    def install_front_end_packages():
        done.append("front end")
        setup.NODE_MODULES.mkdir(exist_ok=True)

    monkeypatch.setattr(setup, "install_python_packages", install_python_packages)
    monkeypatch.setattr(setup, "install_front_end_packages", install_front_end_packages)
    return done


def test_a_second_run_installs_nothing(setup, installed):
    setup.install("runtime")
    setup.install("runtime")
    assert installed == ["runtime", "front end"]


def test_a_changed_lock_file_is_installed(setup, installed, tmp_path):
    setup.install("runtime")
    (tmp_path / "requirements" / "runtime.txt").write_text("runtime==2\n")
    (tmp_path / "package-lock.json").write_text('{"changed": true}')
    setup.install("runtime")
    assert installed == ["runtime", "front end", "runtime", "front end"]


def test_the_packages_of_development_contain_those_of_the_product(setup, installed):
    setup.install("development")
    setup.install("runtime")
    assert installed == ["development", "front end"]


def test_a_moved_checkout_is_installed_anew(setup, installed, tmp_path, monkeypatch):
    setup.install("runtime")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setattr(setup, "HERE", tmp_path / "elsewhere" / "..")
    setup.install("runtime")
    assert installed.count("runtime") == 2


def test_a_failed_installation_shows_its_end_and_the_remedy(setup):
    command = [sys.executable, "-c", "print('the registry said no'); raise SystemExit(1)"]
    with pytest.raises(setup.EmbeddedServerError, match=r"(?s)the registry said no.*Look at the network"):
        setup.run(command, "Look at the network.")


def test_an_interrupted_installation_is_not_taken_for_a_whole_one(setup, installed, monkeypatch):
    def fail():
        raise setup.EmbeddedServerError("no network")

    monkeypatch.setattr(setup, "install_front_end_packages", fail)
    with pytest.raises(setup.EmbeddedServerError):
        setup.install("runtime")
    assert not (setup.NODE_MODULES / ".installed").exists()


def test_an_old_node_is_replaced_by_the_one_among_the_python_packages(setup, tmp_path, monkeypatch):
    node = tmp_path / "node"
    monkeypatch.setattr(setup.shutil, "which", lambda name: str(tmp_path / name))
    for version, expected in (("v16.20.0", str(setup.PYTHON)), ("v20.1.0", str(tmp_path / "npm"))):
        node.write_text(f"#!/bin/sh\necho {version}\n")
        node.chmod(0o755)
        assert setup.npm()[0] == expected


def test_an_old_python_is_told_what_is_needed():
    code = (
        "import sys, runpy; sys.version_info = (3, 9, 2); sys.version = '3.9.2 (main)'; "
        "runpy.run_path('setup_environment.py', run_name='__main__')"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True)
    assert answer.returncode == 1
    assert "Python 3.11 or newer is needed; this is 3.9.2" in answer.stderr
    assert "PYTHON=" in answer.stderr


def test_a_taken_port_is_refused_before_anything_is_installed():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = subprocess.run(
            [sys.executable, "setup_environment.py", "--port", str(port)],
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
        )
    assert answer.returncode == 1
    assert f"Port {port} is taken by another program" in answer.stderr
    assert f"make demo PORT={port + 1}" in answer.stderr
    assert "Installing" not in answer.stdout


@pytest.mark.parametrize("port", ["abc", "0", "-1", "99999", "80²", "8000 8001"])
def test_what_is_no_port_is_refused_in_one_line(port):
    answer = subprocess.run(
        [sys.executable, "setup_environment.py", f"--port={port}"], cwd=CHECKOUT, capture_output=True, text=True
    )
    assert answer.returncode == 1
    assert answer.stderr.strip() == f"PORT={port} is no port: a number from 1 to 65535 is, as in `make demo PORT=8001`."
