"""How long the roll-up takes: everything against the same SELECTs merely fetched, and one project alone.

    PORT=8999 .venv/bin/python manage.py generate_portfolio
    PORT=8999 .venv/bin/python bench/roll_up.py [rounds]

Rounds of both kinds alternate; medians are printed, with the ratio of each round.
"""

import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo.settings")

import django

django.setup()

from django.db import connection  # noqa: E402

from pmo import embedded  # noqa: E402
from projects.models import Project  # noqa: E402
from reporting.drain import drain  # noqa: E402
from reporting.nightly import BATCH, roll_up_everything  # noqa: E402
from reporting.services import recalculate  # noqa: E402

WRITES = ("INSERT", "UPDATE", "DELETE", "WITH found", "SET", "SAVEPOINT", "RELEASE")


def recorded(work) -> list[tuple[str, object]]:
    """The reading statements of some work, with their parameters."""
    found = []

    def record(execute, sql, params, many, context):
        text = sql.strip()
        if not text.startswith(WRITES) and "advisory" not in text:
            found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(record):
        work()
    return found


def fetched(statements) -> int:
    """Run the statements and fetch every row."""
    rows = 0
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            rows += len(cursor.fetchall())
    return rows


def seconds(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def one_project(pks: list[int]) -> list[float]:
    """Milliseconds to recalculate single projects in a request, and to drain one mark."""
    return [1000 * seconds(lambda pk=pk: recalculate([pk])) for pk in pks]


def main(rounds: int) -> None:
    pks = list(Project.objects.order_by("pk").values_list("pk", flat=True))
    statements = recorded(roll_up_everything)
    reads, runs = [], []
    for _round in range(rounds):
        reads.append(seconds(lambda: fetched(statements)))
        runs.append(seconds(roll_up_everything))
    ratios = ", ".join(f"{run / read:.2f}" for run, read in zip(runs, reads, strict=True))
    print(f"{len(pks)} projects in batches of {BATCH}; {len(statements)} reading statements")
    print(f"the SELECTs, fetched  {statistics.median(reads):7.2f} s")
    print(f"full roll-up          {statistics.median(runs):7.2f} s   ratios {ratios}")
    single = one_project(pks[:: max(1, len(pks) // 40)])
    late = sorted(single)[int(len(single) * 0.95)]
    print(f"one project           {statistics.median(single):7.1f} ms  (95th percentile {late:.1f})")
    Project.objects.filter(pk=pks[0]).update(description=str(time.time()))
    print(f"one mark, drained     {1000 * seconds(drain):7.1f} ms")


if __name__ == "__main__":
    embedded.ensure_running(cache=False)
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
    finally:
        embedded.stop(cache=False)
