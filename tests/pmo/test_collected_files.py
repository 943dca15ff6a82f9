"""Style sheets and scripts of an installation carry the hash of their content, so that browsers keep them."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
ASK = (
    "import sys; sys.argv = ['manage.py', sys.argv[1]]; from pmo import settings; "
    "print(settings.STORAGES['staticfiles']['BACKEND'].rsplit('.')[-1], settings.WHITENOISE_USE_FINDERS)"
)


def storage(command: str, folder: Path) -> str:
    environment = {**os.environ, "STATIC_ROOT": str(folder), "SECRET_KEY": "x", "DATABASE_URL": "postgres://h/n"}
    environment["REDIS_URL"] = "redis://h"
    asked = [sys.executable, "-c", ASK, command]
    return subprocess.run(
        asked, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_they_are_hashed_while_they_are_collected_and_ever_after(tmp_path):
    assert storage("collectstatic", tmp_path) == "CompressedManifestStaticFilesStorage True"
    assert storage("runserver", tmp_path) == "StaticFilesStorage True"
    (tmp_path / "staticfiles.json").write_text("{}")
    assert storage("runserver", tmp_path) == "CompressedManifestStaticFilesStorage False"
