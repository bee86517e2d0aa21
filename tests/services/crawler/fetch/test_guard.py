"""Where connections may go, and that they go only there."""

import socket
import threading
from dataclasses import replace
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.crawler.fetch import Fetcher, FetchPolicy
from services.crawler.fetch.addresses import BLOCKED_V4, is_private, is_public, parse_address
from tests.services.crawler.fetch.hostile import RawServer, reply

PUBLIC = ["8.8.8.8", "61.19.1.1", "1.1.1.1", "2001:4860:4860::8888", "2400:cb00::1", "::ffff:8.8.8.8"]
NOT_PUBLIC = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.9",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:808:808::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(parse_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address: str) -> None:
    assert not is_public(parse_address(address))


@given(st.sampled_from(BLOCKED_V4), st.integers(min_value=0))
def test_a_blocked_range_is_blocked_in_every_disguise(block: object, offset: int) -> None:
    inner = block[offset % block.num_addresses]  # type: ignore[index,attr-defined]
    number = int(inner)
    disguises = (number, (0xFFFF << 32) | number, (0x64FF9B << 96) | number, (0x2002 << 112) | (number << 80))
    for value in disguises:
        address = ip_address(value) if value < 1 << 32 else ip_address(value.to_bytes(16, "big"))
        assert not is_public(parse_address(str(address)))


@pytest.mark.parametrize("address", ["169.254.169.254", "0.0.0.0", "224.0.0.1", "fe80::1", "::", "240.0.0.1"])
def test_what_even_an_operator_cannot_open(address: str) -> None:
    assert not is_private(parse_address(address))


def blocked(fetcher: Fetcher, url: str) -> bool:
    outcome = fetcher.fetch(url)
    return outcome.fetched is None and [problem.kind for problem in outcome.problems] == ["blocked_address"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://127.1/",
        "http://0177.0.0.1/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:7f00:1]/",
        "http://[::ffff:127.0.0.1]:8080/",
        "http://127.0.0.1:443\\@example.com/",
        "http://example.com@127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0/",
    ],
)
def test_private_addresses_in_all_spellings(url: str) -> None:
    with Fetcher(FetchPolicy(contact="x")) as fetcher:
        assert blocked(fetcher, url)


#: Where no crawler goes, one of each kind, as a name may resolve to it.
FORBIDDEN = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.170",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "::1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "2001::1",
    "2002:7f00:1::1",
    "fc00::1",
    "fe80::1",
    "ff02::1",
]


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses to which a connection was tried; those of the test's own server still go through."""
    tried: list[str] = []
    really = socket.socket.connect

    def connect(made: socket.socket, address: tuple[str, int]) -> None:
        tried.append(address[0])
        really(made, address)

    monkeypatch.setattr("services.crawler.fetch.deadline.TimedSocket.connect", connect, raising=False)
    return tried


@pytest.mark.parametrize("address", FORBIDDEN)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_at_such_an_address_is_never_dialled(dialled: list[str], address: str, scheme: str) -> None:
    with Fetcher(FetchPolicy(contact="x"), resolve=lambda _: [address]) as fetcher:
        assert blocked(fetcher, f"{scheme}://inside.test/")
    assert dialled == []


@pytest.mark.parametrize("address", FORBIDDEN)
@pytest.mark.parametrize("named", [False, True])
def test_nor_through_a_redirect(
    server: RawServer, policy: FetchPolicy, dialled: list[str], address: str, named: bool
) -> None:
    literal = f"[{address}]" if ":" in address else address
    server.answers("/", reply(status="302 Found", Location=f"http://{'inside.test' if named else literal}/secret"))

    def resolve(host: str) -> list[str]:
        return [address] if host == "inside.test" else [host]

    with Fetcher(policy, resolve=resolve) as fetcher:
        outcome = fetcher.fetch(server.url("/"))
    assert outcome.fetched is None
    assert [problem.kind for problem in outcome.problems] == ["blocked_address"]
    assert len(dialled) == len(server.requests) == 2
    assert all("secret" not in text for text in server.requests)


@pytest.mark.parametrize("port", [22, 25, 3306, 5432, 6379, 11211, 8000])
def test_ports_of_other_services(port: int) -> None:
    with Fetcher(FetchPolicy(contact="x"), resolve=lambda _: ["8.8.8.8"]) as fetcher:
        assert blocked(fetcher, f"http://public.test:{port}/")


def test_only_the_named_port_of_a_private_host_is_open(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/", reply(b"mine"))
    assert fetcher.fetch(server.url("/")).ok
    assert blocked(fetcher, f"http://localhost:{server.port}/")
    assert blocked(fetcher, "http://127.0.0.1:8080/")


def test_an_operator_may_open_private_networks(server: RawServer) -> None:
    server.answers("/", reply(b"mine"))
    with Fetcher(FetchPolicy(contact="x", allow_private=True)) as fetcher:
        assert fetcher.fetch(server.url("/")).ok
        assert blocked(fetcher, "http://169.254.169.254/")


def test_the_connection_goes_to_the_address_that_was_checked(server: RawServer, policy: FetchPolicy) -> None:
    """The name points to the allowed server when it is checked, and to another one whenever it is asked again."""
    other = RawServer(address="127.0.0.2")
    server.answers("/", reply(b"checked"))
    given = iter(["127.0.0.1"])
    opened = replace(policy, private_hosts=frozenset({f"rebind.test:{server.port}"}))
    with Fetcher(opened, resolve=lambda _: [next(given, "169.254.169.254")]) as fetcher:
        got = fetcher.fetch(f"http://rebind.test:{server.port}/").fetched
    other.close()
    assert got is not None
    assert got.body == b"checked"
    assert f"Host: rebind.test:{server.port}" in server.requests[-1]
    assert other.requests == []


def test_a_name_that_turns_private_is_not_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebinding between check and connection: nothing is ever dialled but checked addresses."""
    dialled: list[str] = []

    def connect(_: socket.socket, address: tuple[str, int]) -> None:
        dialled.append(address[0])
        raise ConnectionRefusedError(111, "refused for the test")

    monkeypatch.setattr("services.crawler.fetch.deadline.TimedSocket.connect", connect, raising=False)
    given = iter([["93.184.216.34"], ["127.0.0.1"], ["10.0.0.1"]])
    with Fetcher(FetchPolicy(contact="x", pause=0), resolve=lambda _: next(given)) as fetcher:
        outcome = fetcher.fetch("http://rebind.test/")
    assert [problem.kind for problem in outcome.problems] == ["refused"]
    assert set(dialled) == {"93.184.216.34"}


def test_bad_addresses_of_a_name_are_skipped(server: RawServer, policy: FetchPolicy) -> None:
    server.answers("/", reply(b"x"))
    opened = replace(policy, private_hosts=frozenset({f"mixed.test:{server.port}"}))
    with Fetcher(opened, resolve=lambda _: ["169.254.169.254", "127.0.0.1"]) as fetcher:
        assert fetcher.fetch(f"http://mixed.test:{server.port}/").ok


@pytest.mark.parametrize(("code", "permanent"), [(socket.EAI_NONAME, True), (socket.EAI_AGAIN, False)])
def test_names_that_do_not_resolve(code: int, permanent: bool) -> None:
    def resolve(_: str) -> list[str]:
        raise socket.gaierror(code, "no answer")

    with Fetcher(FetchPolicy(contact="x"), resolve=resolve) as fetcher:
        outcome = fetcher.fetch("http://nowhere.test/")
    assert [(problem.kind, problem.permanent) for problem in outcome.problems] == [("dns", permanent)]


def test_the_environments_proxies_are_not_used(
    server: RawServer, policy: FetchPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers("/", reply(b"direct"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with Fetcher(policy) as fetcher:
        assert fetcher.fetch(server.url("/")).ok


def test_a_resolver_that_never_answers_does_not_hold_a_fetch_up() -> None:
    answered = threading.Event()

    def resolve(_: str) -> list[str]:
        answered.wait(30)
        return ["8.8.8.8"]

    with Fetcher(FetchPolicy(contact="x", connect_timeout=0.2), resolve=resolve) as fetcher:
        outcome = fetcher.fetch("http://slow.test/")
        answered.set()
    assert [(problem.kind, problem.permanent) for problem in outcome.problems] == [("dns", False)]
