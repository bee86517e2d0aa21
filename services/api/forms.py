"""What a survey's form and browser carry: when the form was opened, a challenge, whether this browser answered before.

All of it is signed, none of it says who somebody is, and nothing of it is kept beyond two marks of an answer:
``hurried`` and ``again``.
"""

import time
from functools import lru_cache
from hashlib import sha256
from secrets import token_hex

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer
from itsdangerous.serializer import Serializer

from services.api.context import context

#: The cookie of surveys that this browser answered.
MARKER = "answered"
#: Surveys that a marker remembers; of a phone at a counter the last ones matter.
REMEMBERED = 20
#: Seconds that a marker lasts: longer than any survey is open.
MARKER_SECONDS = 200 * 24 * 3600
#: Seconds within which a challenge is to be solved: an answer may wait for a connection.
CHALLENGE_SECONDS = 6 * 3600
#: Seconds that a person needs at least to read one question and answer it.
SECONDS_A_QUESTION = 1.0


def survey_name(unit: str, year: int, instrument: str) -> str:
    """How a survey is called in forms and markers."""
    return f"{unit}/{year}/{instrument}"


def form_fields(survey: str) -> dict[str, str]:
    """Hidden fields of a form that is opened now: ``opened``; with PROOF_OF_WORK also ``challenge`` and ``bits``.

    A script looks for a text ``solution`` for which SHA-256 of ``challenge.solution`` begins with ``bits`` zero bits.
    """
    fields = {"opened": _timed("opened").dumps(survey)}
    bits = context().settings.proof_of_work
    if bits:
        fields |= {"challenge": _timed("challenge").dumps([survey, token_hex(8)]), "bits": str(bits)}
    return fields


def hurried(opened: str | None, survey: str, questions: int) -> bool:
    """Whether less time passed since the form was opened than reading takes. A form without good mark tells nothing."""
    if not opened:
        return False
    try:
        named, when = _timed("opened").loads(opened, return_timestamp=True)
    except BadSignature:
        return False
    seconds: float = time.time() - when.timestamp()
    return bool(named == survey) and seconds < questions * SECONDS_A_QUESTION


def solved(challenge: str | None, solution: str | None, survey: str, bits: int) -> bool:
    """Whether the solution solves a challenge that was given for this survey lately."""
    try:
        named, _ = _timed("challenge").loads(challenge or "", max_age=CHALLENGE_SECONDS)
    except BadSignature:
        return False
    digest = sha256(f"{challenge}.{solution}".encode()).digest()
    return named == survey and int.from_bytes(digest) >> (256 - bits) == 0


def answered(survey: str) -> bool:
    """Whether this browser says that it answered the survey before."""
    return survey in _surveys()


def mark_answered(response: Response, survey: str) -> Response:
    """Let the browser remember that it answered: the survey's name, no time, no number."""
    names = [*(name for name in _surveys() if name != survey), survey][-REMEMBERED:]
    response.set_cookie(
        MARKER,
        _marker().dumps(names),
        max_age=MARKER_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=context().settings.address.startswith("https://"),
    )
    return response


def _surveys() -> list[str]:
    carried = request.cookies.get(MARKER)
    if not carried:
        return []
    try:
        names = _marker().loads(carried)
    except BadSignature:
        return []
    return [str(name) for name in names]


def _marker() -> Serializer[str]:
    return _marking(_secret())


def _timed(purpose: str) -> URLSafeTimedSerializer:
    return _timing(_secret(), purpose)


@lru_cache(maxsize=8)
def _marking(secret: bytes | str) -> Serializer[str]:
    return URLSafeSerializer(secret, salt="answered")


@lru_cache(maxsize=8)
def _timing(secret: bytes | str, purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=purpose)


def _secret() -> bytes | str:
    secret = current_app.secret_key
    assert secret is not None  # noqa: S101 - the factory sets it
    return secret
