"""TLS: strict first; when that fails the fault is named, and the content may be read once without trust."""

import ssl

import certifi

from services.crawler.fetch.deadline import TimedSSLSocket
from services.crawler.fetch.problems import FetchFault

#: OpenSSL's option for servers without secure renegotiation (Python names it from 3.12 on).
_LEGACY_SERVER_CONNECT = 0x4
#: OpenSSL's verification results (X509_V_ERR_…) in words.
_CERTIFICATE_FAULTS = {
    9: "the certificate is not valid yet",
    10: "the certificate has expired",
    18: "the certificate is self-signed",
    19: "the certificate is self-signed",
    20: "the certificate's issuer is unknown, or an intermediate certificate is missing",
    21: "the certificate's issuer is unknown, or an intermediate certificate is missing",
    23: "the certificate has been revoked",
    62: "the certificate is for another host",
    64: "the certificate is for another address",
    66: "the certificate's key is too weak",
    67: "an issuer's key is too weak",
    68: "the certificate's signature is too weak",
}
_HANDSHAKE_FAULTS = {
    "UNSUPPORTED_PROTOCOL": "the server offers only outdated TLS versions",
    "PROTOCOL_VERSION": "the server offers only outdated TLS versions",
    "UNSAFE_LEGACY_RENEGOTIATION": "the server lacks secure renegotiation",
    "DH_KEY_TOO_SMALL": "the server's key exchange is too weak",
    "WRONG_VERSION_NUMBER": "the server does not speak TLS on this port",
    "HANDSHAKE_FAILURE": "server and crawler share no cipher",
}


def strict_context() -> ssl.SSLContext:
    """Trust as in a browser: the machine's certificates and Mozilla's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.sslsocket_class = TimedSSLSocket
    return context


def relaxed_context() -> ssl.SSLContext:
    """No trust and old versions too: to read what is published, apart from how it is protected."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options |= _LEGACY_SERVER_CONNECT
    context.sslsocket_class = TimedSSLSocket
    return context


def tls_fault(error: BaseException) -> FetchFault:
    """The fault in words; permanent, except where the connection merely broke."""
    cause = _ssl_error(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchFault("tls", _CERTIFICATE_FAULTS.get(cause.verify_code, cause.verify_message), permanent=True)
    reason = getattr(cause, "reason", None) or ""
    words = next((words for part, words in _HANDSHAKE_FAULTS.items() if part in reason), None)
    return FetchFault("tls", words or f"the TLS handshake failed ({reason or cause})", permanent=words is not None)


def _ssl_error(error: BaseException) -> BaseException:
    """The error of the ssl module inside urllib3's."""
    inner = error.args[0] if error.args else None
    return inner if isinstance(inner, ssl.SSLError) else error
