"""Letters that invite the contacts: official Thai letters to people outside (หนังสือภายนอก), one A4 page each.

What the system does not know is left as dots to write on: the letter's number, its day, the office's postal address and
telephone, and who signs. The state emblem is not drawn: its place is free for letterhead paper.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from services.api.reads import today
from services.api.surveys.addresses import survey_url
from services.api.surveys.codes import code_svg
from services.api.surveys.definition import Survey
from services.api.surveys.words import LANGUAGES, WHOLE, Words
from shared.intake.contacts import Contact
from shared.rubric.model import WorkLine
from shared.thai import BUDDHIST_OFFSET, MONTHS_TH, thai_digits
from shared.typesetting import typeset


def letters(survey: Survey, contacts: Sequence[Contact]) -> bytes:
    """A PDF with one letter for each contact, in plain text: only for who may see the list."""
    address = survey_url(survey)
    sample = survey.sample
    groups = {group.id: group for group in sample.groups} if sample else {}
    values = {
        "code": code_svg(address).decode(),
        "address": address.partition("://")[2],
        "unit": survey.unit.name_th,
        "year": thai_digits(str(survey.year)),
        "month": f"{MONTHS_TH[today().month - 1]} {thai_digits(str(today().year + BUDDHIST_OFFSET))}",
        "minutes": thai_digits(str(survey.minutes)),
        "opens": _day(survey, "opens"),
        "closes": _day(survey, "closes"),
        "translations": thai_digits(str(len(LANGUAGES) - len(WHOLE))),
        "simulated": survey.simulated,
        "notice": {language: Words(language)("simulated").text for language in WHOLE},
        "letters": [_letter(contact, groups) for contact in contacts],
    }
    made: bytes = typeset(_template(), values, day=today())
    return made


def _letter(contact: Contact, groups: Mapping[str, WorkLine]) -> dict[str, str]:
    group = groups.get(contact.group)
    return {
        "name": contact.name,
        "organisation": contact.organisation,
        "group": group.title.th if group else "",
    }


def _day(survey: Survey, which: str) -> str | None:
    day = getattr(survey.window, which)
    return thai_digits(Words("th").day(day)) if day else None


@cache
def _template() -> bytes:
    return files(__package__).joinpath("letter.typ").read_bytes()
