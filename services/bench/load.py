"""Load on a server from a process of its own: clients that keep their connections and ask one thing after the other."""

import http.client
import subprocess
import sys
from contextlib import closing

from services.bench.repeat import together
from services.bench.servers import HOST

#: Connections, each with one request at a time.
CLIENTS = 8


def requests_per_second(port: int, path: str, count: int, token: str = "") -> float:
    """How many answers a second ``CLIENTS`` clients get to ``count`` requests. Raises if one fails."""
    words = [sys.executable, "-m", "services.bench.load", str(port), path, str(count), token]
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - ourselves


def ask(port: int, path: str, count: int, token: str) -> float:
    """The load itself, in this process."""
    share = count // CLIENTS
    headers = {"Authorization": f"Bearer {token}"} if token else {}

    def client(_number: int) -> None:
        with closing(http.client.HTTPConnection(HOST, port, timeout=60)) as connection:
            for _ in range(share):
                connection.request("GET", path, headers=headers)
                response = connection.getresponse()
                if not response.read() or response.status != http.client.OK:
                    raise ValueError(f"{path}: {response.status}")

    return share * CLIENTS / together(CLIENTS, client)


if __name__ == "__main__":
    _, port, path, count, token = sys.argv
    sys.stdout.write(f"{ask(int(port), path, int(count), token)}\n")
