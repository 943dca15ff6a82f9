"""How gunicorn runs the web processes, on one machine and in containers alike; the address is given beside it."""

import contextlib
import ctypes
import gc

worker_class = "gthread"
workers = 2
threads = 4
timeout = 120
graceful_timeout = 8
# Workers are renewed now and then, each at another time.
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
# The product is loaded once, before the workers are forked, which then share its memory.
preload_app = True

# Two heaps a process instead of eight a processor: threads that take turns do not need more, and each keeps what it
# once held. A fifth of the memory. Only the C library of GNU knows the word.
HEAPS = -8
with contextlib.suppress(OSError, AttributeError):
    ctypes.CDLL(None).mallopt(HEAPS, 2)

# What is loaded stays: looking for waste among it would take a tenth of the start.
gc.disable()


def when_ready(server):
    """Load what the first request would load, and keep the collector from touching it in the workers."""
    from django.conf import settings
    from django.urls import get_resolver
    from django.utils import translation

    assert get_resolver().url_patterns
    for language, _name in settings.LANGUAGES:
        translation.activate(language)
    translation.deactivate()
    gc.collect()
    gc.freeze()
    gc.enable()
