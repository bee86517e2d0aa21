"""Rules about things that a command names and that do not exist."""

from shared.rounds.errors import NotFound


class UnknownUnit(NotFound):
    """The unit was never registered."""

    code = "unknown-unit"
    th = "ไม่พบหน่วยงาน {unit}"
    en = "There is no unit {unit}."


class UnknownRound(NotFound):
    """The unit has no round in that fiscal year."""

    code = "unknown-round"
    th = "หน่วยงาน {unit} ยังไม่ได้เปิดรอบการประเมินปีงบประมาณ พ.ศ. {fiscal_year}"
    en = "Unit {unit} has no round in fiscal year {fiscal_year}."


class UnknownRubric(NotFound):
    """No rubric has that id."""

    code = "unknown-rubric"
    th = "ไม่พบเกณฑ์การประเมิน {rubric}"
    en = "There is no rubric {rubric}."


class UnknownItem(NotFound):
    """The rubric has no such item."""

    code = "unknown-item"
    th = "ไม่พบข้อ {given} ในเกณฑ์การประเมิน"
    en = "The rubric has no item {given}."


class UnknownContact(NotFound):
    """The list has no such contact, or no longer."""

    code = "unknown-contact"
    th = "ไม่พบผู้ให้ข้อมูลรายนี้ในรายชื่อ"
    en = "There is no such contact on the list."


class UnknownEvidence(NotFound):
    """The item has no such evidence."""

    code = "unknown-evidence"
    th = "ข้อ {item} ไม่มีหลักฐาน {given}"
    en = "Item {item} has no evidence {given}."


class LinkNotJudged(NotFound):
    """Nobody has said anything of the link that could be taken back."""

    code = "link-not-judged"
    th = "ยังไม่มีผู้ยืนยันหรือปฏิเสธลิงก์ {given} ของข้อ {item}"
    en = "Nothing was said of {given} for item {item} that could be taken back."


class UnknownAudit(NotFound):
    """No audit with that id was requested for the round."""

    code = "unknown-audit"
    th = "ไม่พบการตรวจเว็บไซต์ {given}"
    en = "There is no audit {given}."


class NoAppeal(NotFound):
    """A decision on an appeal that was never lodged."""

    code = "no-appeal"
    th = "ข้อ {item} ไม่มีการอุทธรณ์"
    en = "No appeal was lodged for item {item}."


class UnknownFlag(NotFound):
    """The watch over this round's answers has raised no such flag."""

    code = "unknown-flag"
    th = "ไม่พบธง {given}"
    en = "There is no flag {given}."
