"""List and dashboard pages against a bare Django list on the same tables, in one process, in interleaved rounds.

First `manage.py generate_portfolio`, then `python -m bench.pages`, both with the same PORT or DATABASE_URL. The
reader is a project manager with real rights; no answer is cached. Prints medians, 95th percentiles, queries,
bytes and the ratio to the bare list.
"""

import os
import statistics
import time

ROUNDS, REPEATS = 5, 6
BARE = "/bare/projects/"
PAGES = (
    BARE, "/projects/?page_size=100", "/projects/?ordering=-slip_days", "/projects/?health=red",
    "/risks/", "/milestones/", "/my-work/", "/risks/matrix/", "/", "/workload/",
)  # fmt: skip


def reader():
    """A client signed in as a project manager."""
    from django.test import Client

    from .reader import project_manager

    client = Client()
    client.cookies["sessionid"] = project_manager().session
    return client


def measured(client) -> dict[str, list[float]]:
    """Seconds of every answer by address; the rounds take the addresses in turn."""
    times: dict[str, list[float]] = {page: [] for page in PAGES}
    for _round in range(ROUNDS):
        for page in PAGES:
            for _ in range(REPEATS):
                began = time.perf_counter()
                answer = client.get(page)
                times[page].append(time.perf_counter() - began)
                assert answer.status_code in (200, 302), (page, answer.status_code)
    return times


def cost(client, page: str) -> tuple[int, int]:
    """(queries, bytes) of one answer."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        size = len(client.get(page).content)
    return len(captured), size


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo.settings")
    from pmo import embedded

    from .reader import in_this_process

    embedded.ensure_running()
    django.setup()
    in_this_process()
    client = reader()
    for page in PAGES:
        client.get(page)
    times = measured(client)
    bare = statistics.median(times[BARE])
    print(f"{'page':<40}{'median ms':>10}{'p95 ms':>9}{'ratio':>7}{'queries':>9}{'bytes':>9}")
    for page, found in times.items():
        median, late = statistics.median(found), sorted(found)[int(len(found) * 0.95)]
        queries, size = cost(client, page)
        print(f"{page:<40}{median * 1000:>10.1f}{late * 1000:>9.1f}{median / bare:>7.2f}{queries:>9}{size:>9}")


if __name__ == "__main__":
    main()
