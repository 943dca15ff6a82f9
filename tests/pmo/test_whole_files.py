"""A full disk: nothing half is kept, and whoever uploads is told."""

import errno
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pmo.roles import RoleName
from pmo.whole_files import WholeFileStorage
from tests.factories import UserFactory, give_role


class Growing(ContentFile):
    """A file that no longer fits after its first part."""

    def chunks(self, chunk_size=None):
        yield b"what still fits"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_what_does_not_fit_is_taken_away_again(tmp_path):
    storage = WholeFileStorage(tmp_path)
    with pytest.raises(OSError, match="No space left"):
        storage.save("import.csv", Growing(b""))
    assert not list(tmp_path.iterdir())
    assert storage.save("import.csv", ContentFile(b"fits")) == "import.csv"
    assert (tmp_path / "import.csv").read_bytes() == b"fits"


def test_another_failure_takes_away_nothing_that_was_there(tmp_path, monkeypatch):
    storage = WholeFileStorage(tmp_path)
    storage.save("kept.csv", ContentFile(b"kept"))
    monkeypatch.setattr(storage, "get_available_name", lambda name, max_length=None: name)
    monkeypatch.setattr(Path, "exists", lambda path: False)
    monkeypatch.setattr("os.open", lambda *arguments: (_ for _ in ()).throw(OSError(errno.EACCES, "Permission denied")))
    with pytest.raises(OSError, match="Permission denied"):
        storage.save("kept.csv", ContentFile(b"other"))
    monkeypatch.undo()
    assert (tmp_path / "kept.csv").read_bytes() == b"kept"


def test_who_uploads_to_a_full_disk_is_told(db, monkeypatch):
    officer = UserFactory(language="en")
    give_role(officer, RoleName.OFFICER)
    client = Client(raise_request_exception=False, headers={"accept-language": "en"})
    client.force_login(officer)

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(WholeFileStorage, "_save", full)
    answer = client.post("/imports/new/", {"file": SimpleUploadedFile("p.csv", b"code;name\nA;B\n")})
    assert answer.status_code == 503
    assert "The disk of the server is full" in answer.content.decode()
