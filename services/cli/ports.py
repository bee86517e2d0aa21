"""Ports of this machine: whether they can be listened on, or are."""

import socket

from services.cli.errors import CommandFailed

#: How many ports are tried for the demonstration website.
PORTS = 20
#: The highest port there is.
HIGHEST = 65535


def require_free(host: str, port: int) -> None:
    """Raises CommandFailed that says why the address cannot be listened on."""
    if reason := _obstacle(host, port):
        raise CommandFailed(f"cannot listen on {host}, port {port}: {reason}; choose another, e.g. PORT={_other(port)}")


def free_port(first: int) -> int:
    """The first free port of this machine's own address from ``first`` on. Raises CommandFailed."""
    for port in range(first, first + PORTS):
        if not _obstacle("127.0.0.1", port):
            return port
    raise CommandFailed(f"no free port from {first} to {first + PORTS - 1}; set REPLICA_PORT")


def listened_on(port: int) -> bool:
    """Whether somebody listens on a port of this machine's own address."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _obstacle(host: str, port: int) -> str | None:
    if not 0 < port <= HIGHEST:
        return f"ports go from 1 to {HIGHEST}"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.strerror or str(error)
    return None


def _other(port: int) -> int:
    return port + 10 if 1024 <= port + 10 <= HIGHEST else 8000  # noqa: PLR2004 - below, only root may listen
