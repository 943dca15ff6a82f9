#!/usr/bin/env python
"""Django's command line. It starts the embedded servers for the commands that need them."""

import os
import sys

# What only reads or writes files; everything else may ask the database.
WITHOUT_SERVERS = {
    "",
    "help",
    "version",
    "--help",
    "-h",
    "--version",
    "check",
    "collect_messages",
    "collectstatic",
    "compile_catalogues",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "makemessages",
    "serve",
    "startapp",
    "startproject",
}


def needs_servers(arguments: list[str]) -> bool:
    command = arguments[1] if len(arguments) > 1 else ""
    if "--help" in arguments or "-h" in arguments:
        return False
    if command == "check":
        return any(argument.startswith("--database") for argument in arguments)
    return command not in WITHOUT_SERVERS


def main() -> None:
    if sys.argv[1:2] == ["serve"]:
        # Without Django, which its children load; the command `serve` says the same for `help`.
        from pmo import supervisor

        supervisor.main(sys.argv[2:])
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(
            f"{error}\nThe packages are not installed in this Python ({sys.executable}). "
            "Run `make` once, then use .venv/bin/python manage.py …"
        ) from error
    from pmo import embedded

    if not needs_servers(sys.argv):
        execute_from_command_line(sys.argv)
        return
    try:
        embedded.ensure_running()
        execute_from_command_line(sys.argv)
    except embedded.EmbeddedServerError as error:
        raise SystemExit(str(error)) from None
    finally:
        embedded.stop()


if __name__ == "__main__":
    main()
