"""A client that waits for every answer before it asks again, over one connection or several at once."""

import http.client
import json
import threading
import time
from dataclasses import dataclass, field
from itertools import count

NUMBERS = count(1)


@dataclass(frozen=True)
class Case:
    """One kind of request; `bare` is the name of the bare case it is compared with."""

    name: str
    port: int
    path: str
    headers: dict
    bare: str = ""
    writes: bool = False


@dataclass
class Found:
    """What was measured of a case: seconds of every answer by number of connections."""

    seconds: dict[int, list[float]] = field(default_factory=dict)
    bytes: int = 0


def ask(connection: http.client.HTTPConnection, case: Case) -> tuple[float, int]:
    """(seconds, bytes of the body as sent) of one answer."""
    body = json.dumps({"description": f"Written {next(NUMBERS)} {time.time()}"}) if case.writes else None
    headers = case.headers | ({"Content-Type": "application/json"} if body else {})
    began = time.perf_counter()
    connection.request("PATCH" if case.writes else "GET", case.path, body=body, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    taken = time.perf_counter() - began
    if answer.status != 200:
        raise RuntimeError(f"{case.path} answered {answer.status}: {content[:300]!r}")
    return taken, len(content)


def loop(case: Case, connections: int, requests: int, found: Found) -> None:
    """That many requests over each connection, all connections at once."""
    taken = found.seconds.setdefault(connections, [])
    problems: list[BaseException] = []

    def one() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", case.port, timeout=60)
        try:
            for _ in range(requests):
                seconds, found.bytes = ask(connection, case)
                taken.append(seconds)
        except BaseException as error:
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]
