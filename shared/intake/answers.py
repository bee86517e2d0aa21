"""Taking in answers that were collected elsewhere: each row once, all rows or none.

A row is known again by what stands in it (see known). So the same file adds nothing, sorted, saved anew or renamed, and
one that grew adds what is new.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from hashlib import sha256

from msgspec import Struct

from shared.events import Event, Meta
from shared.events.streams import imports_stream, responses_stream
from shared.events.surveys import AnswersImported, ResponseRecorded
from shared.execution.facts import facts_for
from shared.imports import Problem, Sheet, read_sheets
from shared.imports.answers import AnswerMapping, AnswerRow, AnswerTable, guess_mapping, read_answers
from shared.intake.known import Hashed, compared, hashed
from shared.log import Log
from shared.rounds import Facts, RecordResponse, RuleBroken, decide
from shared.rubric import Rubric
from shared.rubric.model import SurveyId
from shared.settings import BANGKOK

#: Who is named with an imported answer: nobody. The import itself names who did it.
ACTOR = "import"
#: Hex digits of an import's name.
_NAME_DIGITS = 12
#: Changed rows that are told one by one.
_MOST_TOLD = 100


class Source(Struct, frozen=True, kw_only=True):
    """Where answers come from and go to. file: its SHA-256; answered_on: the day of rows that name none.

    as_new: somebody says that rows which look like imported ones are sheets of other people.
    """

    unit: str
    fiscal_year: int
    instrument: SurveyId
    file: str
    mapping: AnswerMapping
    answered_on: date | None = None
    as_new: bool = False


class Wanted(Struct, frozen=True, kw_only=True):
    """What somebody asks for who brings a file; as in Source. mapping: None lets it be guessed from the heads."""

    unit: str
    fiscal_year: int
    instrument: SurveyId
    mapping: AnswerMapping | None = None
    answered_on: date | None = None
    as_new: bool = False


class Days(Struct, frozen=True):
    """The first and the last of some days (Bangkok). They show whether day and month were read in their order."""

    first: date
    last: date


class Planned(Struct, frozen=True, kw_only=True):
    """What an import would do. known: rows that were imported before; events: those of the new rows.

    missing: rows of an earlier import of this file that are not in it any more; what they said stays recorded.
    """

    source: Source
    table: AnswerTable
    imports: int
    known: int
    missing: int
    new: tuple[Hashed, ...]
    events: tuple[ResponseRecorded, ...]
    problems: tuple[Problem, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing stands against it."""
        return not self.problems

    @property
    def days(self) -> Days | None:
        """When the file's rows were answered; None where no row has a day."""
        days = [row.day or self.source.answered_on for row in self.table.rows]
        known = [day for day in days if day is not None]
        return Days(min(known), max(known)) if known else None


class Imported(Struct, frozen=True, kw_only=True):
    """What an import did. position: of its last event, None where nothing was new."""

    added: int
    known: int
    position: int | None


class ImportRefused(Exception):
    """There are problems; nothing was recorded."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


def plan_file(log: Log, master: bytes, body: bytes, wanted: Wanted, rubric: Rubric) -> Planned:
    """Read the file and plan it. Raises FileRefused."""
    sheets = read_sheets(body)
    heads = sheets[0] if sheets else Sheet("", ())
    source = Source(
        unit=wanted.unit,
        fiscal_year=wanted.fiscal_year,
        instrument=wanted.instrument,
        file=sha256(body).hexdigest(),
        mapping=wanted.mapping or guess_mapping(heads, rubric.questions_of(wanted.instrument)),
        answered_on=wanted.answered_on,
        as_new=wanted.as_new,
    )
    return plan(log, master, source, sheets, rubric)


def plan(
    log: Log, master: bytes, source: Source, sheets: Sequence[Sheet], rubric: Rubric, *, now: datetime | None = None
) -> Planned:
    """Read the rows, leave out those that are known, and ask the rules about the others."""
    table = read_answers(sheets, source.mapping, rubric, source.instrument)
    earlier = _earlier(log, source)
    beside = _beside(source, earlier)
    found = compared(hashed(master, source.instrument, table.rows, beside), beside)
    facts = _facts(log, source, now or datetime.now(UTC))
    problems = [*table.problems, *(_changed(table, row) for row in found.changed[:_MOST_TOLD])]
    if source.answered_on is None and any(row.day is None for row, _ in found.new):
        problems.append(_NO_DAY)
    events: list[ResponseRecorded] = []
    for row, _ in () if problems else found.new:
        try:
            events += [event for event in decide(_command(source, row), facts) if isinstance(event, ResponseRecorded)]
        except RuleBroken as broken:
            problems.append(_broken(table, row, broken))
    return Planned(
        source=source,
        table=table,
        imports=len(earlier),
        known=found.known,
        missing=found.missing,
        new=found.new,
        events=tuple(events),
        problems=tuple(problems[: 2 * _MOST_TOLD + len(table.problems)]),
    )


def record(log: Log, planned: Planned, meta: Meta) -> Imported:
    """Record the import and its answers in one transaction. meta: of the import; the answers carry nobody's name.

    Raises ImportRefused, and IdempotencyConflict where another import of this round came first.
    """
    if not planned.ready:
        raise ImportRefused(planned.problems)
    if not planned.new:
        return Imported(added=0, known=planned.known, position=None)
    source = planned.source
    event = _import_event(planned)
    responses = responses_stream(source.unit, source.fiscal_year)
    batch: list[tuple[str, Event, Meta]] = [(imports_stream(source.unit, source.fiscal_year), event, meta)]
    # By day and what they say, not by row: the order in the log tells nothing of the order in the file.
    ordered = sorted(planned.events, key=lambda each: (each.day, repr(each)))
    batch += [(responses, each, _answer_meta(each, event.import_id)) for each in ordered]
    key = f"import\n{source.unit}\n{source.fiscal_year}\n{planned.imports}"
    done = log.append_batch(batch, idempotency_key=key)
    return Imported(added=len(planned.events), known=planned.known, position=done.last)


def _facts(log: Log, source: Source, now: datetime) -> Facts:
    """What every row's decision looks at: the same for all of them."""
    row = AnswerRow(row=0, answers={}, work_line=None, occupation=None, day=None, cells=())
    return facts_for(_command(source, row), log, now)


def _earlier(log: Log, source: Source) -> list[AnswersImported]:
    recorded = log.read(imports_stream(source.unit, source.fiscal_year))
    return [each.event for each in recorded if isinstance(each.event, AnswersImported)]


def _command(source: Source, row: AnswerRow) -> RecordResponse:
    return RecordResponse(
        unit=source.unit,
        fiscal_year=source.fiscal_year,
        instrument=source.instrument,
        answers=row.answers,
        work_line=row.work_line,
        occupation=row.occupation,
        day=row.day or source.answered_on,
    )


def _beside(source: Source, earlier: Sequence[AnswersImported]) -> Sequence[AnswersImported]:
    """The imports whose rows may be the same sheets: of another file's not where somebody says so."""
    return [each for each in earlier if each.file == source.file] if source.as_new else earlier


def _import_event(planned: Planned) -> AnswersImported:
    source = planned.source
    name = sha256(f"{source.file}\n{source.instrument}\n{planned.imports}".encode()).hexdigest()[:_NAME_DIGITS]
    rows = tuple(f"{row.row}:{hashed}" for row, hashed in planned.new)
    return AnswersImported(
        import_id=name,
        instrument=source.instrument,
        file=source.file,
        mapping=source.mapping.flat(),
        rows=rows,
        as_new=source.as_new,
    )


def _answer_meta(answer: ResponseRecorded, import_id: str) -> Meta:
    """When it was answered is known to the day only."""
    midnight = datetime.combine(answer.day, time.min, BANGKOK).astimezone(UTC)
    return Meta(actor=ACTOR, source=f"import {import_id}", occurred_at=midnight)


def _changed(table: AnswerTable, row: int) -> Problem:
    return Problem(
        code="row-changed",
        sheet=table.sheet,
        row=row,
        th=f"แถวที่ {row} ต่างจากที่เคยนำเข้าจากไฟล์นี้ คำตอบที่บันทึกแล้วแก้ไขไม่ได้ ให้คืนแถวเดิมและเพิ่มแถวใหม่ท้ายไฟล์",
        en=f"Row {row} differs from what was imported from this file. A recorded answer is never changed: put the old "
        "row back, and new rows at the end.",
    )


def _broken(table: AnswerTable, row: AnswerRow, broken: RuleBroken) -> Problem:
    return Problem(code=broken.code, th=broken.title.th, en=broken.title.en, sheet=table.sheet, row=row.row)


_NO_DAY = Problem(
    code="no-day",
    th="บางแถวไม่มีวันที่ ให้ระบุวันที่ตอบของแถวเหล่านั้น",
    en="Some rows have no day; say on which day they were answered.",
    allowed="2024-02-05",
)
