"""Waits for what a page does in its own time. A page's policy forbids conditions that it evaluates inside itself."""

import time
from collections.abc import Callable


def eventually(page, condition: Callable[[], object], seconds: float = 15) -> None:
    """Ask until it holds. The page goes on meanwhile."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not become true in time"
        page.wait_for_timeout(40)


def drawn(page) -> None:
    """Until the page has drawn what it knows."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def still(page, expression: str, pause: int = 300):
    """The value of an expression once it has stopped changing, such as a place that a finger set rolling."""
    seen = [object(), page.evaluate(expression)]

    def rests() -> bool:
        page.wait_for_timeout(pause)
        seen[:] = seen[1], page.evaluate(expression)
        return seen[0] == seen[1]

    eventually(page, rests)
    return seen[1]
