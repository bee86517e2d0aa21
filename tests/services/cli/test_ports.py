"""Ports that can and cannot be listened on."""

import socket

import pytest

from services.cli.errors import CommandFailed
from services.cli.ports import free_port, listened_on, require_free


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_named_with_another_to_choose(taken: int) -> None:
    with pytest.raises(CommandFailed, match=rf"port {taken}: Address already in use; choose another, e.g. PORT=\d+"):
        require_free("127.0.0.1", taken)


@pytest.mark.parametrize("port", [0, -1, 65536, 99999])
def test_a_number_that_is_no_port_is_named(port: int) -> None:
    with pytest.raises(CommandFailed, match="ports go from 1 to 65535"):
        require_free("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_named() -> None:
    with pytest.raises(CommandFailed, match=r"cannot listen on 192\.0\.2\.1"):
        require_free("192.0.2.1", 8000)


def test_the_next_free_port_is_found(taken: int) -> None:
    found = free_port(taken)
    assert taken < found < taken + 20
    require_free("127.0.0.1", found)


def test_where_none_is_free_it_says_so() -> None:
    with pytest.raises(CommandFailed, match="set REPLICA_PORT"):
        free_port(65536)


def test_whether_somebody_listens_is_told(taken: int) -> None:
    assert listened_on(taken)
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        assert not listened_on(bound.getsockname()[1]), "bound, and not listening"
