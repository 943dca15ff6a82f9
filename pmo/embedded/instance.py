"""One installation's folder: its secrets, its locks, and the short private folder of its sockets."""

import fcntl
import hashlib
import os
import secrets
import socket
import stat
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
# Added to the web port so that two installations side by side do not ask for the same one, and below the
# range from which the system takes ports for outgoing connections.
CACHE_PORT_OFFSET = 20_000
HIGHEST_CACHE_PORT = 32_000
PATIENCE = 60.0


class EmbeddedServerError(RuntimeError):
    """An embedded server could not be started; the message says what to do."""


@dataclass(frozen=True)
class Instance:
    folder: Path
    for_tests: bool = False

    @classmethod
    def of_port(cls, port: str) -> "Instance":
        return cls(CHECKOUT / "var" / port)

    @property
    def socket_directory(self) -> Path:
        """A socket's path must stay under 107 bytes, which a deep checkout does not."""
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        parent = Path("/tmp") if os.access("/tmp", os.W_OK | os.X_OK) else Path(tempfile.gettempdir())
        return parent / f"pmo-{os.geteuid()}-{digest}"

    @property
    def log_directory(self) -> Path:
        return self.folder / "log"

    def prepare(self) -> None:
        """Make the folder, readable by its owner only; folders above it stay as they are."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.log_directory.mkdir(exist_ok=True)

    def make_socket_directory(self) -> Path:
        """The folder of the sockets, refused when somebody else made it in the shared temporary folder."""
        path = self.socket_directory
        path.mkdir(mode=0o700, exist_ok=True)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or (os.geteuid() != 0 and found.st_uid != os.geteuid()):
            raise EmbeddedServerError(f"{path} belongs to another user. Remove it and start again.")
        path.chmod(0o700)
        return path

    def secret(self, name: str) -> str:
        """A random secret, made the first time it is asked for and kept in a file of mode 0600."""
        return self._kept(f"secrets/{name}", lambda: secrets.token_hex(32))

    def cache_port(self) -> int:
        return int(self._kept("cache-port", lambda: str(self._free_cache_port())))

    def choose_another_cache_port(self) -> int:
        """The port was taken by another program since it was chosen."""
        (self.folder / "cache-port").unlink(missing_ok=True)
        return self.cache_port()

    def lock(self, name: str, kind: int) -> int | None:
        """A lock that ends with its process, however that dies; None when somebody else has it."""
        self.prepare()
        handle = os.open(self.folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        return handle

    def lock_patiently(self, name: str, kind: int) -> int:
        deadline = time.monotonic() + PATIENCE
        while (handle := self.lock(name, kind)) is None:
            if time.monotonic() > deadline:
                raise EmbeddedServerError(f"{self.folder} is still busy starting or stopping. Try again.")
            time.sleep(0.02)
        return handle

    def _free_cache_port(self) -> int:
        preferred = int(self.folder.name) + CACHE_PORT_OFFSET if self.folder.name.isdigit() else 0
        if 0 < preferred < HIGHEST_CACHE_PORT and is_free(preferred):
            return preferred
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    def _kept(self, name: str, make) -> str:
        path = self.folder / name
        try:
            return path.read_text()
        except FileNotFoundError:
            pass
        self.prepare()
        path.parent.mkdir(mode=0o700, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent)
        try:
            with open(handle, "w") as file:
                file.write(make())
            # A link either appears whole or loses against a process that was quicker.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)
        return path.read_text()


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
