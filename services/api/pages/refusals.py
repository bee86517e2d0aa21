"""A form that was refused: the page is shown again with the reason and with what had been entered."""

from msgspec import Struct

from shared.rounds import RuleBroken


class Refusal(Struct, frozen=True):
    """The reason in both languages, and the form's fields as they were sent."""

    th: str
    en: str
    form: str
    sent: dict[str, str]


def refusal(error: RuleBroken, form: str, sent: dict[str, str]) -> Refusal:
    """What to show of a broken rule."""
    return Refusal(error.title.th, error.title.en, form, sent)
