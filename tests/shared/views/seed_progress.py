"""What Mukdahan's second meeting was told on 5 Feb 2567: 233 answers, by line of work and by occupation."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, repeat

from shared.events import Meta
from shared.events.surveys import ResponseRecorded
from shared.log import Log

MEETING = date(2024, 2, 5)
LINES = {"administration": 7, "investigation": 45, "foreigners": 54, "inspection": 124, "other": 3}
OCCUPATIONS = {
    "government": 11, "company": 6, "business": 30, "retired": 12, "freelance": 119, "hired": 13, "other": 42,
}  # fmt: skip


def labels(counts: dict[str, int]) -> Iterator[str]:
    return chain.from_iterable(repeat(label, count) for label, count in counts.items())


def answers() -> list[ResponseRecorded]:
    """233 sheets over the days before the meeting. Which line goes with which occupation, the minutes do not tell."""
    pairs = zip(labels(LINES), labels(OCCUPATIONS), strict=True)
    return [
        ResponseRecorded(
            instrument="EIT1",
            answers={f"e{question}": "most" for question in range(1, 7)},
            day=MEETING - timedelta(number % 30),
            work_line=line,
            occupation=occupation,
        )
        for number, (line, occupation) in enumerate(pairs)
    ]


def record(log: Log, unit: str = "TH-49") -> None:
    """All of them in the log, and one more on the day after the meeting."""
    stream, meta = f"responses/{unit}/2567", Meta(actor="respondent")
    later = ResponseRecorded(
        instrument="EIT1", answers=answers()[0].answers, day=MEETING + timedelta(1), work_line="other"
    )
    log.append_batch([(stream, answer, meta) for answer in (*answers(), later)])
