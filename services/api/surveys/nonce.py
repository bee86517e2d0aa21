"""The mark of one form: signed, so that only forms of ours are taken, and sent along as the key of its only answer.

It takes the place of a session's token: a respondent has no session. It names a day and a random number, nobody and
no device.
"""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from services.api.reads import today
from services.api.surveys.definition import Survey

#: Bytes of the random number.
SIZE = 16
#: How long a form is taken: for as long as a repetition of its answer is surely known (see the worker's ``forget``).
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Nonce:
    """The mark of a form. text: as the form carries it; opened: the day (Bangkok) on which the form was made."""

    text: str
    key: str
    opened: date


def new_nonce(survey: Survey) -> Nonce:
    """A mark for a form of this survey."""
    key, opened = secrets.token_urlsafe(SIZE), today()
    return Nonce(_signer(survey).dumps([key, opened.isoformat()]), key, opened)


def read_nonce(survey: Survey, text: str) -> Nonce | None:
    """The mark that a form was sent with; None where it is not one of this survey's, or older than yesterday.

    Of an older one nobody knows any more whether it was sent before.
    """
    try:
        key, opened = _signer(survey).loads(text)
    except BadSignature:
        return None
    nonce = Nonce(text, key, date.fromisoformat(opened))
    return nonce if today() <= nonce.opened + KEPT else None


def _signer(survey: Survey) -> URLSafeSerializer:
    secret = current_app.secret_key or b""
    return URLSafeSerializer(secret, salt=f"survey {survey.unit.unit} {survey.year} {survey.instrument}")
