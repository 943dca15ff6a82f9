"""The PostgreSQL and Valkey that the one-command start brings along, for when no real server is named.

Settings ask here for addresses and secrets (nothing is started by asking); `ensure_running` starts what is
needed, and the last process that uses a server ends it. Nothing here imports Django.
"""

import os
from pathlib import Path
from urllib.parse import quote

from . import users
from .instance import EmbeddedServerError, Instance
from .postgres import DATABASE, ROLE

__all__ = [
    "EmbeddedServerError",
    "Instance",
    "current_instance",
    "database_settings",
    "database_url",
    "ensure_running",
    "folders_of_data",
    "is_named",
    "redis_url",
    "secret_key",
    "state_directory",
    "stop",
]


def state_directory() -> Path:
    """Where this installation keeps its files: `var/<port>/`, named by the environment's PORT."""
    return current_instance().folder


def current_instance() -> Instance:
    return Instance.of_port(os.environ.get("PORT") or "8000")


def database_settings(instance: Instance | None = None) -> dict[str, object]:
    """Django's DATABASES["default"] for the embedded PostgreSQL."""
    instance = instance or current_instance()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": str(instance.socket_directory),
        "PORT": "5432",
        "NAME": DATABASE,
        "USER": ROLE,
        "PASSWORD": instance.secret("database-password"),
    }


def database_url(instance: Instance | None = None) -> str:
    """The same address in one line, for programs such as pg_dump."""
    settings = database_settings(instance)
    host = quote(str(settings["HOST"]), safe="")
    return f"postgres://{settings['USER']}:{settings['PASSWORD']}@{host}:{settings['PORT']}/{settings['NAME']}"


def redis_url(instance: Instance | None = None) -> str:
    instance = instance or current_instance()
    return f"redis://:{instance.secret('cache-password')}@127.0.0.1:{instance.cache_port()}/0"


def folders_of_data(instance: Instance | None = None) -> list[Path]:
    """What must be moved together to set an installation aside: a system account keeps the database elsewhere."""
    folder = (instance or current_instance()).folder
    database = folder / "database"
    return [folder, database.resolve()] if database.is_symlink() else [folder]


def secret_key() -> str:
    return current_instance().secret("secret-key")


def ensure_running(*, database: bool = True, cache: bool = True, instance: Instance | None = None) -> None:
    """Start what is asked for, not running yet and not replaced by DATABASE_URL or REDIS_URL."""
    for service in _wanted(database, cache, own=instance is not None):
        users.join(instance or current_instance(), service)


def stop(*, database: bool = True, cache: bool = True, instance: Instance | None = None) -> None:
    """Stop using the servers; those that nobody else uses have ended when this returns."""
    for service in reversed(_wanted(database, cache, own=instance is not None)):
        users.leave(instance or current_instance(), service)


def is_named(server: str) -> bool:
    """Whether the environment names a real server, in DATABASE_URL or REDIS_URL, or in the file of that name."""
    return bool(os.environ.get(server) or os.environ.get(f"{server}_FILE"))


def _wanted(database: bool, cache: bool, *, own: bool) -> list[str]:
    wanted = []
    if database and (own or not is_named("DATABASE_URL")):
        wanted.append("database")
    if cache and (own or not is_named("REDIS_URL")):
        wanted.append("cache")
    return wanted
