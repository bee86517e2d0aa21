"""Rules about what can be done in the present state of a unit, a round or its audits."""

from shared.rounds.errors import Conflict


class UnitRegisteredAlready(Conflict):
    """A unit is registered once."""

    code = "unit-registered-already"
    th = "หน่วยงาน {unit} ลงทะเบียนแล้ว"
    en = "Unit {unit} is registered already."


class WebsiteUnchanged(Conflict):
    """The website already has that address."""

    code = "website-unchanged"
    th = "เว็บไซต์ของหน่วยงานคือ {given} อยู่แล้ว"
    en = "The unit's website is {given} already."


class RoundOpenedAlready(Conflict):
    """A round is opened once."""

    code = "round-opened-already"
    th = "เปิดรอบการประเมินปีงบประมาณ พ.ศ. {fiscal_year} แล้ว"
    en = "The round of fiscal year {fiscal_year} is open already."


class RoundIsCertified(Conflict):
    """After certification only scores, appeals and audits are recorded."""

    code = "round-certified"
    th = "ผู้บริหารรับรองรอบการประเมินปีงบประมาณ พ.ศ. {fiscal_year} แล้ว จึงแก้ไขไม่ได้"
    en = "The round of fiscal year {fiscal_year} is certified; its work is closed."


class RoundCertifiedAlready(RoundIsCertified):
    """A round is certified once."""

    code = "round-certified-already"
    th = "รับรองรอบการประเมินปีงบประมาณ พ.ศ. {fiscal_year} ไปแล้ว"
    en = "The round of fiscal year {fiscal_year} was certified before."


class MeetingRecordedAlready(Conflict):
    """A meeting's number names one meeting."""

    code = "meeting-recorded-already"
    th = "บันทึกการประชุมครั้งที่ {given} แล้ว"
    en = "Meeting {given} is recorded already."


class EvidenceAddedAlready(Conflict):
    """The same file or link is evidence of an item once."""

    code = "evidence-added-already"
    th = "หลักฐานนี้มีอยู่แล้วในข้อ {item} ({evidence})"
    en = "Item {item} has this evidence already ({evidence})."


class EvidenceMissing(Conflict):
    """An item is handed in with at least one file or link."""

    code = "evidence-missing"
    th = "ข้อ {item} ยังไม่มีหลักฐาน จึงส่งไม่ได้"
    en = "Item {item} has no evidence to submit."


class SubmittedAlready(Conflict):
    """The same evidence waits for approval, or has it."""

    code = "submitted-already"
    th = "ส่งหลักฐานชุดนี้ของข้อ {item} แล้ว (สถานะ {status})"
    en = "This evidence of item {item} was submitted before; it is {status}."


class NothingSubmitted(Conflict):
    """The head approves or returns only what waits for a decision."""

    code = "nothing-submitted"
    th = "ข้อ {item} ไม่มีหลักฐานที่รอการอนุมัติ (สถานะ {status})"
    en = "Nothing of item {item} waits for approval; it is {status}."


class NotScored(Conflict):
    """Only a score can be appealed."""

    code = "not-scored"
    th = "ข้อ {item} ยังไม่มีคะแนน จึงอุทธรณ์ไม่ได้"
    en = "Item {item} has no score to appeal."


class NothingToAppeal(Conflict):
    """Only a score of "not met" can be appealed."""

    code = "nothing-to-appeal"
    th = "ข้อ {item} ได้คะแนนแล้ว ไม่มีเหตุให้อุทธรณ์"
    en = "Item {item} was scored as met; there is nothing to appeal."


class AppealedAlready(Conflict):
    """A score is appealed once, and an appeal is decided once."""

    code = "appealed-already"
    th = "ข้อ {item} มีการอุทธรณ์แล้ว (สถานะ {status})"
    en = "Item {item} was appealed before; it is {status}."


class ScoreUnderAppeal(Conflict):
    """After an appeal only its decision changes the score."""

    code = "score-under-appeal"
    th = "ข้อ {item} อยู่ในขั้นอุทธรณ์ แก้คะแนนได้ด้วยคำวินิจฉัยเท่านั้น"
    en = "Item {item} was appealed; only a decision on the appeal changes its score."


class WebsiteMissing(Conflict):
    """A website can be audited only if its address is known."""

    code = "website-missing"
    th = "ยังไม่มีที่อยู่เว็บไซต์ของหน่วยงาน {unit}"
    en = "Unit {unit} has no website to audit."


class AuditRunning(Conflict):
    """One audit of a website runs at a time."""

    code = "audit-running"
    th = "กำลังตรวจเว็บไซต์อยู่ ({audit})"
    en = "Audit {audit} is still running."


class AuditTooSoon(Conflict):
    """An item is audited again only after a cool-down, so that no website is pestered."""

    code = "audit-too-soon"
    th = "เพิ่งตรวจข้อ {item} ไป ตรวจซ้ำได้หลังเวลา {allowed_from}"
    en = "Item {item} was audited a moment ago; it can be audited again from {allowed_from}."


class SnapshotsNeeded(Conflict):
    """What a running audit keeps, or the newest one that saw the website, is never removed."""

    code = "snapshots-needed"
    th = "สำเนาหน้าเว็บของการตรวจ {audit} ยังใช้อ้างอิงอยู่"
    en = "The snapshots of audit {audit} are still relied on."


class LinkJudgedAlready(Conflict):
    """Somebody has said so of the link before."""

    code = "link-judged-already"
    th = "มีผู้ยืนยันเช่นนี้สำหรับลิงก์ {given} ของข้อ {item} แล้ว"
    en = "The same was said of {given} for item {item} before."


class AuditFinished(Conflict):
    """An audit ends once, completed or failed."""

    code = "audit-finished"
    th = "การตรวจเว็บไซต์ {given} จบไปแล้ว"
    en = "Audit {given} has ended already."


class AuditOvertaken(Conflict):
    """An older audit cannot speak after a newer one has."""

    code = "audit-overtaken"
    th = "มีการตรวจเว็บไซต์ที่ใหม่กว่า {given} แล้ว"
    en = "A newer audit than {given} has been completed."


class TokensRequiredAlready(Conflict):
    """A survey asks for tokens already, or does not ask for them anyway."""

    code = "tokens-required-already"
    th = "การตั้งค่ารหัสของแบบสำรวจ {instrument} เป็นเช่นนี้อยู่แล้ว"
    en = "The survey {instrument} is set that way already."


class NoTokenLeft(Conflict):
    """Only tokens that nobody has used can be withdrawn, and there are none."""

    code = "no-token-left"
    th = "ไม่มีรหัสของแบบสำรวจ {instrument} ที่ยังไม่ได้ใช้"
    en = "No token of {instrument} is left to be withdrawn."


class ListWithdrawn(Conflict):
    """A form that issued tokens hands over the same list again, unless its tokens were withdrawn meanwhile."""

    code = "list-withdrawn"
    th = "รหัสของแบบสำรวจ {instrument} ชุดนี้ออกไปแล้วและถูกยกเลิกแล้ว โปรดเปิดหน้านี้ใหม่เพื่อออกชุดใหม่"
    en = "These tokens of {instrument} were issued before and have been withdrawn. Open the page anew to issue others."


class FlaggedAlready(Conflict):
    """The same answers are flagged for the same reason once."""

    code = "flagged-already"
    th = "คำตอบชุดนี้ถูกติดธงด้วยเหตุเดียวกันแล้ว ({flag})"
    en = "These answers are flagged for that reason already ({flag})."


class ExcludedAlready(Conflict):
    """What does not count cannot be excluded again."""

    code = "excluded-already"
    th = "คำตอบทั้งหมดของ {flag} ถูกตัดออกแล้ว"
    en = "All answers of {flag} are excluded already."


class NotExcluded(Conflict):
    """Only answers that this flag excluded can be reinstated by it."""

    code = "not-excluded"
    th = "{flag} ไม่ได้ตัดคำตอบใดออก"
    en = "{flag} excludes no answers."
