"""What the survey page shows: all questions, one screen of them, that it is closed, or thanks."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Response
from werkzeug.datastructures import MultiDict

from services.api.pages.survey.rendering import show
from services.api.surveys.definition import Survey
from services.api.surveys.form import Asked, Sheet
from services.api.surveys.nonce import Nonce
from shared.rounds import RuleBroken

Sent = MultiDict[str, str]


def form(
    survey: Survey,
    filled: Sheet,
    nonce: Nonce,
    sent: Sent,
    missing: Sequence[Asked] = (),
    *,
    status: int = HTTPStatus.OK,
    trouble: str | None = None,
    rule: RuleBroken | None = None,
) -> Response:
    """All questions, or where ``one`` was chosen a screen: of the first that is missing, else where the person was.

    missing: what a complete form still lacks. trouble: why the form is shown again; rule: the rule that refused it.
    """
    shown = _screens(filled, missing, sent)
    return show(
        "form.html",
        status=status,
        survey=survey,
        sheet=filled,
        nonce=nonce,
        missing=missing,
        at=shown,
        trouble=trouble,
        rule=rule,
        preview="preview" in sent,
    )


def screen(survey: Survey, filled: Sheet, nonce: Nonce, sent: Sent) -> Response:
    """The next screen, the one before, or the same again where its question is not answered."""
    at = _at(filled, sent)
    here = filled.asked[at]
    if sent.get("go") == "back":
        return form(survey, filled, nonce, MultiDict({**sent, "at": str(max(0, at - 1))}))
    if here.name not in filled.given:
        return form(survey, filled, nonce, sent, (here,), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return form(survey, filled, nonce, MultiDict({**sent, "at": str(min(at + 1, len(filled.asked) - 1))}))


def closed(survey: Survey, *, status: int = HTTPStatus.OK, sent: bool = False) -> Response:
    """That no answers are taken now, and when they are. sent: answers have just been sent, and are not recorded."""
    return show("closed.html", status=status, survey=survey, sent=sent)


def thanks(survey: Survey, *, status: int = HTTPStatus.OK, already: bool = False) -> Response:
    """The same for everybody. already: the form had been sent before with other answers."""
    return show("thanks.html", status=status, survey=survey, already=already)


def _screens(filled: Sheet, missing: Sequence[Asked], sent: Sent) -> int | None:
    """The number of the screen to show, from 0; None for all questions on one page."""
    if "one" not in sent:
        return None
    return filled.asked.index(missing[0]) if missing else _at(filled, sent)


def _at(filled: Sheet, sent: Sent) -> int:
    given = sent.get("at", "")
    last = len(filled.asked) - 1
    return min(int(given), last) if given.isascii() and given.isdecimal() and len(given) < 4 else 0  # noqa: PLR2004 - digits
