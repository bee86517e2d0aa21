"""What the fields of a contact may hold, whether they come from a file, as JSON or from a form."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz

from shared.imports.contacts.phones import ALLOWED, phone_number
from shared.imports.problems import Problem
from shared.rubric.model import WorkLine
from shared.thai import arabic_digits, normalise

#: Longest name, organisation and e-mail address, in characters.
LONGEST_NAME, LONGEST_ORGANISATION, LONGEST_EMAIL = 200, 200, 254

#: Likeness (0–100) from which a wrong text in the group's column is taken for a misspelt group.
_LIKE_A_GROUP = 60
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-']+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_LETTERS = re.compile(r"[^\W\d_]")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?: .*)?")


class ContactText(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A contact in plain text, on its way in. group: id, number, title or alias of the rubric's group."""

    group: str
    name: str
    phone: str = ""
    email: str = ""
    organisation: str = ""


def tidy(contact: ContactText, groups: Sequence[WorkLine]) -> ContactText:
    """The same in one spelling: the group's id, Thai normalised, telephone in one form, e-mail in small letters."""
    group = group_named(contact.group, groups)
    return replace(
        contact,
        group=group.id if group else contact.group,
        name=" ".join(normalise(contact.name).split()),
        phone=phone_number(contact.phone) or "",
        email=_bare_email(contact.email),
        organisation=" ".join(normalise(contact.organisation).split()),
    )


def contact_problems(contact: ContactText, groups: Sequence[WorkLine]) -> Iterator[Problem]:
    """What is wrong with the fields; ``head`` holds the field's name."""
    yield from _group_problems(contact.group, groups)
    yield from _name_problems(contact.name)
    if contact.phone and phone_number(contact.phone) is None:
        yield _problem(
            "bad-phone", "phone", "หมายเลขโทรศัพท์ไม่ถูกต้อง", "This is no telephone number.",
            found=_digits(contact.phone), allowed=ALLOWED,
        )  # fmt: skip
    email = _bare_email(contact.email)
    if email and (len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email)):
        yield _problem(
            "bad-email", "email", "อีเมลไม่ถูกต้อง", "This is no e-mail address.",
            found=_shape(email), allowed="name@example.org",
        )  # fmt: skip
    if not contact.phone and not email:
        yield _problem(
            "no-channel", "phone", "ต้องมีหมายเลขโทรศัพท์หรืออีเมลอย่างน้อยหนึ่งอย่าง",
            "A telephone number or an e-mail address is needed.", found="–", allowed=ALLOWED,
        )  # fmt: skip
    if len(contact.organisation) > LONGEST_ORGANISATION:
        yield _too_long("organisation", contact.organisation, LONGEST_ORGANISATION)


def group_named(given: str, groups: Sequence[WorkLine]) -> WorkLine | None:
    """The group given by id, number (in either digits), Thai or English title, or alias."""
    wanted = _key(given)
    for number, group in enumerate(groups, start=1):
        known = (str(number), group.id, group.title.th, group.title.en, *group.aliases)
        if wanted and wanted in map(_key, known):
            return group
    return None


def _group_problems(given: str, groups: Sequence[WorkLine]) -> Iterator[Problem]:
    if group_named(given, groups) is None:
        yield _problem(
            "unknown-group", "group", "ไม่มีกลุ่มนี้ ให้เลือกจากรายการ", "There is no such group; choose one from the list.",
            found=_quoted_group(given, groups), allowed=" | ".join(group.title.th for group in groups),
        )  # fmt: skip


def _quoted_group(given: str, groups: Sequence[WorkLine]) -> str:
    """The text, if it is somehow like a group; else it may be anything, and is only described."""
    like = max(fuzz.partial_ratio(given, title) for group in groups for title in (group.title.th, group.title.en))
    return given if len(given) <= LONGEST_NAME and like >= _LIKE_A_GROUP else _shape(given)


def _name_problems(name: str) -> Iterator[Problem]:
    if not name.strip():
        yield _problem("name-missing", "name", "ไม่ได้กรอกชื่อ", "The name is missing.", found="–", allowed=_NAME)
    elif len(name) > LONGEST_NAME:
        yield _too_long("name", name, LONGEST_NAME)
    elif _DATE.fullmatch(arabic_digits(name.strip())):
        yield _problem("name-is-date", "name", "ช่องชื่อเป็นวันที่", "The name is a date.", found=_A_DATE, allowed=_NAME)
    elif len(_LETTERS.findall(name)) < 2:  # noqa: PLR2004 - no name has fewer letters
        yield _problem("bad-name", "name", "ไม่ใช่ชื่อบุคคล", "This is no person's name.", found=_shape(name), allowed=_NAME)


_NAME = "นายสมชาย ใจดี / Mr. Somchai Jaidee"
_A_DATE = "วันที่ / a date"


def _problem(code: str, field: str, th: str, en: str, *, found: str, allowed: str) -> Problem:
    return Problem(code=code, th=th, en=en, head=field, found=found, allowed=allowed)


def _too_long(field: str, value: str, longest: int) -> Problem:
    return _problem(
        "too-long", field, f"ข้อความยาวเกิน {longest} ตัวอักษร", f"The text is longer than {longest} characters.",
        found=f"≥ {len(value)} ตัวอักษร / characters", allowed=f"≤ {longest}",
    )  # fmt: skip


def _bare_email(written: str) -> str:
    return "".join(written.split()).casefold()


def _digits(text: str) -> str:
    count = sum(character.isdecimal() for character in text)
    return f"ตัวเลข {count} หลัก / {count} digits"


def _shape(text: str) -> str:
    """What a text is like, without quoting it."""
    if "@" in text:
        return f"{len(text)} ตัวอักษร มี @ / {len(text)} characters with @"
    return f"{len(text)} ตัวอักษร / {len(text)} characters"


def _key(text: str) -> str:
    return "".join(arabic_digits(normalise(text)).split()).casefold()
