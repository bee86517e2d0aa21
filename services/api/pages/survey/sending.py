"""Where the page hands over a complete answer sheet."""

from services.api.receiving import ResponseBody, receive
from services.api.surveys.definition import Survey
from services.api.surveys.form import LINE, OCCUPATION, Sheet
from services.api.surveys.nonce import Nonce


def send(survey: Survey, sheet: Sheet, nonce: Nonce) -> None:
    """Record the sheet, once for each form: sending the same form again changes nothing.

    Raises the rules' errors, IdempotencyKeyReused where the form was sent before with other answers, Unavailable and
    LogUnavailable where it may be sent again.
    """
    body = ResponseBody(
        instrument=survey.instrument,
        answers=sheet.answers(),
        work_line=survey.line.id if survey.line else sheet.said(LINE),
        occupation=sheet.said(OCCUPATION),
    )
    receive(survey.unit.unit, survey.year, body, key=f"form\n{nonce.key}")
