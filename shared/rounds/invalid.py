"""Rules about what a command says: words, numbers, dates, names and answers that cannot be."""

from shared.rounds.errors import Invalid


class TextMissing(Invalid):
    """A text that must say something is empty."""

    code = "text-missing"
    th = "ต้องกรอกข้อมูลในช่อง {field}"
    en = "{field} must not be empty."


class ReasonMissing(TextMissing):
    """A submission is returned without telling the officers why."""

    code = "reason-missing"
    th = "ต้องระบุเหตุผล ({field})"
    en = "A reason must be given ({field})."


class BadUnitCode(Invalid):
    """A code that cannot name a unit: letters, digits and single hyphens only."""

    code = "bad-unit-code"
    th = "รหัสหน่วยงาน {given} ไม่ถูกต้อง"
    en = "{given} is not a unit's code; write it like TH-49."


class UnknownDivision(Invalid):
    """A division of the Immigration Bureau that does not exist."""

    code = "unknown-division"
    th = "ไม่มีกองบังคับการตรวจคนเข้าเมือง {given}"
    en = "There is no immigration division {given}."


class BadLink(Invalid):
    """An address that is not a full http or https address."""

    code = "bad-link"
    th = "ที่อยู่ {given} ไม่ใช่ลิงก์ http หรือ https ที่สมบูรณ์"
    en = "{given} is not a complete http or https address."


class BadFile(Invalid):
    """A file without its SHA-256 (64 hex digits), its size in bytes or its media type."""

    code = "bad-file"
    th = "ข้อมูลไฟล์ไม่ครบถ้วนหรือไม่ถูกต้อง: {field}"
    en = "The file's {field} is missing or wrong."


class EvidenceKindUnclear(Invalid):
    """Evidence that is neither a file nor a link, or both."""

    code = "evidence-kind-unclear"
    th = "หลักฐานต้องเป็นไฟล์หรือลิงก์อย่างใดอย่างหนึ่ง"
    en = "Evidence is either one file or one link."


class BadNumber(Invalid):
    """A number that makes no sense for what it counts."""

    code = "bad-number"
    th = "{field} = {given} ไม่ถูกต้อง ต้องไม่น้อยกว่า {at_least}"
    en = "{field} is {given}; it must be at least {at_least}."


class PartsExceedWhole(Invalid):
    """Parts that add up to more than the whole they are parts of."""

    code = "parts-exceed-whole"
    th = "ผลรวมของ {field} ({given}) มากกว่าจำนวนทั้งหมด ({at_most})"
    en = "{field} adds up to {given}, more than the whole of {at_most}."


class TargetBelowMinimum(Invalid):
    """A target that would miss the minimum."""

    code = "target-below-minimum"
    th = "เป้าหมาย {given} ต่ำกว่าจำนวนขั้นต่ำ {at_least}"
    en = "The target of {given} is below the minimum of {at_least}."


class QuotaAboveStaff(Invalid):
    """More staff answers wanted than there are staff who may answer."""

    code = "quota-above-staff"
    th = "จำนวนขั้นต่ำ {given} มากกว่าจำนวนบุคลากรที่มีสิทธิ์ตอบ {at_most}"
    en = "The minimum of {given} is above the {at_most} staff who may answer."


class DateOutsideRound(Invalid):
    """A date outside the round's fiscal year."""

    code = "date-outside-round"
    th = "วันที่ {given} ({field}) อยู่นอกปีงบประมาณของรอบ ({first} ถึง {last})"
    en = "{field} {given} is outside the fiscal year of the round ({first} to {last})."


class DateInFuture(Invalid):
    """Something is said to have happened on a day that has not come yet (Bangkok)."""

    code = "date-in-future"
    th = "วันที่ {given} ({field}) ยังมาไม่ถึง"
    en = "{field} {given} has not come yet."


class EndsBeforeStart(Invalid):
    """Something ends before it starts."""

    code = "ends-before-start"
    th = "เวลาสิ้นสุด {given} อยู่ก่อนเวลาเริ่ม {starts} ({field})"
    en = "{field} ends at {given}, before its start at {starts}."


class TimeZoneMissing(Invalid):
    """A time without a time zone."""

    code = "time-zone-missing"
    th = "เวลา {given} ({field}) ไม่มีเขตเวลา"
    en = "{field} {given} has no time zone."


class Repeated(Invalid):
    """The same thing stands twice in one command."""

    code = "repeated"
    th = "{given} ซ้ำกันใน {field}"
    en = "{given} stands twice in {field}."


class PersonNotInUnit(Invalid):
    """Work for a person who is neither listed as an officer of the unit nor a member of its committee."""

    code = "person-not-in-unit"
    th = "ไม่พบ {given} ในรายชื่อบุคลากรของหน่วยงาน"
    en = "{given} is not among the unit's people."


class PersonNameUnclear(Invalid):
    """A name that is nobody's, but very like somebody's. Nobody is matched by likeness alone."""

    code = "person-name-unclear"
    th = "ไม่พบชื่อ {given} หมายถึง {likeliest} หรือไม่"
    en = "Nobody is called {given}; did you mean {likeliest}?"


class SpellingTaken(Invalid):
    """A spelling of one person that is already recorded for another."""

    code = "spelling-taken"
    th = "ชื่อ {given} เป็นของ {owner} อยู่แล้ว"
    en = "{given} is already recorded as a name of {owner}."


class UnknownWorkLine(Invalid):
    """A line of work that the rubric does not have."""

    code = "unknown-work-line"
    th = "ไม่พบสายงาน {given}"
    en = "There is no line of work {given}."


class UnknownOccupation(Invalid):
    """An occupation that the rubric does not have."""

    code = "unknown-occupation"
    th = "ไม่พบอาชีพ {given}"
    en = "There is no occupation {given}."


class UnknownGroup(Invalid):
    """A group of EIT(2) contacts that the rubric does not have."""

    code = "unknown-group"
    th = "ไม่พบกลุ่มผู้มีส่วนได้ส่วนเสีย {given}"
    en = "There is no group of contacts {given}."


class NoChannel(Invalid):
    """A contact whom nobody could reach: neither a telephone number nor an e-mail address."""

    code = "no-channel"
    th = "ต้องมีหมายเลขโทรศัพท์หรืออีเมลอย่างน้อยหนึ่งอย่าง"
    en = "A telephone number or an e-mail address is needed."


class TooManyContacts(Invalid):
    """A list is compared with itself, person by person, so it has an end."""

    code = "too-many-contacts"
    th = "รายชื่อมีได้ไม่เกิน {at_most} ราย"
    en = "A list takes {at_most} contacts at most."


class UnknownQuestion(Invalid):
    """An answer to a question that the rubric does not ask."""

    code = "unknown-question"
    th = "ไม่มีคำถาม {given} ในเกณฑ์การประเมิน"
    en = "The rubric has no question {given}."


class QuestionOfAnotherInstrument(Invalid):
    """An answer to a question of another survey."""

    code = "question-of-another-instrument"
    th = "คำถาม {given} ไม่ใช่ของแบบวัด {instrument}"
    en = "Question {given} is not asked by {instrument}."


class UnknownOption(Invalid):
    """An answer that is not one of the options."""

    code = "unknown-option"
    th = "คำตอบ {given} ของคำถาม {question} ไม่อยู่ในตัวเลือก"
    en = "{given} is no option of question {question}."


class AnswersMissing(Invalid):
    """A sheet on which some of the survey's questions have no answer."""

    code = "answers-missing"
    th = "ยังไม่ได้ตอบคำถาม {missing}"
    en = "No answer was given to {missing}."


class RubricOfAnotherYear(Invalid):
    """A round under the rubric of another fiscal year."""

    code = "rubric-of-another-year"
    th = "เกณฑ์ {rubric} เป็นของปีงบประมาณ พ.ศ. {allowed} ไม่ใช่ {given}"
    en = "Rubric {rubric} is for fiscal year {allowed}, not {given}."


class RubricOfAnotherGroup(Invalid):
    """A round under the rubric of another agency group."""

    code = "rubric-of-another-group"
    th = "เกณฑ์ {rubric} เป็นของกลุ่ม {allowed} ไม่ใช่ {given}"
    en = "Rubric {rubric} is for the group {allowed}, not {given}."


class TokenMissing(Invalid):
    """The unit asks for a single-use token with every answer to this survey."""

    code = "token-missing"
    th = "แบบสำรวจ {instrument} ของหน่วยงานนี้ต้องใช้รหัสตอบแบบสำรวจ"
    en = "This unit's survey {instrument} is answered with a single-use token."


class TooManyTokens(Invalid):
    """A list has no more tokens than any office could need."""

    code = "too-many-tokens"
    th = "ออกรหัสได้ครั้งละไม่เกิน {at_most} รหัส (ขอ {given})"
    en = "At most {at_most} tokens are issued at a time, not {given}."
