"""What the survey page shows: all questions, one screen of them, that it is closed, or thanks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from services.api.context import context
from services.api.forms import answered
from services.api.pages.survey.pieces import Piece
from services.api.pages.survey.rendering import answer, rendered, show, words
from services.api.pages.survey.sending import carried
from services.api.problems import Problem
from services.api.surveys.definition import Survey
from services.api.surveys.form import TOKEN, Asked, Sheet, sheet
from services.api.surveys.nonce import Nonce, new_nonce
from services.api.surveys.words import WHOLE, Words
from shared.events import Text

Sent = MultiDict[str, str]

_INPUT = Markup('<input type="hidden" name="{}" value="{}">')
#: Stands in a kept form where the hidden fields go.
_PLACE = Markup("<!--hidden-->")


@dataclass(frozen=True)
class Trouble:
    """Why a form is shown again.

    name: of its words. status: of the answer. told: the sentence of what refused it. seconds: until it is taken again.
    """

    name: str
    status: HTTPStatus
    told: Text | None = None
    seconds: int | None = None

    @property
    def minutes(self) -> int | None:
        """The seconds, rounded up."""
        return None if self.seconds is None else -(-self.seconds // 60)


def opened(survey: Survey) -> Response:
    """The form as everybody gets it who opens it: all questions, nothing answered. Only its hidden fields differ."""
    kept_as = (request.path, words().language, survey.mark, survey.state)
    around = context().forms.find(kept_as)
    if around is None:
        around = _around_hidden(survey)
        context().forms.keep(kept_as, around)
    before, after = around
    return answer([before, Piece.of(_hidden(new_nonce(survey), carried(survey, {}))), after])


def form(
    survey: Survey,
    filled: Sheet,
    nonce: Nonce,
    sent: Sent,
    missing: Sequence[Asked] = (),
    *,
    trouble: Trouble | None = None,
) -> Response:
    """All questions, or where ``one`` was chosen a screen: of the first that is missing, else where the person was.

    missing: what a complete form still lacks; with trouble, what is wrong with it.
    """
    status = HTTPStatus.UNPROCESSABLE_ENTITY if missing else HTTPStatus.OK
    response = show(
        "form.html",
        status=trouble.status if trouble else status,
        survey=survey,
        sheet=filled,
        hidden=_hidden(nonce, carried(survey, sent, spent=trouble is not None)),
        missing=missing,
        at=_screens(filled, missing, sent),
        trouble=trouble,
        preview="preview" in sent,
        again=answered(survey.name),
        token=filled.given.get(TOKEN),
    )
    if trouble and trouble.seconds is not None:
        response.headers["Retry-After"] = str(trouble.seconds)
    return response


def screen(survey: Survey, filled: Sheet, nonce: Nonce, sent: Sent) -> Response:
    """The next screen, the one before, or the same again where its question is not answered."""
    at = _at(filled, sent)
    here = filled.asked[at]
    if sent.get("go") == "back":
        return form(survey, filled, nonce, MultiDict({**sent, "at": str(max(0, at - 1))}))
    if here.name not in filled.given:
        return form(survey, filled, nonce, sent, (here,))
    return form(survey, filled, nonce, MultiDict({**sent, "at": str(min(at + 1, len(filled.asked) - 1))}))


def closed(survey: Survey, *, status: int = HTTPStatus.OK, sent: bool = False) -> Response:
    """That no answers are taken now, and when they are. sent: answers have just been sent, and are not recorded."""
    return show("closed.html", status=status, survey=survey, sent=sent)


def thanks(survey: Survey, *, status: int = HTTPStatus.OK, already: bool = False) -> Response:
    """The same for everybody. already: the form had been sent before with other answers."""
    return show("thanks.html", status=status, survey=survey, already=already)


def refused(problem: Problem) -> Response:
    """What stands against a request, in Thai and English: most who read it mistyped the address of a poster."""
    both = [Words(language) for language in (WHOLE if words().language == "th" else reversed(WHOLE))]
    return show("refused.html", status=problem.status, survey=None, problem=problem, both=both)


def _around_hidden(survey: Survey) -> tuple[Piece, Piece]:
    text = rendered(
        "form.html", survey=survey, sheet=sheet(survey, words(), {}), hidden=_PLACE, missing=(), at=None, trouble=None,
        preview=False, again=False, token=None,
    )  # fmt: skip
    before, _, after = text.partition(_PLACE)
    return Piece.of(before), Piece.of(after)


def _hidden(nonce: Nonce, fields: Mapping[str, str]) -> Markup:
    """What a form carries beside the answers."""
    inputs = (_INPUT.format(name, value) for name, value in {"form": nonce.text, **fields}.items())
    return Markup("\n").join(inputs)


def _screens(filled: Sheet, missing: Sequence[Asked], sent: Sent) -> int | None:
    """The number of the screen to show, from 0; None for all questions on one page."""
    if "one" not in sent:
        return None
    return filled.asked.index(missing[0]) if missing else _at(filled, sent)


def _at(filled: Sheet, sent: Sent) -> int:
    given = sent.get("at", "")
    last = len(filled.asked) - 1
    return min(int(given), last) if given.isascii() and given.isdecimal() and len(given) < 4 else 0  # noqa: PLR2004 - digits
