"""The folder of one installation."""

import fcntl
import os
import stat
import subprocess
import sys

import pytest

from pmo.embedded import EmbeddedServerError, Instance


@pytest.fixture
def instance(tmp_path):
    return Instance(tmp_path / "a private folder" / "8123", for_tests=True)


def test_asking_where_sockets_are_makes_nothing(instance):
    assert instance.socket_directory
    assert not instance.folder.exists()


def test_a_socket_path_stays_short_however_deep_the_checkout(tmp_path):
    deep = Instance(tmp_path.joinpath(*["a rather long folder name"] * 12) / "8000")
    assert len(os.fsencode(deep.socket_directory / ".s.PGSQL.5432.lock")) < 107


def test_two_ports_have_their_own_sockets(tmp_path):
    assert Instance(tmp_path / "8000").socket_directory != Instance(tmp_path / "8001").socket_directory


def test_a_secret_is_made_once_and_readable_by_its_owner_only(instance):
    first = instance.secret("database-password")
    assert instance.secret("database-password") == first
    assert len(first) == 64
    path = instance.folder / "secrets" / "database-password"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(instance.folder.stat().st_mode) == 0o700


def test_making_the_folder_leaves_the_folders_above_as_they_are(instance):
    instance.folder.parent.mkdir(mode=0o700)
    instance.folder.parent.chmod(0o500 if os.geteuid() == 0 else 0o700)
    before = stat.S_IMODE(instance.folder.parent.stat().st_mode)
    instance.prepare()
    assert stat.S_IMODE(instance.folder.parent.stat().st_mode) == before


def test_processes_that_ask_at_once_get_the_same_secret(instance):
    code = (
        "import sys; from pathlib import Path; from pmo.embedded import Instance; "
        "print(Instance(Path(sys.argv[1])).secret('shared'))"
    )
    asking = [
        subprocess.Popen([sys.executable, "-c", code, str(instance.folder)], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in asking}) == 1


def test_a_lock_has_one_owner_until_it_is_closed(instance):
    held = instance.lock("anything", fcntl.LOCK_EX)
    assert instance.lock("anything", fcntl.LOCK_EX) is None
    os.close(held)
    again = instance.lock("anything", fcntl.LOCK_EX)
    assert again is not None
    os.close(again)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may use the folder of anybody")
def test_a_socket_folder_of_somebody_else_is_refused(instance, monkeypatch):
    monkeypatch.setattr(Instance, "socket_directory", "/")
    with pytest.raises(EmbeddedServerError):
        instance.make_socket_directory()


def test_a_link_in_place_of_the_socket_folder_is_refused(instance, tmp_path, monkeypatch):
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    monkeypatch.setattr(Instance, "socket_directory", link)
    with pytest.raises(EmbeddedServerError, match="belongs to another user"):
        instance.make_socket_directory()


def test_the_cache_port_is_kept_and_derived_from_the_web_port(instance):
    assert instance.cache_port() == instance.cache_port()
    assert (instance.folder / "cache-port").read_text() == str(instance.cache_port())
