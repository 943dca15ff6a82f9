"""The environment that settings are read from. A secret may stand in a file, which <NAME>_FILE names, so that neither
the environment of a process nor `docker inspect` shows it."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import environ

SECRETS = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "CACHE_URL", "EMAIL_URL", "OIDC_CLIENT_SECRET")


def file_of(name: str) -> str:
    """The file that holds a secret, "" where there is none."""
    return os.environ.get(f"{name}_FILE", "") if name in SECRETS else ""


def read_secret(name: str) -> str:
    """The content of the secret's file without the line break at its end. Ends the process where it cannot be read."""
    path = file_of(name)
    if os.environ.get(name):
        raise SystemExit(f"{name} and {name}_FILE are both set. Keep one of them.")
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise SystemExit(f"{name}_FILE names {path}, which cannot be read: {reason}.") from None
    if not value:
        raise SystemExit(f"{name}_FILE names {path}, which is empty.")
    return value


class Values(Mapping):
    """The variables by name, secrets out of their files. An empty variable counts as none, since Compose has no other
    way to leave one out."""

    def __getitem__(self, name: str) -> str:
        if file_of(name):
            return read_secret(name)
        if not (value := os.environ[name]):
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter({*os.environ, *filter(file_of, SECRETS)})

    def __len__(self) -> int:
        return sum(1 for _name in self)


class Environment(environ.Env):
    """django-environ over these values."""

    ENVIRON = Values()
