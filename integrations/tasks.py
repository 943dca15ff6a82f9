"""Celery finds the jobs of imports through this module; the task that runs them is `pmo.tasks.run_job`."""

from integrations import jobs  # noqa: F401 - registers them
