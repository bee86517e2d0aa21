"""Single-use tokens for a survey of staff: asked for, issued and withdrawn by the unit's administrator."""

import csv
import io
from http import HTTPStatus
from typing import Any

import orjson
from flask import Response, request
from msgspec import Struct

from services.api.bodies import read_body, shaped
from services.api.commands.declare import command_route
from services.api.context import context
from services.api.problems import Busy
from services.api.routing import ROUND, route
from services.api.writes import created, executed
from shared.access import Permission
from shared.events import Recorded
from shared.events.streams import round_stream
from shared.events.surveys import TokensIssued, TokensWithdrawn
from shared.log import Appended
from shared.rounds import IssueTokens, RequireTokens, WithdrawTokens
from shared.rounds.conflict import ListWithdrawn
from shared.rubric.model import SurveyId
from shared.secrecy import TokenList

CSV = "text/csv"


class TokensBody(Struct, kw_only=True):
    """Of which survey so many tokens are to be made."""

    instrument: SurveyId
    count: int


class TokensWithdrawalBody(Struct, kw_only=True):
    """Of which survey every token that nobody has used is to be withdrawn."""

    instrument: SurveyId


command_route(
    f"{ROUND}/token-rules",
    RequireTokens,
    Permission.ROUND_PREPARE,
    summary="Ask for a single-use token with every answer to a survey, or no longer",
    tag="surveys",
)


@route(
    "POST",
    f"{ROUND}/tokens",
    Permission.ROUND_PREPARE,
    summary="Issue single-use tokens; this answer is the only place where they ever stand (JSON, or CSV by Accept)",
    tag="surveys",
    body=TokensBody,
)
def issue_tokens(unit: str, year: int) -> Response:
    body = shaped(read_body(), TokensBody)
    appended, tokens = issue(unit, year, body.instrument, body.count)
    if request.accept_mimetypes.best_match(["application/json", CSV]) == CSV:
        return _csv(appended, tokens)
    response = created(appended)
    document: dict[str, Any] = orjson.loads(response.get_data())
    response.set_data(orjson.dumps(document | {"tokens": list(tokens)}))
    return unkept(response)


def issue(unit: str, year: int, instrument: SurveyId, count: int) -> tuple[Appended, tuple[str, ...]]:
    """Make tokens and record how many. A repeated request made them before, and nobody can tell them again: none."""
    with context().engine.begin() as connection:
        command = IssueTokens(unit=unit, fiscal_year=year, instrument=instrument, count=count)
        appended = executed(command, connection=connection)
        if appended.repeated:
            return appended, ()
        return appended, context().answer_tokens.issue(connection, TokenList(unit, year, instrument), count)


def issue_by_form(unit: str, year: int, instrument: SurveyId, count: int, form: str) -> tuple[str, ...]:
    """Make the tokens of a form. Sent twice, as by a double click, it makes no second list and hands over the same.

    form: its random mark, which nothing keeps. Raises ListWithdrawn, IdempotencyKeyReused (another count), and what
    executing a command raises.
    """
    tokens, whose = context().answer_tokens, TokenList(unit, year, instrument)
    with context().engine.begin() as connection:
        command = IssueTokens(unit=unit, fiscal_year=year, instrument=instrument, count=count)
        appended = executed(command, connection=connection, form=form)
        if not appended.repeated:
            return tokens.issue(connection, whose, count, seed=form)
    if any(each.position > appended.position and _withdraws(each, instrument) for each in issued(unit, year)):
        raise ListWithdrawn(instrument=instrument)
    return tokens.made_of(whose, count, form)


def issued(unit: str, year: int) -> tuple[Recorded, ...]:
    """What was issued and withdrawn, of all surveys, in order."""
    recorded = context().log.read(round_stream(unit, year))
    return tuple(each for each in recorded if isinstance(each.event, TokensIssued | TokensWithdrawn))


def _withdraws(recorded: Recorded, instrument: SurveyId) -> bool:
    return isinstance(recorded.event, TokensWithdrawn) and recorded.event.instrument == instrument


@route(
    "POST",
    f"{ROUND}/token-withdrawals",
    Permission.ROUND_PREPARE,
    summary="Withdraw every token of a survey that nobody has used",
    tag="surveys",
    body=TokensWithdrawalBody,
)
def withdraw_tokens(unit: str, year: int) -> Response:
    body = shaped(read_body(), TokensWithdrawalBody)
    return created(withdraw(unit, year, body.instrument))


def withdraw(unit: str, year: int, instrument: SurveyId) -> Appended:
    """Make the tokens worthless that are left, and record how many they were.

    Everybody who changes a list appends first, and so waits for the others: nobody spends one in between.
    """
    tokens, whose = context().answer_tokens, TokenList(unit, year, instrument)
    with context().engine.begin() as connection:
        count = tokens.unspent(connection, whose)
        command = WithdrawTokens(unit=unit, fiscal_year=year, instrument=instrument, count=count)
        appended = executed(command, connection=connection)
        if appended.repeated or tokens.withdraw(connection, whose, count):
            return appended
        raise Busy


def unkept(response: Response) -> Response:
    """The response, which nobody on the way may keep."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _csv(appended: Appended, tokens: tuple[str, ...]) -> Response:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("รหัส / Token",), *((token,) for token in tokens)])
    response = Response(out.getvalue().encode("utf-8-sig"), HTTPStatus.CREATED, content_type=f"{CSV}; charset=utf-8")
    response.headers["X-Log-Position"] = str(appended.position)
    response.headers["Content-Disposition"] = 'attachment; filename="tokens.csv"'
    return unkept(response)
