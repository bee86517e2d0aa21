"""TLS faults are named, and the content is read all the same."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from services.crawler.fetch import Fetcher, FetchPolicy
from tests.services.crawler.fetch.hostile import RawServer, reply

NOW = datetime.now(UTC)
KEY = rsa.generate_private_key(65537, 2048)
Make = Callable[..., RawServer]


def context(folder: Path, *, name: str = "127.0.0.1", until: datetime = NOW + timedelta(days=1)) -> ssl.SSLContext:
    """A server with a self-signed certificate."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    alternative: x509.GeneralName = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    certificate = (
        x509.CertificateBuilder(subject, subject, KEY.public_key(), x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=30))
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(KEY, hashes.SHA256())
    )
    secret = KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    (folder / "ca.pem").write_bytes(public)
    (folder / "both.pem").write_bytes(secret + public)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(folder / "both.pem")
    return made


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[Make]:
    running: list[RawServer] = []

    def make(**how: object) -> RawServer:
        running.append(RawServer(context=context(tmp_path, **how)))  # type: ignore[arg-type]
        running[-1].answers("/", reply(b"content"))
        return running[-1]

    yield make
    for server in running:
        server.close()


def policy_for(server: RawServer) -> FetchPolicy:
    return FetchPolicy(contact="x", private_hosts=frozenset({server.host}), deadline=10)


def test_content_behind_a_bad_certificate_is_kept_and_the_fault_reported(secure: Make) -> None:
    server = secure()
    with Fetcher(policy_for(server)) as fetcher:
        outcomes = [fetcher.fetch(server.url("/")) for _ in range(2)]
    for outcome in outcomes:
        assert outcome.ok
        assert outcome.fetched is not None
        assert outcome.fetched.body == b"content"
        assert [(p.kind, p.permanent) for p in outcome.problems] == [("tls", True)]
        assert "self-signed" in outcome.problems[0].detail


def test_a_sound_certificate_is_no_problem(secure: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = secure()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with Fetcher(policy_for(server)) as fetcher:
        outcome = fetcher.fetch(server.url("/"))
    assert outcome.ok
    assert outcome.problems == ()


@pytest.mark.parametrize(
    ("how", "words"),
    [({"until": NOW - timedelta(days=1)}, "expired"), ({"name": "other.test"}, "for another")],
    ids=["expired", "other host"],
)
def test_faults_of_trusted_certificates(
    secure: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: dict[str, object], words: str
) -> None:
    server = secure(**how)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with Fetcher(policy_for(server)) as fetcher:
        outcome = fetcher.fetch(server.url("/"))
    assert outcome.ok
    assert [problem.kind for problem in outcome.problems] == ["tls"]
    assert words in outcome.problems[0].detail


def test_a_name_is_sent_and_checked_though_the_address_is_dialled(
    secure: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = secure(name="unit.test")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    policy = replace(policy_for(server), private_hosts=frozenset({f"unit.test:{server.port}"}))
    with Fetcher(policy, resolve=lambda _: ["127.0.0.1"]) as fetcher:
        outcome = fetcher.fetch(f"https://unit.test:{server.port}/")
    assert outcome.ok
    assert outcome.problems == ()
