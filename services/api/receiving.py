"""The way of an answer into the log: limits, marks, token. Nothing is kept that leads back to whoever answers."""

import hmac
from datetime import UTC, datetime
from hashlib import sha256

from flask import current_app, request
from msgspec import Struct

from services.api.context import context
from services.api.forms import answered, hurried, solved, survey_name
from services.api.networks import WINDOW, network_of
from services.api.problems import TokenNotGood, TooManyAnswers
from services.api.writes import recorded
from shared.events import Meta
from shared.execution.facts import round_now
from shared.log import Appended
from shared.rounds import RecordResponse
from shared.rubric.model import SurveyId
from shared.secrecy import TokenList

#: What an answer without a proof of work counts in its network's limit, where proofs are asked for.
UNPROVEN = 10
#: The circumstances of every answer: nobody in particular.
RESPONDENT = Meta(actor="respondent")


class ResponseBody(Struct, kw_only=True):
    """One anonymous answer sheet. answers: question id → option id, every question of the instrument.

    The day is today's: whoever answers cannot choose another. token: where the unit asks for one; good once.
    opened, challenge, solution: what the form carried (see forms.form_fields), if there was one.
    """

    instrument: SurveyId
    answers: dict[str, str]
    work_line: str | None = None
    occupation: str | None = None
    token: str | None = None
    opened: str | None = None
    challenge: str | None = None
    solution: str | None = None

    def survey(self, unit: str, year: int) -> str:
        """How forms and markers call the survey."""
        return survey_name(unit, year, self.instrument)


def receive(unit: str, year: int, body: ResponseBody, *, key: str | None) -> Appended:
    """Record the answer. key: the sender's nonce, by which a repetition is told; it is kept hashed, for two days.

    Raises TooManyAnswers, TokenNotGood, IdempotencyKeyReused, Busy, and the rules' own errors.
    """
    _limit(body, body.survey(unit, year))
    command = _command(unit, year, body)
    kept = _kept_key(unit, year, key)
    if body.token and round_now(context().log, unit, year).tokens.get(body.instrument):
        return _with_token(command, body.token, kept)
    return recorded(command, RESPONDENT, expected=None, key=kept)


def _with_token(command: RecordResponse, token: str, key: str | None) -> Appended:
    """Answer and spent token are one transaction: neither is ever lost or done twice.

    The answer comes first: a repetition finds it under its key, and must not ask for the token again.
    """
    whose = TokenList(command.unit, command.fiscal_year, command.instrument)
    with context().engine.begin() as connection:
        appended = recorded(command, RESPONDENT, expected=None, key=key, connection=connection)
        if appended.repeated or context().answer_tokens.spend(connection, whose, token):
            return appended
        raise TokenNotGood(instrument=command.instrument)


def _limit(body: ResponseBody, survey: str) -> None:
    """Raises TooManyAnswers if the sender's network has sent more than its share in this window."""
    most, network = context().settings.answers_per_network, network_of(request.remote_addr)
    if not most or network is None:
        return
    now = datetime.now(UTC)
    weight = 1 if _proven(body, survey, now) else UNPROVEN
    if context().networks.hit(network, now, weight=weight) > most:
        raise TooManyAnswers(seconds=WINDOW - int(now.timestamp()) % WINDOW)


def _proven(body: ResponseBody, survey: str, now: datetime) -> bool:
    """Whether work was done for this answer alone, or none is asked for."""
    bits = context().settings.proof_of_work
    if not bits:
        return True
    good = solved(body.challenge, body.solution, survey, bits)
    return good and context().networks.first(f"challenge\n{body.challenge}", now)


def _command(unit: str, year: int, body: ResponseBody) -> RecordResponse:
    survey = body.survey(unit, year)
    return RecordResponse(
        unit=unit,
        fiscal_year=year,
        instrument=body.instrument,
        answers=body.answers,
        work_line=body.work_line,
        occupation=body.occupation,
        with_token=bool(body.token),
        hurried=hurried(body.opened, survey, len(body.answers)),
        again=answered(survey),
    )


def _kept_key(unit: str, year: int, key: str | None) -> str | None:
    """The key as it is kept: nobody who has it, and not this secret, can find the answer by it."""
    if key is None:
        return None
    secret = current_app.secret_key or b""
    secret = secret.encode() if isinstance(secret, str) else secret
    return f"answer/{hmac.digest(secret, f'answer {unit} {year} {key}'.encode(), sha256).hex()}"
