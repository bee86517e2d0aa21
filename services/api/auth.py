"""Who is asking, and whether they may: a bearer token for machines, a session for people."""

from functools import wraps
from typing import Any

from flask import g, request, session
from flask.typing import ResponseReturnValue

from services.api.context import context
from services.api.problems import Forbidden, NotFound, Unauthenticated
from services.api.routing import Handler, Route
from shared.access import Permission, Principal
from shared.access.roles import ANONYMOUS
from shared.views import queries

#: The session's key for the account's name.
SESSION_ACCOUNT = "account"


def principal() -> Principal:
    """Who sends the present request; ANONYMOUS without credentials. Raises Unauthenticated for bad ones."""
    if "principal" not in g:
        g.principal = _from_token() or _from_session() or ANONYMOUS
    found: Principal = g.principal
    return found


def require(permission: Permission, unit: str | None = None) -> None:
    """Raises Unauthenticated, Forbidden, or NotFound for a unit that is not known."""
    asking = principal()
    if not asking.holds(permission):
        raise _refusal(asking, permission)
    if unit is not None and permission not in (Permission.PUBLIC_READ, Permission.RESPOND):
        _require_reach(asking, unit)


def guard(entry: Route) -> Handler:
    """The route's handler, behind its permission."""

    @wraps(entry.handler)
    def guarded(**arguments: Any) -> ResponseReturnValue:
        require(entry.permission, arguments.get("unit"))
        return entry.handler(**arguments)

    return guarded


def _require_reach(asking: Principal, unit: str) -> None:
    if asking.unit == unit:
        return
    with context().engine.connect() as connection:
        row = queries.unit(connection, unit)
    if not asking.reaches(unit, row.division if row else None):
        raise Forbidden("other-unit", "บัญชีนี้ไม่มีสิทธิ์ในหน่วยงานนี้", "This account has no rights in this unit.", unit=unit)


def _refusal(asking: Principal, permission: Permission) -> Unauthenticated | Forbidden:
    if asking == ANONYMOUS:
        return Unauthenticated("login-needed", "กรุณาเข้าสู่ระบบ", "Please log in, or send a bearer token.")
    return Forbidden(
        "permission-missing",
        "บัญชีนี้ไม่มีสิทธิ์ทำรายการนี้",
        "This account may not do this.",
        permission=permission.value,
        role=asking.role.value,
    )


def _from_token() -> Principal | None:
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _, text = header.partition(" ")
    found = context().tokens.authenticate(text.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise Unauthenticated("bad-token", "โทเคนใช้ไม่ได้", "The bearer token is not good for anything here.")
    return found


def _from_session() -> Principal | None:
    name = session.get(SESSION_ACCOUNT)
    account = context().accounts.find(name) if name else None
    return account.principal() if account and not account.disabled else None


def unknown_unit(unit: str) -> NotFound:
    """The problem of a unit that nobody has registered."""
    return NotFound("unknown-unit", "ไม่พบหน่วยงานนี้", "There is no such unit.", unit=unit)
