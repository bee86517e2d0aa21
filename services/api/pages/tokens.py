"""Single-use tokens of a round's surveys, for the unit's administrator: asked for or not, issued, withdrawn."""

import secrets
from collections import defaultdict
from http import HTTPStatus

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from services.api.bodies import shaped
from services.api.commands.tokens import TokensBody, TokensWithdrawalBody, issue_by_form, issued, unkept, withdraw
from services.api.context import context
from services.api.pages import links
from services.api.pages.refusals import Refusal, refusal
from services.api.pages.rendering import render
from services.api.problems import status_of
from services.api.routing import page
from services.api.surveys.definition import Survey, find_survey, find_surveys
from services.api.surveys.slips import slips
from services.api.writes import executed
from shared.access import Permission
from shared.events import Recorded
from shared.events.surveys import TokensIssued, TokensWithdrawn
from shared.rounds import RequireTokens, RuleBroken
from shared.rounds.surveys.decisions import FEWEST_TOKENS, MOST_TOKENS
from shared.rubric.model import SurveyId
from shared.secrecy import TokenList

#: Where the forms of a round are sent.
ROUND = "/units/<unit>/<year:year>"
#: Random bytes of a form's mark.
FORM_BYTES = 24
#: Digits of a number that is read at all.
LONGEST_NUMBER = 6


@page("GET", f"{ROUND}/tokens", Permission.ROUND_PREPARE)
def tokens_page(unit: str, year: int) -> ResponseReturnValue:
    return _show(unit, year)


@page("POST", f"{ROUND}/token-rules", Permission.ROUND_PREPARE)
def ask_for_tokens(unit: str, year: int) -> ResponseReturnValue:
    wanted = {"instrument": _field("instrument"), "required": _field("required") == "yes"}
    command = shaped(wanted, RequireTokens, unit=unit, fiscal_year=year)
    try:
        executed(command)
    except RuleBroken as error:
        return _refused(unit, year, error)
    return _done(unit, year, "tokens_asked" if command.required else "tokens_not_asked")


@page("POST", f"{ROUND}/tokens", Permission.ROUND_PREPARE)
def issue_slips(unit: str, year: int) -> ResponseReturnValue:
    """The slips as a file: the only place where these tokens ever stand. The same form again hands over the same."""
    body = shaped({"instrument": _field("instrument"), "count": _number("count")}, TokensBody)
    with context().reading() as connection:
        survey = find_survey(connection, unit, year, body.instrument)
    try:
        tokens = issue_by_form(unit, year, body.instrument, body.count, _field("form") or new_form())
    except RuleBroken as error:
        return _refused(unit, year, error)
    response = Response(slips(survey, tokens), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{unit}-{year}-{body.instrument}-tokens.pdf"'
    return unkept(response)


@page("POST", f"{ROUND}/token-withdrawals", Permission.ROUND_PREPARE)
def withdraw_all(unit: str, year: int) -> ResponseReturnValue:
    body = shaped({"instrument": _field("instrument")}, TokensWithdrawalBody)
    try:
        withdraw(unit, year, body.instrument)
    except RuleBroken as error:
        return _refused(unit, year, error)
    return _done(unit, year, "tokens_withdrawn")


def _show(unit: str, year: int, *, status: int = HTTPStatus.OK, refused: Refusal | None = None) -> Response:
    with context().reading() as connection:
        surveys = find_surveys(connection, unit, year)
        left = {each.instrument: context().answer_tokens.unspent(connection, _whose(each)) for each in surveys}
    response = render(
        "tokens.html",
        status=status,
        simulated=any(survey.simulated for survey in surveys),
        unit=surveys[0].unit,
        year=year,
        surveys=surveys,
        left=left,
        lists=_lists(unit, year),
        form=new_form(),
        fewest=FEWEST_TOKENS,
        most=MOST_TOKENS,
        refusal=refused,
    )
    return unkept(response)


def new_form() -> str:
    """A mark for a form that issues tokens: whoever has it can have the same tokens again."""
    return secrets.token_urlsafe(FORM_BYTES)


def _lists(unit: str, year: int) -> dict[SurveyId, list[Recorded]]:
    """Survey → what was issued and withdrawn, newest first."""
    found: dict[SurveyId, list[Recorded]] = defaultdict(list)
    for each in reversed(issued(unit, year)):
        assert isinstance(each.event, TokensIssued | TokensWithdrawn)  # noqa: S101 - nothing else is among them
        found[each.event.instrument].append(each)
    return found


def _whose(survey: Survey) -> TokenList:
    return TokenList(survey.unit.unit, survey.year, survey.instrument)


def _refused(unit: str, year: int, error: RuleBroken) -> Response:
    sent = {"instrument": _field("instrument"), "count": _field("count")}
    return _show(unit, year, status=status_of(error), refused=refusal(error, "tokens", sent))


def _done(unit: str, year: int, message: str) -> ResponseReturnValue:
    flash(message)
    return redirect(links.tokens(unit, year), HTTPStatus.SEE_OTHER)


def _number(name: str) -> int:
    """What was entered; 0, which no rule takes, for what is no number."""
    given = _field(name)
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= LONGEST_NUMBER else 0


def _field(name: str) -> str:
    return request.form.get(name, "").strip()
