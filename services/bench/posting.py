"""Answers posted at a steady rate from a process of its own, by clients that keep their connections."""

import http.client
import subprocess
import sys
import time
from contextlib import closing
from uuid import uuid4

import msgspec
import orjson

from services.bench.forms import ask, send
from services.bench.repeat import together
from services.bench.servers import HOST
from services.bench.workload import UNITS, YEAR, sheet

#: Connections over which the answers are spread.
CLIENTS = 16
#: One answer in so many is sent by the survey page's form, the others by the JSON route.
FORMS = 10
#: Networks that the answers seem to come from; the server is told by a header, as by a proxy.
NETWORKS = 500


class Posted(msgspec.Struct, frozen=True):
    """An answer that was acknowledged. position: in the log; 0 where the page took it, which does not tell.

    due, taken: when it was to be sent, and when the acknowledgement was here (monotonic clock of the machine, seconds).
    """

    unit: str
    position: int
    due: float
    taken: float


class Load(msgspec.Struct, frozen=True):
    """What became of the answers. refused: why, for each that was not acknowledged."""

    posted: list[Posted]
    refused: list[str]


def post_answers(port: int, rate: int, count: int) -> Load:
    """Post ``count`` answers, ``rate`` a second; an answer that has to wait for its client counts from when it was due.

    Rate 0: all as soon as they can be sent.
    """
    words = [sys.executable, "-m", "services.bench.posting", str(port), str(rate), str(count)]
    done = subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - ourselves
    return msgspec.json.decode(done.stdout, type=Load)


def post(port: int, rate: int, count: int) -> Load:
    """The posting itself, in this process."""
    load, start, run = Load([], []), time.monotonic(), uuid4().hex

    def client(number: int) -> None:
        with closing(http.client.HTTPConnection(HOST, port, timeout=30)) as connection:
            for place in range(number, count, CLIENTS):
                due = start + (place / rate if rate else 0)
                try:
                    load.posted.append(_post(connection, place, due, f"{run}-{place}"))
                except (OSError, http.client.HTTPException, Refused) as error:
                    load.refused.append(f"{type(error).__name__}: {error}")
                    connection.close()

    together(CLIENTS, client)
    return load


class Refused(Exception):
    """An answer was not taken; the message is the status and what the server said."""


def _post(connection: http.client.HTTPConnection, place: int, due: float, key: str) -> Posted:
    unit, headers = UNITS[place % len(UNITS)], {"X-Forwarded-For": _address(place)}
    if place % FORMS == 0:
        form = ask(connection, unit, headers)
        _wait(due)
        status, answer = send(connection, unit, form, sheet(place).answers, headers)
        position = 0
    else:
        _wait(due)
        status, answer = _send_json(connection, unit, place, headers | {"Idempotency-Key": key})
        position = orjson.loads(answer)["position"] if status == http.client.CREATED else 0
    if status not in (http.client.CREATED, http.client.SEE_OTHER):
        raise Refused(f"{status} {answer[:200].decode(errors='replace')}")
    return Posted(unit, position, due, time.monotonic())


def _wait(due: float) -> None:
    time.sleep(max(due - time.monotonic(), 0))


def _send_json(
    connection: http.client.HTTPConnection, unit: str, place: int, headers: dict[str, str]
) -> tuple[int, bytes]:
    body = orjson.dumps({"instrument": "IIT", "answers": sheet(place).answers, "work_line": sheet(place).work_line})
    path = f"/api/v1/units/{unit}/rounds/{YEAR}/responses"
    connection.request("POST", path, body=body, headers={"Content-Type": "application/json", **headers})
    response = connection.getresponse()
    return response.status, response.read()


def _address(place: int) -> str:
    """One of each network, in turn (198.18.0.0/15 is set aside for measuring)."""
    network = place % NETWORKS
    return f"198.{18 + network // 256}.{network % 256}.{place % 250 + 1}"


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(post(*map(int, sys.argv[1:]))).decode())
