"""One person written twice is found; two persons are not made one."""

import pytest

from shared.imports.contacts import ContactText, Entry, duplicates_of


def entry(where: str, name: str, phone: str = "", email: str = "", organisation: str = "") -> Entry:
    contact = ContactText(group="labour_leader", name=name, phone=phone, email=email, organisation=organisation)
    return Entry(where, contact)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("นายสมชาย ใจดี", "สมชาย  ใจดี"), ("พ.ต.อ.สมชาย ใจดี", "นายสมชาย ใจดี"), ("ว่าที่ ร.ต.อ.หญิง แววตา อินทร์จันทร์",
        "แววตา อินทร์จันทร์"), ("คุณสมชาย ใจดี", "สมชาย ใจดี"), ("Mr. John Smith", "john smith"), ("Pol. Maj. John Smith",
        "John SMITH"), ("นำชัย น้ำใจ", "นําชัย นํ้าใจ"),
    ],
)  # fmt: skip
def test_the_same_name_under_other_titles_is_certain(first: str, second: str) -> None:
    (found,) = duplicates_of([entry("1", first), entry("2", second)])
    assert found.certain and "name" in found.by


@pytest.mark.parametrize(("first", "second"), [("แววตา อินทร์จันทร์", "แหวตา อินทร์จันทร์"), ("เกศชญา ก้อนมณี", "เกษขญา ก้อนมณี")])
def test_spellings_of_the_seed_are_likely_and_certain_with_the_same_telephone(first: str, second: str) -> None:
    (likely,) = duplicates_of([entry("1", first), entry("2", second)])
    assert not likely.certain
    (certain,) = duplicates_of([entry("1", first, "0812345678"), entry("2", second, "0812345678")])
    assert certain.certain and set(certain.by) == {"name", "phone"}


def test_one_mailbox_is_one_person_and_one_telephone_may_be_an_offices() -> None:
    (mail,) = duplicates_of([entry("1", "ก ข", email="a@b.co"), entry("2", "ฮ ฬ", email="a@b.co")])
    assert mail.certain
    (phone,) = duplicates_of([entry("1", "มานะ", "042611074"), entry("2", "ชูใจ", "042611074")])
    assert not phone.certain and phone.by == ("phone",)


def test_a_namesake_elsewhere_is_only_likely() -> None:
    (found,) = duplicates_of([entry("1", "สมชาย ใจดี", organisation="ก"), entry("2", "สมชาย ใจดี", organisation="ข")])
    assert not found.certain


def test_different_persons_are_let_be() -> None:
    names = ("สมชาย ใจดี", "วิไล แสงทอง", "John Smith", "ธนิษฐา คณานันท์", "สุปราณี เรือนใสแก้ว")
    assert duplicates_of([entry(name, name) for name in names]) == ()


def test_new_ones_are_compared_with_the_list_and_the_list_not_with_itself() -> None:
    known = [entry("person-1", "สมชาย ใจดี"), entry("person-2", "นายสมชาย ใจดี")]
    found = duplicates_of([entry("row 2", "พ.ต.ท. สมชาย ใจดี")], known)
    assert [(each.first, each.second) for each in found] == [("person-1", "row 2"), ("person-2", "row 2")]
