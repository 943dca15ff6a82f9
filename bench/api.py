"""The REST API against bare Django views on the same tables, in one process, in interleaved rounds.

First `manage.py generate_portfolio`, then `python -m bench.api`, both with the same PORT or DATABASE_URL. The API
answers with the rights of a project manager, history written, through every middleware; the bare views
(`bench.bare_views`) pass the same middleware and give everything to everybody.
"""

import json
import os
import statistics
import time

from .reader import SECRET, in_this_process, project_manager

ROUNDS, REPEATS = 7, 20


class Bench:
    def __init__(self):
        from django.test import Client

        self.client = Client(headers={"Authorization": f"Bearer {SECRET}"})
        self.own = project_manager().own
        self.number = 0

    def patch(self, address: str):
        self.number += 1
        body = {"description": f"Written {time.time()} {self.number}"}
        return self.client.generic("PATCH", address, json.dumps(body), content_type="application/json")

    def cases(self) -> dict:
        pk = self.own[0]
        get, patch = self.client.get, self.patch
        return {
            ("list of 100", "bare"): lambda: get("/bare/projects.json"),
            ("list of 100", "api"): lambda: get("/api/v1/projects/"),
            ("filtered list of 100", "bare"): lambda: get("/bare/projects.json"),
            ("filtered list of 100", "api"): lambda: get("/api/v1/projects/?status=active&ordering=-slip_days"),
            ("risks, 100", "api"): lambda: get("/api/v1/risks/"),
            ("changed since", "api"): lambda: get("/api/v1/projects/?updated_since=2100-01-01"),
            ("single", "bare"): lambda: get(f"/bare/projects/{pk}/"),
            ("single", "api"): lambda: get(f"/api/v1/projects/{pk}/"),
            ("update", "bare"): lambda: patch(f"/bare/projects/{pk}/update/"),
            ("update", "api"): lambda: patch(f"/api/v1/projects/{pk}/"),
        }

    def run(self) -> None:
        cases = self.cases()
        queries = {case: self.queries(call) for case, call in cases.items()}
        times, work = ({case: [] for case in cases} for _unit in range(2))
        for _round in range(ROUNDS):
            for case, call in cases.items():
                for _repeat in range(REPEATS):
                    started, processor = time.perf_counter(), time.process_time()
                    answer = call()
                    times[case].append((time.perf_counter() - started) * 1000)
                    work[case].append((time.process_time() - processor) * 1000)
                    assert answer.status_code == 200, answer.content
        self.report(times, work, queries)

    def queries(self, call) -> tuple[int, int]:
        from django.db import connection, reset_queries

        call()
        connection.force_debug_cursor = True
        reset_queries()
        answer = call()
        connection.force_debug_cursor = False
        assert answer.status_code == 200, answer.content
        return len(connection.queries), len(answer.content)

    def report(self, times, work, queries) -> None:
        from projects.models import Project

        print(f"{Project.objects.count():,} projects; milliseconds, {ROUNDS} rounds of {REPEATS}")
        print(f"{'':28}{'median':>8}{'p95':>8}{'CPU':>8}{'queries':>9}{'bytes':>9}{'ratio':>8}{'of CPU':>8}")
        for (name, side), taken in times.items():
            median, cpu = statistics.median(taken), statistics.median(work[name, side])
            ratio = ""
            if side == "api" and (name, "bare") in times:
                bare, bare_cpu = (statistics.median(measured[name, "bare"]) for measured in (times, work))
                ratio = f"{median / bare:8.2f}{cpu / bare_cpu:8.2f}"
            high = statistics.quantiles(taken, n=20)[-1]
            count, size = queries[name, side]
            print(f"{name + ', ' + side:28}{median:8.1f}{high:8.1f}{cpu:8.1f}{count:9}{size:9,}{ratio}")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo.settings")
    os.environ.setdefault("API_THROTTLE", "100000000/min")
    from pmo import embedded

    embedded.ensure_running()
    try:
        import django

        django.setup()
        in_this_process()
        Bench().run()
    finally:
        embedded.stop()


if __name__ == "__main__":
    main()
