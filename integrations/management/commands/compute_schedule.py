"""`manage.py compute_schedule PROJECT`: the plan of a project as the engine computes it, with reasons and problems."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from projects.models import PlanState, Project, TaskSchedule
from projects.plan_words import duration_text, problem_text, reason_text
from projects.services.planning import recalculate


class Command(BaseCommand):
    help = "Schedules the plan of a project and prints dates, floats, the critical path, and why each task starts."

    def add_arguments(self, parser):
        parser.add_argument("project", metavar="PROJECT", help="Code or id of the project.")
        parser.add_argument("--json", action="store_true", help="Everything as JSON.")

    def handle(self, *, project: str, **options):
        found = Project.objects.filter(code__iexact=project).first()
        if found is None and project.isdecimal():
            found = Project.objects.filter(pk=int(project)).first()
        if found is None:
            raise CommandError(f"There is no project {project}.")
        state = recalculate(found, now=timezone.now()).state
        answer = computed_plan(found, state)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self._say(answer)

    def _say(self, answer: dict[str, Any]) -> None:
        self.stdout.write(f"{answer['project']} {answer['name']}: {answer['start']} to {answer['finish']}")
        for task in answer["tasks"]:
            mark = "*" if task["is_critical"] else " "
            self.stdout.write(
                f"{mark} {task['wbs']:<8} {task['name'][:40]:<40} {task['early_start']} {task['early_finish']}"
                f"  float {duration_text(task['total_float'])}  {task['reason']}"
            )
        for problem in answer["problems"]:
            self.stdout.write(f"! {problem['message']}")


def computed_plan(project: Project, state: PlanState) -> dict[str, Any]:
    """Dates to the minute, floats and durations in working minutes, by task in the order of the outline."""
    rows = list(TaskSchedule.objects.filter(project=project).select_related("task").order_by("row_number"))
    wbs = {row.pk: row.wbs for row in rows}
    names = {row.pk: row.task.name for row in rows}

    critical = sorted((row for row in rows if row.is_critical and not row.is_summary), key=lambda row: row.start)
    return {
        "project": project.code,
        "name": project.name,
        "status_date": project.progress_date.isoformat() if project.progress_date else None,
        "start": _iso(state.start),
        "finish": _iso(state.finish),
        "tasks": [_task(row, wbs, names) for row in rows],
        "critical_path": [{"wbs": row.wbs, "name": row.task.name} for row in critical],
        "problems": [
            {
                "code": problem["code"],
                "tasks": [names.get(key, str(key)) for key in problem["tasks"]],
                "message": problem_text(problem, names),
            }
            for problem in state.problems
        ],
    }


def _task(row: TaskSchedule, wbs: dict, names: dict) -> dict[str, Any]:
    driver = row.driver_id
    return {
        "id": row.pk,
        "wbs": row.wbs,
        "name": row.task.name,
        "is_summary": row.is_summary,
        "is_milestone": row.task.is_milestone,
        "duration": row.duration,
        "early_start": _iso(row.start),
        "early_finish": _iso(row.finish),
        "late_start": _iso(row.late_start),
        "late_finish": _iso(row.late_finish),
        "total_float": row.total_float,
        "free_float": row.free_float,
        "is_critical": row.is_critical,
        "percent_complete": float(row.percent_complete),
        "driving_predecessor": None if driver is None else {"wbs": wbs.get(driver, ""), "name": names.get(driver, "")},
        "reason": reason_text(row.reason, names),
        "reason_code": row.reason.get("code", ""),
    }


def _iso(moment) -> str | None:
    return moment.isoformat(timespec="minutes") if moment else None
