"""The product against a bare Django app on the same tables: both served by gunicorn with two workers.

    PORT=8999 .venv/bin/python manage.py migrate
    PORT=8999 .venv/bin/python manage.py generate_portfolio
    PORT=8999 .venv/bin/python -m bench.bare [rounds]

A closed-loop client asks with the rights of a project manager, in interleaved rounds, over 1 and over 8 connections.
Prints medians, 95th percentiles, queries, bytes and the ratios to the bare app; then memory, start and transfers.
Nothing but its own processes is started or ended.
"""

import contextlib
import os
import signal
import statistics
import subprocess
import sys
import tempfile

from .closed_loop import Case, Found, loop
from .servers import CHECKOUT, Server
from .transfers import visit

CONNECTIONS = {1: 10, 8: 2}  # connections: requests over each, in one round
HTML, LIST, SINGLE, UPDATE = "bare HTML list of 100", "bare JSON list of 100", "bare JSON single", "bare update"
VISITED = ("/dashboard/", "/projects/", "/projects/?page_size=100", "/roadmap/", "/my-work/")


def cases(ours: int, bare: int, reader) -> list[Case]:
    project = reader.own[0]
    page = {"Cookie": reader.headers["Cookie"], "Accept-Encoding": "gzip", "Accept-Language": "fr"}
    api = {"Authorization": reader.headers["Authorization"]}
    return [
        Case(HTML, bare, "/bare/projects/", page),
        Case("project list of 100", ours, "/projects/?page_size=100", page, HTML),
        Case("filtered issue list of 100", ours, "/issues/?page_size=100&state=open&severity=3", page, HTML),
        Case("dashboard", ours, "/dashboard/", page, HTML),
        Case("project page", ours, f"/projects/{project}/", page, HTML),
        Case("roadmap", ours, "/roadmap/", page, HTML),
        Case(LIST, bare, "/bare/projects.json", {}),
        Case("REST list of 100", ours, "/api/v1/projects/", api, LIST),
        Case(SINGLE, bare, f"/bare/projects/{project}/", {}),
        Case("REST single", ours, f"/api/v1/projects/{project}/", api, SINGLE),
        Case(UPDATE, bare, f"/bare/projects/{project}/update/", {}, writes=True),
        Case("REST update", ours, f"/api/v1/projects/{project}/", api, UPDATE, writes=True),
    ]


def measured(asked: list[Case], rounds: int) -> dict[str, Found]:
    """Every case once unmeasured on each worker thread, then in rounds, case after case."""
    found = {case.name: Found() for case in asked}
    for case in asked:
        loop(case, 8, 2, Found())
    for _round in range(rounds):
        for case in asked:
            for connections, requests in CONNECTIONS.items():
                loop(case, connections, requests, found[case.name])
    return found


def queries(asked: list[Case]) -> dict[str, int]:
    """Statements of one request of each of the product's cases, counted in this process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from .reader import in_this_process

    in_this_process()
    counted = {}
    for case in (case for case in asked if case.bare):
        client = Client(headers=case.headers)
        body = {"data": '{"description": "Counted"}', "content_type": "application/json"} if case.writes else {}
        for _once_more in range(2):
            with CaptureQueriesContext(connection) as captured:
                answer = client.generic("PATCH" if case.writes else "GET", case.path, **body)
        assert answer.status_code == 200, (case.path, answer.status_code)
        counted[case.name] = len(captured)
    return counted


def report(asked: list[Case], found: dict[str, Found], counted: dict[str, int]) -> None:
    columns = "".join(f"{f'{one} conn.':>10}{'p95':>8}{'ratio':>7}" for one in CONNECTIONS)
    print(f"{'milliseconds':28}{columns}{'queries':>9}{'bytes':>9}")
    for case in asked:
        line = f"{case.name:28}"
        for connections in CONNECTIONS:
            taken = found[case.name].seconds[connections]
            median, late = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
            ratio = ""
            if case.bare:
                ratio = f"{median / statistics.median(found[case.bare].seconds[connections]):.2f}"
            line += f"{median * 1000:10.1f}{late * 1000:8.1f}{ratio:>7}"
        print(f"{line}{counted.get(case.name, ''):>9}{found[case.name].bytes:9,}")


def report_transfers(port: int, reader) -> None:
    """Browsers take gzip over http, and brotli as well over https."""
    headers = {"Cookie": reader.headers["Cookie"], "Accept-Language": "fr"}
    print(f"\n{'transferred, kB':28}{'first visit':>12}{'files':>7}{'with TLS':>10}{'later':>8}")
    for path in VISITED:
        first, files, page = visit(port, path, headers | {"Accept-Encoding": "gzip"})
        secure, _files, _page = visit(port, path, headers | {"Accept-Encoding": "gzip, br"})
        print(f"{path:28}{first / 1000:12.1f}{files:7}{secure / 1000:10.1f}{page / 1000:8.1f}")


def run(rounds: int, static: str) -> None:
    from .reader import project_manager

    reader = project_manager()
    with contextlib.ExitStack() as stack:
        ours = Server("pmo.wsgi:application", STATIC_ROOT=static, API_THROTTLE="100000000/min", LOG_LEVEL="WARNING")
        stack.callback(ours.stop)
        start = ours.wait("/healthz/live")
        bare = Server("django.core.wsgi:get_wsgi_application()", DJANGO_SETTINGS_MODULE="bench.bare_settings")
        stack.callback(bare.stop)
        bare.wait("/bare/")
        asked = cases(ours.port, bare.port, reader)
        found = measured(asked, rounds)
        resident, shared = ours.memory()
        report(asked, found, queries(asked))
        print(f"\ntwo web workers {resident:.0f} MB resident; with their parent {shared:.0f} MB, shared pages once")
        print(f"start of the web until its first answer {start:.1f} s")
        report_transfers(ours.port, reader)


def collected(folder: str) -> str:
    """The static files as an installation serves them; STATIC_ROOT names a folder where they already are."""
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=CHECKOUT, env=os.environ | {"STATIC_ROOT": folder}, check=True)
    return folder


def main(rounds: int) -> None:
    signal.signal(signal.SIGTERM, lambda *_ignored: sys.exit(1))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo.settings")
    os.environ["API_THROTTLE"] = "100000000/min"
    from pmo import embedded

    embedded.ensure_running()
    try:
        import django

        django.setup()
        with tempfile.TemporaryDirectory() as temporary:
            static = os.environ.get("STATIC_ROOT") or collected(temporary)
            print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
            run(rounds, static)
    finally:
        embedded.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
