"""Answers posted at a steady rate from a process of its own, by clients that keep their connections."""

import http.client
import subprocess
import sys
import time
from contextlib import closing

import msgspec
import orjson

from services.bench.repeat import together
from services.bench.servers import HOST
from services.bench.workload import UNITS, YEAR, sheet

#: Connections over which the answers are spread.
CLIENTS = 16


class Posted(msgspec.Struct, frozen=True):
    """An answer that was taken. due: when it was to be sent (monotonic clock of the machine, seconds)."""

    unit: str
    position: int
    due: float


def post_answers(port: int, rate: int, count: int) -> list[Posted]:
    """Post ``count`` answers, ``rate`` a second; an answer that has to wait for its client counts from when it was due.

    Raises subprocess.CalledProcessError if one is refused.
    """
    words = [sys.executable, "-m", "services.bench.posting", str(port), str(rate), str(count)]
    done = subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - ourselves
    return msgspec.json.decode(done.stdout, type=list[Posted])


def post(port: int, rate: int, count: int) -> list[Posted]:
    """The posting itself, in this process."""
    posted: list[Posted] = []
    start = time.monotonic()

    def client(number: int) -> None:
        with closing(http.client.HTTPConnection(HOST, port, timeout=30)) as connection:
            for place in range(number, count, CLIENTS):
                due = start + place / rate
                time.sleep(max(due - time.monotonic(), 0))
                posted.append(_post(connection, place, due))

    together(CLIENTS, client)
    return posted


def _post(connection: http.client.HTTPConnection, place: int, due: float) -> Posted:
    unit = UNITS[place % len(UNITS)]
    body = orjson.dumps({"instrument": "IIT", "answers": sheet(place).answers})
    path = f"/api/v1/units/{unit}/rounds/{YEAR}/responses"
    connection.request("POST", path, body=body, headers={"Content-Type": "application/json"})
    response = connection.getresponse()
    answer = response.read()
    if response.status != http.client.CREATED:
        raise ValueError(f"{path}: {response.status} {answer.decode()}")
    return Posted(unit, orjson.loads(answer)["position"], due)


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(post(*map(int, sys.argv[1:]))).decode())
