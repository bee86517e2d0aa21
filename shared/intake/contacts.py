"""The list of EIT(2) contacts in plain text, for those who may see it: read, reviewed, sealed for the log, erased."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Engine

from shared.events import Meta, Text
from shared.events.contacts import ContactErased
from shared.events.streams import contacts_stream
from shared.imports import Problem
from shared.imports.contacts import HEADS, ContactRow, ContactText, Duplicate, Entry, duplicates_of
from shared.log import Log
from shared.rounds import AddContacts, NewContact, fold_contacts
from shared.rubric import Rubric
from shared.secrecy import ERASED, Vault


class Contact(Struct, frozen=True, kw_only=True):
    """Somebody on the list. person: the random name that the log has."""

    person: str
    group: str
    name: str
    phone: str
    email: str
    organisation: str


class ContactList(Struct, frozen=True):
    """Everybody on the list, in the order in which they came. version: that of the list's stream."""

    version: int
    contacts: tuple[Contact, ...]


class GroupState(Struct, frozen=True, kw_only=True):
    """How many contacts of a group there are and would be. group: None for all together."""

    group: str | None
    title: Text
    needed: int
    listed: int
    after: int

    @property
    def met(self) -> bool:
        """Whether there would be enough."""
        return self.after >= self.needed


class Review(Struct, frozen=True, kw_only=True):
    """What recording these rows would mean. problems stand against it; likely duplicates need somebody's word."""

    version: int
    rows: tuple[ContactRow, ...]
    problems: tuple[Problem, ...]
    likely: tuple[Duplicate, ...]
    groups: tuple[GroupState, ...]

    def ready(self, *, accept_likely: bool) -> bool:
        """Whether it can be recorded. accept_likely: somebody says that likely duplicates are different persons."""
        return not self.problems and (accept_likely or not self.likely)


def listed(log: Log, vault: Vault, unit: str, fiscal_year: int) -> ContactList:
    """The list, opened. Whoever is erased meanwhile is left out. Raises SecrecyError."""
    state = fold_contacts(log.read(contacts_stream(unit, fiscal_year)))
    events = list(state.listed.values())
    opened = vault.open_all([(event.person, (event.name, event.phone, event.email)) for event in events])
    contacts = []
    for event, (name, phone, email) in zip(events, opened, strict=True):
        if name is not ERASED and phone is not ERASED and email is not ERASED:
            contacts.append(
                Contact(
                    person=event.person,
                    group=event.group,
                    name=name,
                    phone=phone,
                    email=email,
                    organisation=event.organisation or "",
                )
            )
    return ContactList(state.version, tuple(contacts))


def review(known: ContactList, rows: Sequence[ContactRow], problems: Sequence[Problem], rubric: Rubric) -> Review:
    """The rows beside each other and beside who is on the list. Certain duplicates are problems."""
    entries = [Entry(f"row {row.row}", row.contact) for row in rows]
    found = duplicates_of(entries, [Entry(one.person, _text(one)) for one in known.contacts])
    places = {row.row: row for row in rows}
    certain = [_duplicate(each, places) for each in found if each.certain]
    return Review(
        version=known.version,
        rows=tuple(rows),
        problems=(*problems, *certain),
        likely=tuple(each for each in found if not each.certain),
        groups=group_states(known, rows, rubric),
    )


def group_states(known: ContactList, rows: Sequence[ContactRow], rubric: Rubric) -> tuple[GroupState, ...]:
    """All contacts against the minimum, then each group against one."""
    sample = rubric.sample("EIT2")
    if sample is None:
        return ()
    before = Counter(contact.group for contact in known.contacts)
    after = before + Counter(row.contact.group for row in rows)
    whole = GroupState(
        group=None,
        title=Text("ทั้งหมด", "All"),
        needed=sample.minimum or 0,
        listed=before.total(),
        after=after.total(),
    )
    groups = (
        GroupState(
            group=group.id,
            title=Text(group.title.th, group.title.en),
            needed=1,
            listed=before[group.id],
            after=after[group.id],
        )
        for group in sample.groups
    )
    return (whole, *groups)


def addition(vault: Vault, unit: str, fiscal_year: int, rows: Sequence[ContactRow]) -> AddContacts:
    """The command that adds the rows, each sealed under a new person's key."""
    texts = [(row.contact.name, row.contact.phone, row.contact.email) for row in rows]
    sealed = vault.seal_new(contacts_stream(unit, fiscal_year), texts)
    contacts = (
        NewContact(
            person=person,
            group=row.contact.group,
            name=name,
            phone=phone,
            email=email,
            organisation=row.contact.organisation or None,
        )
        for row, (person, (name, phone, email)) in zip(rows, sealed, strict=True)
    )
    return AddContacts(unit=unit, fiscal_year=fiscal_year, contacts=tuple(contacts))


def erase_person(
    engine: Engine, log: Log, vault: Vault, person: str, *, meta: Meta, stream: str | None = None
) -> int | None:
    """Destroys the person's key and records it, both or neither; the position, None if it was done before.

    stream: where the person must stand. Raises UnknownPerson, also for one who stands elsewhere.
    """
    with engine.begin() as connection:
        home = vault.erase(person, connection, stream=stream)
        if home is None:
            return None
        return log.append(home, [ContactErased(person=person)], meta=meta, connection=connection).position


def _text(contact: Contact) -> ContactText:
    return ContactText(
        group=contact.group,
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        organisation=contact.organisation,
    )


#: What agrees between two entries, in words.
FIELDS_TH = {"email": "อีเมล", "phone": "โทรศัพท์", "name": "ชื่อ"}
FIELDS_EN = {"email": "e-mail", "phone": "telephone", "name": "name"}


def _duplicate(found: Duplicate, places: Mapping[int, ContactRow]) -> Problem:
    """The row that repeats somebody, without saying whom, at the first cell that agrees."""
    row, field = places[int(found.second.removeprefix("row "))], found.by[0]
    in_file = found.first.startswith("row ")
    where_th = f"แถวที่ {found.first.removeprefix('row ')}" if in_file else "ผู้ที่อยู่ในรายชื่อแล้ว"
    where_en = found.first if in_file else "somebody on the list"
    th, en = ", ".join(FIELDS_TH[field] for field in found.by), ", ".join(FIELDS_EN[field] for field in found.by)
    return Problem(
        code="duplicate",
        th=f"แถวที่ {row.row} ซ้ำกับ{where_th} ({th})",
        en=f"Row {row.row} is the same person as {where_en} ({en}).",
        sheet=row.sheet,
        row=row.row,
        column=row.columns.get(field),
        head=HEADS[field] if row.columns else field,
        found=where_en,
    )
