"""The frame: what every object shares. It imports no other app of the product."""

from .celery import app as celery_app

__all__ = ["celery_app"]
