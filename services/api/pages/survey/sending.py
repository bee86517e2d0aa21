"""Where the page hands over a complete answer sheet, and what its form carries for that beside the answers."""

from collections.abc import Mapping

from services.api.forms import form_fields
from services.api.receiving import ResponseBody, receive
from services.api.surveys.definition import Survey
from services.api.surveys.form import LINE, OCCUPATION, TOKEN, Sheet
from services.api.surveys.nonce import Nonce

#: Hidden fields of a challenge and of the work done for it.
WORK = ("challenge", "solution")


def carried(survey: Survey, sent: Mapping[str, str], *, spent: bool = False) -> dict[str, str]:
    """The hidden fields of a form: as it was sent, so that it is as old as it is; made anew where it is opened.

    spent: its challenge has been handed over, which counts once, or may be too old, so that it needs another.
    """
    fields = form_fields(survey.name)
    if sent.get("opened"):
        fields["opened"] = sent["opened"]
    if "challenge" in fields:
        kept = sent if sent.get("challenge") and not spent else fields
        fields |= {name: kept.get(name, "") for name in WORK}
    return fields


def send(survey: Survey, sheet: Sheet, nonce: Nonce, sent: Mapping[str, str]) -> None:
    """Record the sheet, once for each form: sending the same form again changes nothing.

    Raises the rules' errors, IdempotencyKeyReused where the form was sent before with other answers, TokenNotGood,
    TooManyAnswers, and Unavailable and LogUnavailable where it may be sent again.
    """
    body = ResponseBody(
        instrument=survey.instrument,
        answers=sheet.answers(),
        work_line=survey.line.id if survey.line else sheet.said(LINE),
        occupation=sheet.said(OCCUPATION),
        token=sheet.said(TOKEN),
        opened=sent.get("opened"),
        challenge=sent.get("challenge"),
        solution=sent.get("solution"),
    )
    receive(survey.unit.unit, survey.year, body, key=f"form\n{nonce.key}")
