"""One sentence for each event, in Thai and English, as the history shows it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from shared.events import Event, Text, access, audits, contacts, preparation, surveys, units, watch, work

#: Makes the Thai and the English sentence of one event.
Sentence = Callable[[Any], tuple[str, str]]


def sentence(event: Event) -> Text:
    """What happened, for people. Every type of the catalogue has its sentence."""
    th, en = SENTENCES[type(event)](event)
    return Text(th=th, en=en)


def answers_sentence(instrument: str, day: date, count: int) -> Text:
    """The sentence for all answers of a survey on one Bangkok day: never one answer alone in time."""
    return Text(
        th=f"ได้รับแบบสำรวจ {instrument} วันที่ {day.day:02d}/{day.month:02d}/{day.year + 543} จำนวน {count} ชุด",
        en=f"{count} answer sheet(s) of {instrument} came in on {day.isoformat()}",
    )


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "–"


def _met(met: bool) -> tuple[str, str]:
    return ("ผ่าน", "met") if met else ("ไม่ผ่าน", "not met")


def _replica(yes: bool) -> tuple[str, str]:
    """What a sentence about a website adds where it is a demonstration copy."""
    return (" (เว็บไซต์จำลองเพื่อสาธิต)", " (a replica for demonstration)") if yes else ("", "")


def _registered(event: units.UnitRegistered) -> tuple[str, str]:
    th, en = _replica(event.website_is_replica)
    website_th = f" เว็บไซต์ {event.website_url}{th}" if th else ""
    website_en = f", website {event.website_url}{en}" if en else ""
    return f"ลงทะเบียนหน่วยงาน {event.name_th}{website_th}", f"Unit {event.name_en} registered{website_en}"


def _website_changed(event: units.UnitWebsiteChanged) -> tuple[str, str]:
    th, en = _replica(event.website_is_replica)
    return f"เปลี่ยนเว็บไซต์เป็น {event.website_url}{th}", f"Website changed to {event.website_url}{en}"


def _completed(event: audits.AuditCompleted) -> tuple[str, str]:
    th, en = _replica(event.replica)
    return (
        f"ตรวจเว็บไซต์เสร็จ ({event.audit_id}): {OUTCOMES_TH[event.outcome]}{th}",
        f"Website audit completed ({event.audit_id}): {event.outcome}{en}",
    )


def _assigned(event: preparation.ItemAssigned) -> tuple[str, str]:
    due_th = f" ภายใน {event.due.day:02d}/{event.due.month:02d}/{event.due.year + 543}" if event.due else ""
    due_en = f" until {event.due.isoformat()}" if event.due else ""
    officers = _names(event.officers)
    return f"มอบหมาย {event.item} ให้ {officers}{due_th}", f"{event.item} assigned to {officers}{due_en}"


def _evidence(event: work.EvidenceAdded) -> tuple[str, str]:
    what = event.url or event.filename or event.evidence_id
    return f"เพิ่มหลักฐาน {event.item}: {what}", f"Evidence for {event.item} added: {what}"


def _finding(event: audits.FindingChanged) -> tuple[str, str]:
    verdict_th = VERDICTS_TH[event.verdict]
    waits = not event.confirmed and event.verdict != "unknown"  # of which there is nothing to be confirmed
    waits_th, waits_en = (" (รอตรวจยืนยัน)", " (to be confirmed)") if waits else ("", "")
    return (
        f"ตรวจเว็บไซต์ {event.item}: {verdict_th}{waits_th}",
        f"Website audit of {event.item}: {event.verdict.replace('_', ' ')}{waits_en}",
    )


def _scored(event: work.ItemScored) -> tuple[str, str]:
    th, en = _met(event.met)
    return f"ผู้ประเมินให้คะแนน {event.item}: {th}", f"The assessor scored {event.item}: {en}"


def _decided(event: work.AppealDecided) -> tuple[str, str]:
    th, en = _met(event.met)
    return f"ผลอุทธรณ์ {event.item}: {th} – {event.reason}", f"Appeal of {event.item} decided: {en} – {event.reason}"


def _progress(event: surveys.ProgressReported) -> tuple[str, str]:
    return (
        f"รายงานความคืบหน้า {event.instrument}: {event.total} ชุด",
        f"Progress of {event.instrument} reported: {event.total} answers",
    )


def _quota(event: preparation.QuotaSet) -> tuple[str, str]:
    target = f" / {event.target}" if event.target is not None else ""
    return (
        f"กำหนดจำนวนตัวอย่าง {event.instrument}: {event.minimum}{target}",
        f"Quota of {event.instrument} set: {event.minimum}{target}",
    )


#: Verdicts of a website audit, in Thai.
VERDICTS_TH = {
    "present": "พบครบถ้วน",
    "partial": "พบบางส่วน",
    "missing": "ไม่พบ",
    "stale": "ข้อมูลเก่า",
    "wrong_format": "รูปแบบไฟล์ไม่ถูกต้อง",
    "unknown": "ตรวจไม่ได้",
}

#: Why answers look suspicious.
FLAGS_TH = {
    "straight_lining": "ตอบตัวเลือกเดียวกันทุกข้อมากผิดปกติ",
    "burst": "ส่งเข้ามามากผิดปกติในวันเดียว",
    "copies": "ตอบเหมือนกันทุกข้อมากเกินกว่าจะบังเอิญ",
    "hurried": "ตอบเร็วเกินกว่าจะอ่านทัน",
    "again": "ตอบซ้ำจากเบราว์เซอร์เดิม",
}
FLAGS_EN = {
    "straight_lining": "the same option throughout, unusually often",
    "burst": "unusually many on one day",
    "copies": "identical sheets far beyond chance",
    "hurried": "faster than anybody can read",
    "again": "from browsers that had answered before",
}

#: Outcomes of a website audit, in Thai.
OUTCOMES_TH = {"complete": "ครบถ้วน", "partial": "บางส่วน", "blocked": "ถูกปิดกั้น", "down": "เว็บไซต์ไม่ตอบสนอง"}

SENTENCES: dict[type[Event], Sentence] = {
    units.UnitRegistered: _registered,
    units.UnitWebsiteChanged: _website_changed,
    preparation.RoundOpened: lambda e: (
        f"เปิดรอบการประเมินปีงบประมาณ {e.fiscal_year}",
        f"Round of fiscal year {e.fiscal_year} opened",
    ),
    preparation.OfficersListed: lambda e: (
        f"บันทึกรายชื่อเจ้าหน้าที่ {len(e.officers)} นาย",
        f"{len(e.officers)} officer(s) listed",
    ),
    preparation.StaffCounted: lambda e: (f"ผู้มีสิทธิตอบ IIT {e.eligible} นาย", f"{e.eligible} staff may answer IIT"),
    preparation.OrderIssued: lambda e: (f"ออกคำสั่งที่ {e.number}", f"Order {e.number} issued"),
    preparation.CommitteeAppointed: lambda e: (
        f"แต่งตั้งคณะทำงาน {len(e.members)} นาย",
        f"Committee of {len(e.members)} appointed",
    ),
    preparation.CalendarSet: lambda e: (f"กำหนดปฏิทิน: {e.title}", f"Calendar set: {e.title}"),
    preparation.QuotaSet: _quota,
    preparation.CoordinatorAssigned: lambda e: (
        f"มอบหมายผู้ประสานกลุ่ม {e.group}: {_names(e.officers)}",
        f"Coordinators of group {e.group}: {_names(e.officers)}",
    ),
    preparation.ItemAssigned: _assigned,
    preparation.AdministratorAppointed: lambda e: (
        f"แต่งตั้งผู้ดูแลระบบ {e.officer}",
        f"Administrator appointed: {e.officer}",
    ),
    preparation.MeetingHeld: lambda e: (f"จัดประชุม: {e.title}", f"Meeting held: {e.title}"),
    preparation.MeasureTaken: lambda e: (f"ดำเนินมาตรการ: {e.title}", f"Measure taken: {e.title}"),
    surveys.ResponseRecorded: lambda e: (f"ได้รับแบบสำรวจ {e.instrument}", f"Answer sheet of {e.instrument} came in"),
    surveys.AnswersImported: lambda e: (
        f"นำเข้าคำตอบ {e.instrument} จากไฟล์ {len(e.rows)} ชุด",
        f"{len(e.rows)} answers of {e.instrument} imported from a file",
    ),
    surveys.ProgressReported: _progress,
    surveys.TokensRequired: lambda e: (
        f"แบบสำรวจ {e.instrument} {'ต้องใช้รหัส' if e.required else 'ไม่ต้องใช้รหัส'}",
        f"The survey {e.instrument} {'asks' if e.required else 'no longer asks'} for tokens",
    ),
    surveys.TokensIssued: lambda e: (
        f"ออกรหัสตอบแบบสำรวจ {e.instrument} จำนวน {e.count} รหัส",
        f"{e.count} tokens of {e.instrument} issued",
    ),
    surveys.TokensWithdrawn: lambda e: (
        f"ยกเลิกรหัสตอบแบบสำรวจ {e.instrument} ที่ยังไม่ได้ใช้ {e.count} รหัส",
        f"{e.count} unused tokens of {e.instrument} withdrawn",
    ),
    watch.AnswersFlagged: lambda e: (
        f"พบคำตอบ {e.instrument} ที่น่าสงสัย ({e.flag}: {FLAGS_TH[e.reason]}) จำนวน {len(e.versions)} ชุด",
        f"{len(e.versions)} answer sheets of {e.instrument} look suspicious ({e.flag}: {FLAGS_EN[e.reason]})",
    ),
    watch.AnswersExcluded: lambda e: (
        f"ตัดคำตอบ {e.instrument} ออก {e.sheets.count} ชุด ({e.flag}): {e.reason}",
        f"{e.sheets.count} answer sheets of {e.instrument} excluded ({e.flag}): {e.reason}",
    ),
    watch.AnswersReinstated: lambda e: (
        f"นำคำตอบ {e.instrument} กลับมานับ {e.sheets.count} ชุด ({e.flag}): {e.reason}",
        f"{e.sheets.count} answer sheets of {e.instrument} reinstated ({e.flag}): {e.reason}",
    ),
    contacts.ContactAdded: lambda e: (f"เพิ่มผู้ให้ข้อมูลกลุ่ม {e.group}", f"Contact of group {e.group} added"),
    contacts.ContactCorrected: lambda e: (
        f"แก้ไขข้อมูลผู้ให้ข้อมูลกลุ่ม {e.group}",
        f"Contact of group {e.group} corrected",
    ),
    contacts.ContactWithdrawn: lambda _: ("นำผู้ให้ข้อมูลออกจากรายชื่อ", "A contact was taken off the list"),
    contacts.InvitationsExported: lambda e: (
        f"ส่งออกหนังสือเชิญผู้ให้ข้อมูล {sum(e.by_group.values())} ราย",
        f"Invitations of {sum(e.by_group.values())} contact(s) exported",
    ),
    contacts.ContactErased: lambda _: ("ลบข้อมูลส่วนบุคคลของผู้ให้ข้อมูล", "Personal data of a contact erased"),
    work.EvidenceAdded: _evidence,
    work.ItemSubmitted: lambda e: (f"เสนอ {e.item} เพื่ออนุมัติ", f"{e.item} submitted for approval"),
    work.ItemApproved: lambda e: (f"ผู้บริหารอนุมัติ {e.item}", f"{e.item} approved by the head"),
    work.ItemReturned: lambda e: (f"ส่งคืน {e.item}: {e.reason}", f"{e.item} returned: {e.reason}"),
    work.ItemScored: _scored,
    work.AppealLodged: lambda e: (f"ยื่นอุทธรณ์ {e.item}", f"Appeal of {e.item} lodged"),
    work.AppealDecided: _decided,
    work.RoundCertified: lambda _: ("ผู้บริหารรับรองรอบการประเมิน", "Round certified by the head"),
    audits.AuditRequested: lambda e: (f"สั่งตรวจเว็บไซต์ ({e.audit_id})", f"Website audit requested ({e.audit_id})"),
    audits.FindingChanged: _finding,
    audits.AuditCompleted: _completed,
    audits.SnapshotsRemoved: lambda e: (
        f"ลบสำเนาหน้าเว็บที่ไม่ใช้อ้างอิงแล้วของการตรวจ {e.audit_id} จำนวน {len(e.bodies)} รายการ เมื่อพ้นกำหนด {e.days} วัน",
        f"{len(e.bodies)} snapshot(s) of audit {e.audit_id} that nothing relies on removed after {e.days} days",
    ),
    audits.LinkConfirmed: lambda e: (f"ยืนยันลิงก์ของ {e.item}: {e.url}", f"Link of {e.item} confirmed: {e.url}"),
    audits.LinkRejected: lambda e: (f"ปฏิเสธลิงก์ของ {e.item}: {e.url}", f"Link rejected for {e.item}: {e.url}"),
    audits.LinkReopened: lambda e: (
        f"ยกเลิกคำยืนยันลิงก์ของ {e.item}: {e.url}",
        f"What was said of a link of {e.item} taken back: {e.url}",
    ),
    audits.AuditFailed: lambda e: (
        f"ตรวจเว็บไซต์ไม่สำเร็จ ({e.audit_id}): {e.reason}",
        f"Website audit failed ({e.audit_id}): {e.reason}",
    ),
    access.AccountCreated: lambda e: (f"สร้างบัญชี {e.account} ({e.role})", f"Account {e.account} created ({e.role})"),
    access.AccountDisabled: lambda e: (f"ปิดบัญชี {e.account}", f"Account {e.account} disabled"),
    access.TokenIssued: lambda e: (f"ออกโทเคนให้ {e.account}", f"Token issued to {e.account}"),
    access.TokenRevoked: lambda e: (f"ยกเลิกโทเคน {e.token_id}", f"Token {e.token_id} revoked"),
}
