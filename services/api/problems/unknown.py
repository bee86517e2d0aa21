"""Things that are not there."""

from services.api.problems.kinds import NotFound


class UnknownUnit(NotFound):
    """Nobody has registered a unit under this code."""

    code = "unknown-unit"
    th = "ไม่พบหน่วยงาน {unit}"
    en = "There is no unit {unit}."


class UnknownRound(NotFound):
    """The unit has no round in this fiscal year."""

    code = "unknown-round"
    th = "หน่วยงาน {unit} ไม่มีรอบการประเมินปีงบประมาณ พ.ศ. {fiscal_year}"
    en = "Unit {unit} has no round in fiscal year {fiscal_year}."


class RoundNotOpenThen(NotFound):
    """On the day that ``as_of`` names nothing had been recorded of this round."""

    code = "round-not-open-then"
    th = "วันที่ {as_of} ยังไม่ได้เปิดรอบการประเมินนี้"
    en = "The round was not open on {as_of}."


class UnknownItem(NotFound):
    """The round's rubric has no such item."""

    code = "unknown-item"
    th = "ไม่พบข้อ {item}"
    en = "There is no item {item}."


class UnknownAudit(NotFound):
    """No audit with this id was asked for."""

    code = "unknown-audit"
    th = "ไม่พบการตรวจ {audit_id}"
    en = "There is no audit {audit_id}."


class NoReport(NotFound):
    """The audit has not ended, could not run, or its report is lost; there is nothing to compare."""

    code = "no-report"
    th = "ไม่มีรายงานของการตรวจ {audit_id}"
    en = "There is no report of audit {audit_id}."


class NoEarlierAudit(NotFound):
    """No audit before this one looked at the same items; there is nothing to compare it with."""

    code = "no-earlier-audit"
    th = "ไม่มีการตรวจก่อนหน้า {audit_id} ที่เปรียบเทียบได้"
    en = "There is no audit before {audit_id} to compare it with."


class NoSnapshots(NotFound):
    """The audit kept no copies of pages: it did not run to its end, is simulated, or older than this archive."""

    code = "no-snapshots"
    th = "ไม่มีสำเนาหน้าเว็บของการตรวจ {audit_id}"
    en = "No copies of pages are kept of audit {audit_id}."


class UnknownEvidence(NotFound):
    """The round has no uploaded file under this id."""

    code = "unknown-evidence"
    th = "ไม่พบไฟล์หลักฐาน {evidence_id}"
    en = "There is no evidence file {evidence_id}."


class EvidenceLost(NotFound):
    """The file was recorded, but the evidence store no longer has it, or not as it was. Tell the operator."""

    code = "evidence-lost"
    th = "ไฟล์หลักฐาน {evidence_id} สูญหายหรือเสียหาย"
    en = "The evidence file {evidence_id} is missing from the store or damaged."


class UnknownRubric(NotFound):
    """This instance has no such rubric."""

    code = "unknown-rubric"
    th = "ไม่พบเกณฑ์ {rubric}"
    en = "There is no rubric {rubric}."


class UnknownInstrument(NotFound):
    """The round's rubric has no such survey: IIT (staff), EIT1 (public) or EIT2 (named contacts)."""

    code = "unknown-instrument"
    th = "ไม่พบแบบสำรวจ {instrument} ในรอบการประเมินนี้ (มี {known})"
    en = "There is no survey {instrument} in this round; there are {known}."


class UnknownSurveyLine(NotFound):
    """The round's rubric has no such line of work, or does not tell lines of work apart."""

    code = "unknown-survey-line"
    th = "ไม่พบสายงาน {work_line} ในรอบการประเมินนี้ (มี {known})"
    en = "There is no line of work {work_line} in this round; there are {known}."


class UnknownYear(NotFound):
    """There are no criteria for this fiscal year."""

    code = "unknown-year"
    th = "ไม่มีเกณฑ์ของปีงบประมาณ พ.ศ. {year}"
    en = "There are no criteria for fiscal year {year}."


class UnknownFile(NotFound):
    """The file's address belongs to another release; open the page again."""

    code = "unknown-file"
    th = "ไม่พบไฟล์นี้"
    en = "There is no such file."


class UnknownProblem(NotFound):
    """No problem has this code."""

    code = "unknown-problem"
    th = "ไม่พบรหัสปัญหา {problem}"
    en = "There is no problem {problem}."
