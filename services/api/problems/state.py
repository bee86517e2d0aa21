"""Requests against what is recorded already, or at a moment when they cannot be answered."""

from services.api.problems.kinds import Conflict, PreconditionFailed, TooMany, Unavailable


class IdempotencyKeyReused(Conflict):
    """The key stands for another request of the same account. Use a new key for a new request."""

    code = "idempotency-key-reused"
    th = "Idempotency-Key นี้ใช้กับข้อมูลอื่นไปแล้ว"
    en = "This Idempotency-Key was used for something else."


class VersionConflict(PreconditionFailed):
    """Somebody wrote in between. Read again, look at what changed, and send it with ``current_version``."""

    code = "version-conflict"
    th = "มีผู้แก้ไขไปแล้ว รุ่นปัจจุบันคือ {current_version}"
    en = "Somebody has written in between; the version is {current_version} now."


class Busy(Unavailable):
    """Others wrote at the same moment, again and again, or every connection is taken. Send it again."""

    code = "busy"
    th = "ระบบไม่ว่าง กรุณาลองใหม่"
    en = "Too many at once. Try again."


class DatabaseAway(Unavailable):
    """The database cannot be reached. A write may have been recorded: send it again with the same Idempotency-Key."""

    code = "database-away"
    th = "ฐานข้อมูลไม่ตอบ"
    en = "The database does not answer."


class PositionNotReached(Unavailable):
    """The views did not reach ``min_position`` within five seconds."""

    code = "position-not-reached"
    th = "ข้อมูลยังประมวลผลไม่ถึงตำแหน่ง {min_position}"
    en = "The views have not reached position {min_position} yet."


class TooManyStreams(Unavailable):
    """Every place for clients that follow the feed as server-sent events is taken."""

    code = "too-many-streams"
    th = "มีผู้ติดตามเหตุการณ์เต็มจำนวนแล้ว"
    en = "Too many clients follow the feed."


class TokenNotGood(Conflict):
    """The token was mistyped, used, withdrawn, or never issued: which of these is not told."""

    code = "token-not-good"
    th = "รหัสตอบแบบสำรวจ {instrument} นี้ใช้ไม่ได้ อาจพิมพ์ผิด ใช้ไปแล้ว หรือถูกยกเลิก"
    en = "This token of {instrument} is not good: mistyped, used before, or withdrawn."


class TooManyAnswers(TooMany):
    """One network sent more answers in ten minutes than an office's visitors would. Wait, or use another network."""

    code = "too-many-answers"
    th = "มีคำตอบส่งจากเครือข่ายนี้มากเกินไป กรุณาลองใหม่ในอีก {seconds} วินาที"
    en = "Too many answers came from this network. Try again in {seconds} seconds."
