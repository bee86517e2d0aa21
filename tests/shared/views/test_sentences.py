"""Every type of event has its sentence in both languages."""

from datetime import UTC, date, datetime

from shared.events import EVENT_TYPES
from shared.events.audits import FindingChanged
from shared.events.preparation import ItemAssigned
from shared.events.units import UnitRegistered, UnitWebsiteChanged
from shared.events.work import AppealDecided
from shared.views.sentences import SENTENCES, sentence


def test_every_type_of_the_catalogue_has_a_sentence():
    assert set(SENTENCES) == set(EVENT_TYPES.values())


def test_dates_are_buddhist_in_thai():
    said = sentence(ItemAssigned(item="O1", officers=("สมชาย",), due=date(2024, 2, 29)))
    assert said.th == "มอบหมาย O1 ให้ สมชาย ภายใน 29/02/2567"
    assert said.en == "O1 assigned to สมชาย until 2024-02-29"


def test_a_decision_gives_its_reason():
    said = sentence(AppealDecided(item="O1", met=False, reason="no file"))
    assert said.en == "Appeal of O1 decided: not met – no file"


def test_a_loss_waits_to_be_confirmed_and_what_could_not_be_seen_does_not():
    def said(verdict, *, confirmed):
        found = FindingChanged(
            audit_id="a",
            item="O1",
            verdict=verdict,
            confirmed=confirmed,
            confidence="0.9",
            seen_at=datetime(2024, 2, 1, tzinfo=UTC),
        )
        return sentence(found).th

    assert said("missing", confirmed=False) == "ตรวจเว็บไซต์ O1: ไม่พบ (รอตรวจยืนยัน)"
    assert said("missing", confirmed=True) == "ตรวจเว็บไซต์ O1: ไม่พบ"
    assert said("unknown", confirmed=False) == "ตรวจเว็บไซต์ O1: ตรวจไม่ได้"


def test_a_demonstration_copy_is_never_passed_off_as_the_website():
    said = sentence(UnitWebsiteChanged(unit="TH-49", website_url="http://x", website_is_replica=True))
    assert (said.th, said.en) == (
        "เปลี่ยนเว็บไซต์เป็น http://x (เว็บไซต์จำลองเพื่อสาธิต)",
        "Website changed to http://x (a replica for demonstration)",
    )
    registered = UnitRegistered(unit="TH-49", name_th="ก", name_en="A", website_url="http://x", website_is_replica=True)
    assert sentence(registered).en == "Unit A registered, website http://x (a replica for demonstration)"
