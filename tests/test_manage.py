"""Which commands start the embedded servers."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def manage():
    spec = importlib.util.spec_from_file_location("manage", CHECKOUT / "manage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "command", ["migrate", "shell", "makemigrations", "import_workbook x.csv", "check --database default"]
)
def test_commands_that_ask_the_database_start_it(manage, command):
    assert manage.needs_servers(["manage.py", *command.split()])


@pytest.mark.parametrize(
    "command", ["", "help", "--version", "check", "migrate --help", "collectstatic --noinput", "compile_catalogues"]
)
def test_commands_that_only_handle_files_do_not(manage, command):
    assert not manage.needs_servers(["manage.py", *command.split()])


def test_serve_is_listed_and_explains_itself():
    answer = subprocess.run(
        [sys.executable, "manage.py", "serve", "--help"], cwd=CHECKOUT, capture_output=True, text=True
    )
    assert answer.returncode == 0
    assert "--demo" in answer.stdout
