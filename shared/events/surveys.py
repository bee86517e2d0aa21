"""Events of the surveys."""

from datetime import date
from typing import ClassVar, Literal

from shared.events.base import Event


class ResponseRecorded(Event, frozen=True, kw_only=True):
    """One anonymous answer sheet. answers: question id → option id. day: Bangkok date, never a time.

    hurried: it was sent sooner after the form was opened than anybody can read it. again: from a browser that had
    answered this survey before. Both are hints for the watch over answers and say nothing of who answered.
    """

    instrument: Literal["IIT", "EIT1", "EIT2"]
    answers: dict[str, str]
    day: date
    work_line: str | None = None
    occupation: str | None = None
    hurried: bool = False
    again: bool = False


class TokensRequired(Event, frozen=True, kw_only=True):
    """From now on a survey is answered with a single-use token, or no longer needs one (``required`` false)."""

    instrument: Literal["IIT", "EIT1", "EIT2"]
    required: bool


class TokensIssued(Event, frozen=True, kw_only=True):
    """So many single-use tokens were made. The tokens themselves are nowhere but on the list that was printed."""

    instrument: Literal["IIT", "EIT1", "EIT2"]
    count: int


class TokensWithdrawn(Event, frozen=True, kw_only=True):
    """So many tokens that nobody had used are no longer good."""

    instrument: Literal["IIT", "EIT1", "EIT2"]
    count: int


class AnswersImported(Event, frozen=True, kw_only=True):
    """Answers that were collected elsewhere came in from a file; each of them is a ResponseRecorded beside this.

    file: SHA-256 of the file. mapping: what was read from which column (``i1`` → its head, ``option มาก`` → ``high``).
    rows: for each row that was new, ``number:hash``; the hash is keyed, so that nobody else can try guesses against it.
    as_new: whoever imported said that rows which looked like imported ones were sheets of other people.
    """

    emitted_by: ClassVar[str] = "api, command line"

    import_id: str
    instrument: Literal["IIT", "EIT1", "EIT2"]
    file: str
    mapping: dict[str, str]
    rows: tuple[str, ...]
    as_new: bool = False


class ProgressReported(Event, frozen=True, kw_only=True):
    """Counts of answers collected elsewhere, as somebody reported them. They are counts: no answer is known."""

    instrument: Literal["IIT", "EIT1", "EIT2"]
    reported_on: date
    total: int
    by_work_line: dict[str, int] = {}
    by_occupation: dict[str, int] = {}
    note: str | None = None
