"""How long the dearest edit of a large plan takes: one that moves the dates of all its tasks.

    PORT=8999 .venv/bin/python -m bench.plan_edit [phases] [tasks a phase] [rounds]

The plan and whoever edits it are made, and deleted at the end. Times are those of the whole request in this process,
through every middleware, with the roll-up that follows an edit.
"""

import json
import os
import statistics
import sys
import time
from datetime import datetime
from itertools import pairwise

EMAIL = "plan-bench@example.org"


class PlanEdit:
    """A plan of phases that follow one another, each a chain of tasks of a day."""

    def __init__(self, phases: int, tasks: int):
        from django.test import Client
        from django.urls import reverse

        from portfolio.models import Portfolio
        from projects.models import Project

        portfolio = Portfolio.objects.create(name="Bench of a plan", code="BENCH-PLAN")
        self.project = Project.objects.create(
            name=portfolio.name, code=portfolio.code, portfolio=portfolio, plan_start=datetime(2026, 1, 5, 9)
        )
        self.fill(phases, tasks)
        self.client = Client()
        self.client.force_login(self.editor(), backend="allauth.account.auth_backends.AuthenticationBackend")
        self.rows = reverse("projects:project-plan-rows", args=[self.project.pk])
        self.edit = reverse("projects:project-plan-edit", args=[self.project.pk])

    def remove(self) -> None:
        from accounts.models import User

        self.project.delete()
        self.project.portfolio.delete()
        User.objects.filter(email=EMAIL).delete()

    def editor(self):
        from accounts.models import Membership, User

        user = User.objects.create(email=EMAIL)
        Membership.objects.create(user=user, role="administrator", starts_on=datetime(2020, 1, 1).date())
        return user

    def fill(self, phases: int, tasks: int) -> None:
        from projects.models import Task, TaskLink

        tops = Task.objects.bulk_create(
            Task(project=self.project, name=f"Phase {number}", position=number) for number in range(phases)
        )
        rows = Task.objects.bulk_create(
            Task(project=self.project, parent=top, name=f"Task {number} of {top.name}", position=number)
            for top in tops
            for number in range(tasks)
        )
        self.first = rows[0].pk
        TaskLink.objects.bulk_create(
            TaskLink(project=self.project, predecessor=one, successor=other) for one, other in pairwise(rows)
        )

    def read(self):
        return self.checked(self.client.get(self.rows))

    def change(self):
        """The first task of the chain one day longer: everything behind it moves."""
        from projects.models import Task

        task = Task.objects.get(pk=self.first)
        fields = {"duration": task.duration + 420}
        command = {"do": "change", "task": task.pk, "version": task.version, "fields": fields}
        body = json.dumps({"commands": [command]})
        return self.checked(self.client.post(self.edit, body, content_type="application/json"))

    def checked(self, answer):
        assert answer.status_code == 200, answer.content[:400]
        return answer


def measured(call, rounds: int) -> str:
    """Times of a request, and how much of the least was spent in this process rather than in the database."""
    taken, work = [], []
    for _round in range(rounds):
        started, processor = time.perf_counter(), time.process_time()
        answer = call()
        taken.append(time.perf_counter() - started)
        work.append(time.process_time() - processor)
    moved, size = len(json.loads(answer.content)["rows"]), len(answer.content) // 1024
    times = f"median {statistics.median(taken):5.2f} s, least {min(taken):5.2f} s of {rounds}"
    return f"{moved:6} rows, {size:6} kB, {times}, in Python {min(work):5.2f} s"


def main(phases: int, tasks: int, rounds: int) -> None:
    from django.db import connection

    plan = PlanEdit(phases, tasks)
    try:
        plan.read()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE projects_task, projects_taskschedule, projects_tasklink")
        print("read all rows", measured(plan.read, rounds))
        print("move all rows", measured(plan.change, rounds))
    finally:
        plan.remove()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo.settings")
    import django

    django.setup()
    from django.conf import settings

    from pmo import embedded

    settings.ALLOWED_HOSTS = ["testserver"]
    embedded.ensure_running()
    try:
        given = [int(text) for text in sys.argv[1:]]
        main(*(given + [50, 100, 5][len(given) :]))
    finally:
        embedded.stop()
