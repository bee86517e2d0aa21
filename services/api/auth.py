"""Who is asking, and whether they may: a bearer token for machines, a session for people."""

from functools import wraps
from typing import Any

from flask import g, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect

from services.api.context import context
from services.api.problems import (
    BadToken,
    Forbidden,
    FormNotOurs,
    LoginNeeded,
    OtherUnit,
    PermissionMissing,
    Unauthenticated,
    UnknownUnit,
)
from services.api.routing import PAGES, Handler, Route
from shared.access import Permission, Principal
from shared.access.roles import ANONYMOUS
from shared.views import queries

#: The session's key for the account's name.
SESSION_ACCOUNT = "account"
#: Checks the token that a form carries: a browser sends its cookie along wherever a form comes from.
csrf = CSRFProtect()


def principal() -> Principal:
    """Who sends the present request; ANONYMOUS without credentials. Raises Unauthenticated for bad ones."""
    if "principal" not in g:
        g.principal = _from_token() or _from_session() or ANONYMOUS
    found: Principal = g.principal
    return found


def coarse() -> bool:
    """Whether figures made of answers move on by several sheets at a time for whoever sends the present request."""
    return principal().coarse


def require(permission: Permission, unit: str | None = None) -> None:
    """Raises Unauthenticated or Forbidden; a unit that is not known is refused like another's."""
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
        if entry.method == "POST" and not entry.signed and (entry in PAGES or _speaks_by_cookie()):
            _check_form()
        return entry.handler(**arguments)

    return guarded


def _require_reach(asking: Principal, unit: str) -> None:
    if asking.reaches(unit, None):
        return
    with context().reading() as connection:
        row = queries.unit(connection, unit)
    if row is None or not asking.reaches(unit, row.division):
        raise OtherUnit(unit=unit)


def _refusal(asking: Principal, permission: Permission) -> Unauthenticated | Forbidden:
    if asking == ANONYMOUS:
        return LoginNeeded()
    return PermissionMissing(permission=permission.value, role=asking.role.value)


def _speaks_by_cookie() -> bool:
    return "Authorization" not in request.headers and SESSION_ACCOUNT in session


def _check_form() -> None:
    try:
        csrf.protect()
    except CSRFError as error:
        raise FormNotOurs from error


def _from_token() -> Principal | None:
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _, text = header.partition(" ")
    found = context().tokens.authenticate(text.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise BadToken
    return found


def _from_session() -> Principal | None:
    name = session.get(SESSION_ACCOUNT)
    account = context().accounts.find(name) if name else None
    return account.principal() if account and not account.disabled else None


def unknown_unit(unit: str) -> UnknownUnit:
    """The problem of a unit that nobody has registered."""
    return UnknownUnit(unit=unit)
