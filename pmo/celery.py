"""The Celery application and its schedule. Tasks themselves live in each app's `tasks.py`."""

import logging
import os

from celery import Celery
from celery.schedules import crontab

from .logs import worth_a_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo.settings")

app = Celery("pmo", task_cls="pmo.tasks_after_commit:Task")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

for name in ("celery.worker.strategy", "celery.app.trace", "celery.beat"):
    logging.getLogger(name).addFilter(worth_a_line)

app.conf.beat_schedule = {
    # Facts changed since the last drain reach the dashboards within seconds.
    "drain-marks": {
        "task": "reporting.tasks.drain_marks",
        "schedule": 3.0,
        "options": {"expires": 3},
    },
    # Measures also age with the date, so every project is rolled up once a night.
    "roll-up-everything": {
        "task": "reporting.tasks.roll_up_everything",
        "schedule": crontab(hour=2, minute=15),
    },
    "thin-snapshots": {"task": "reporting.tasks.thin_snapshots", "schedule": crontab(hour=4, minute=5)},
    "requeue-stalled-jobs": {"task": "pmo.tasks.requeue_stalled_jobs", "schedule": 60.0},
    "forget-old-rows": {"task": "pmo.tasks.forget_old_rows", "schedule": crontab(hour=4, minute=35)},
    "send-reminders": {"task": "reporting.tasks.send_reminders", "schedule": crontab(hour=7, minute=0)},
}
