"""Who may: nobody known, or not allowed."""

from services.api.problems.kinds import Forbidden, Unauthenticated


class LoginNeeded(Unauthenticated):
    """The route is not open to everybody: send ``Authorization: Bearer …``, or log in."""

    code = "login-needed"
    th = "กรุณาเข้าสู่ระบบ"
    en = "Please log in, or send a bearer token."


class BadToken(Unauthenticated):
    """The token was never issued, was revoked, or its account is disabled."""

    code = "bad-token"
    th = "โทเคนใช้ไม่ได้"
    en = "The bearer token is not good for anything here."


class PermissionMissing(Forbidden):
    """The account's role, or the scopes of its token, do not include the ``permission`` that the route asks for."""

    code = "permission-missing"
    th = "บัญชีนี้ไม่มีสิทธิ์ทำรายการนี้"
    en = "This account may not do this."


class OtherUnit(Forbidden):
    """The account has the permission, but not in this unit."""

    code = "other-unit"
    th = "บัญชีนี้ไม่มีสิทธิ์ในหน่วยงานนี้"
    en = "This account has no rights in this unit."


class OtherDivision(Forbidden):
    """The account sees one division only, and this is another."""

    code = "other-division"
    th = "บัญชีนี้ไม่มีสิทธิ์ในกองบังคับการนี้"
    en = "This account has no rights in this division."
