"""The form of a survey: what it asks, what was answered, what is still missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.api.surveys.definition import Survey
from services.api.surveys.words import Said, Words
from shared.rubric.model import WorkLine

LINE, OCCUPATION, TOKEN = "work_line", "occupation", "token"
#: The value of the choice not to say.
UNSAID = "-"
#: Characters of a token that are taken at most: three times what one has, for blanks and hyphens.
LONGEST_TOKEN = 42


@dataclass(frozen=True)
class Choice:
    """One answer that can be chosen."""

    value: str
    label: Said


@dataclass(frozen=True)
class Asked:
    """One thing that the form asks: to choose, or without choices to type.

    name: its field, a question's id, LINE, OCCUPATION or TOKEN. number: of a question.
    """

    name: str
    label: Said
    choices: tuple[Choice, ...]
    number: int | None = None

    @property
    def place(self) -> str:
        """The id of what is filled in first."""
        return f"{self.name}-{self.choices[0].value}" if self.choices else self.name

    def read(self, value: str) -> str | None:
        """What was chosen or typed; None where that is nothing, or nothing that can be chosen."""
        if not self.choices:
            return value.strip()[:LONGEST_TOKEN] or None
        return value if value in {choice.value for choice in self.choices} else None


@dataclass(frozen=True)
class Sheet:
    """The form with what was answered so far: field → value, only values that can be chosen."""

    asked: tuple[Asked, ...]
    given: Mapping[str, str]

    @property
    def missing(self) -> tuple[Asked, ...]:
        """What still has to be answered, in order."""
        return tuple(each for each in self.asked if each.name not in self.given)

    def answers(self) -> dict[str, str]:
        """Question → option."""
        return {each.name: self.given[each.name] for each in self.asked if each.number is not None}

    def said(self, name: str) -> str | None:
        """What was given as LINE, OCCUPATION or TOKEN; None where it was not asked, or not said."""
        value = self.given.get(name)
        return None if value == UNSAID else value


def sheet(survey: Survey, words: Words, sent: Mapping[str, str]) -> Sheet:
    """The form of this survey, filled with what was sent of it; a ``preview`` asks for no token."""
    asked = (*_token(survey, words, sent), *_asked(survey, words))
    read = {each.name: each.read(sent.get(each.name, "")) for each in asked}
    return Sheet(asked, {name: value for name, value in read.items() if value is not None})


def _token(survey: Survey, words: Words, sent: Mapping[str, str]) -> tuple[Asked, ...]:
    return (Asked(TOKEN, words("token"), ()),) if survey.asks_token and "preview" not in sent else ()


def _asked(survey: Survey, words: Words) -> Iterator[Asked]:
    """The line of work unless the address names it, the questions, and of outsiders their occupation."""
    staff = survey.instrument == "IIT"
    if survey.lines and survey.line is None:
        lines = _labels(survey, words, "work_lines", survey.lines)
        unsaid = (_unsaid(words),) if staff else ()
        yield Asked(LINE, words("line_staff" if staff else "line"), (*lines, *unsaid))
    options = tuple(
        Choice(option.id, words.of(survey.rubric.id, "options", option.id, option.title))
        for option in survey.rubric.option_scale.options
    )
    for number, question in enumerate(survey.questions, start=1):
        yield Asked(question.id, words.of(survey.rubric.id, "questions", question.id, question.text), options, number)
    if survey.rubric.occupations and not staff:
        occupations = _labels(survey, words, "occupations", survey.rubric.occupations)
        yield Asked(OCCUPATION, words("occupation"), (*occupations, _unsaid(words)))


def _labels(survey: Survey, words: Words, part: str, labels: Sequence[WorkLine]) -> tuple[Choice, ...]:
    return tuple(Choice(label.id, words.of(survey.rubric.id, part, label.id, label.title)) for label in labels)


def _unsaid(words: Words) -> Choice:
    return Choice(UNSAID, words("not_say"))
